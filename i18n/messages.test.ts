import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from './locales'

type Words = { readonly [key: string]: string | Words }

const filesOf = (locale: string) => readdirSync(new URL(`../messages/${locale}`, import.meta.url)).sort()
const read = (locale: string, file: string): Words =>
  JSON.parse(readFileSync(new URL(`../messages/${locale}/${file}`, import.meta.url), 'utf8'))

/** Every key with its sentence, `reason.tariff-in-use` → `Tariffen används …`. */
function flatten(words: Words, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The arguments a sentence takes: `{count, plural, one {station} other {stations}}` → count, not the words of its branches. */
const argumentsOf = (sentence: string) =>
  [
    ...new Set(
      [...sentence.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+)\s*)\{(\w+)(?=[,}])/g)].map(([, name]) => name),
    ),
  ].sort()

describe('the words', () => {
  it('are kept in the same files in every language', () => {
    for (const locale of LOCALES) expect(filesOf(locale)).toEqual(filesOf('sv'))
  })

  describe.each(filesOf('sv'))('%s', (file) => {
    const sv = flatten(read('sv', file))
    const en = flatten(read('en', file))

    it('has the same keys in both languages', () => {
      expect([...en.keys()].sort()).toEqual([...sv.keys()].sort())
    })

    it('says something for every key, with the same arguments in both languages', () => {
      for (const [key, sentence] of sv) {
        expect(sentence.trim(), key).not.toBe('')
        expect(argumentsOf(en.get(key) ?? ''), key).toEqual(argumentsOf(sentence))
      }
    })
  })
})
