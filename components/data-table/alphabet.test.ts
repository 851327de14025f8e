import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Alphabet } from './alphabet'

const sorted = (alphabet: Alphabet, texts: readonly string[]) => [...texts].sort((a, b) => alphabet.compare(a, b))

it('sorts å after z in Swedish and 2 before 10, whatever it knew before', () => {
  const alphabet = new Alphabet('sv')
  alphabet.learn(['Zinken', 'P10'])
  alphabet.learn(['Årsta', 'P2', 'P10'])
  expect(sorted(alphabet, ['Årsta', 'Zinken', 'P10', 'P2'])).toEqual(['P2', 'P10', 'Zinken', 'Årsta'])
})

it('what it has not learned it still compares', () => {
  expect(new Alphabet('sv').compare('P2', 'P10')).toBeLessThan(0)
})

it('compares as the language does, however it learned', () => {
  const words = fc.array(fc.stringMatching(/^[a-cA-Cåö0-9 ]{0,5}$/), { maxLength: 30 })
  fc.assert(
    fc.property(words, words, (first, second) => {
      const alphabet = new Alphabet('sv')
      alphabet.learn(first)
      alphabet.learn(second)
      const collator = new Intl.Collator('sv', { numeric: true, sensitivity: 'base' })
      const all = [...first, ...second]
      const wrong = all.flatMap((a) =>
        all.filter((b) => Math.sign(alphabet.compare(a, b)) !== Math.sign(collator.compare(a, b))).map((b) => [a, b]),
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 50 },
  )
})
