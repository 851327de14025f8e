import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isWord, PROBLEM_CODES, paramsOf, problem, problemIn, readProblem, sentenceOf, wordOf } from './problem'

const wordsOf = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../messages/${locale}/station.json`, import.meta.url), 'utf8')).command.problem

test('C-9 a problem has its English sentence', () => {
  expect(sentenceOf(problem('chain-too-long', { length: 900, most: 800 }))).toBe(
    'The chain has 900 characters; the station takes 800.',
  )
})

test('in one word: the station’s own, or ours when it says all', () => {
  expect(wordOf(problem('said-no', { status: 'Rejected' }))).toBe('Rejected')
  expect(wordOf(problem('lost'))).toBe('lost')
  expect(wordOf(problem('no-firmware', { id: '7' }))).toBe('There is no firmware 7 in the repository.')
  expect(['lost', 'no-firmware', 'Rejected', 'toString'].map(isWord)).toEqual([true, false, false, false])
})

test.each(PROBLEM_CODES)('what was written down of a problem is read back, and stays what others said: %s', (code) => {
  const params = Object.fromEntries(paramsOf(code).map((name, index) => [name, `value ${index}.`]))
  // Anybody could have said it, and "was not sent" would be wrong of a station's own words.
  if (code === 'against-schema') return expect(problemIn('FormationViolation: no such list.')).toBeNull()
  expect(problemIn(sentenceOf({ code, params }))).toEqual({ code, params })
  if (Object.keys(params).length === 0) expect(problemIn(code)).toEqual(problem(code))
})

test('words of others are left to them', () => {
  for (const text of ['Failed', '', 'toString', 'The list is full', 'Memory: full.']) expect(problemIn(text)).toBeNull()
})

test('a row says what it knows: another version’s word is left to its sentence', () => {
  expect(readProblem({ code: 'lost', params: {} })).toEqual(problem('lost'))
  for (const stored of [null, {}, 'lost', { code: 'toString' }, { code: 'of-tomorrow', params: {} }])
    expect(readProblem(stored)).toBeNull()
})

test.each(['sv', 'en'])('pages have words for every problem, of nothing it does not say: %s', (locale) => {
  const words = wordsOf(locale)
  expect(Object.keys(words).sort()).toEqual([...PROBLEM_CODES].sort())
  for (const code of PROBLEM_CODES) {
    const named = [...words[code]!.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(paramsOf(code)).toEqual(expect.arrayContaining(named))
  }
})
