import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesByCase, readCases } from '../../scripts/conformance/cases'
import { rulesIn, SPEC, withAppendix } from '../../scripts/conformance/page'

const cases = readCases()
const files = filesByCase()

test('every case of the lists has a test', () => {
  expect(cases.filter(({ id, isWanted }) => isWanted && !files.has(id)).map(({ id }) => id)).toEqual([])
})

test('no test claims a case that is not in the lists', () => {
  const known = new Set(cases.map(({ id }) => id))
  expect([...files.keys()].filter((id) => !known.has(id))).toEqual([])
})

test('docs/conformance.md names these files for these cases, and every result in it is a pass', () => {
  const page = readFileSync('docs/conformance.md', 'utf8')
  const rows = [...page.matchAll(/^\| (TC_\w+).*\| (\[.*\]\(.*\))? \| (.*) \|$/gm)]
  const told = rows.map(([, id, links = '']) => [
    id!,
    [...links.matchAll(/conformance\/([^)]+)\)/g)].map(([, file]) => file),
  ])
  expect(new Map(told as [string, string[]][])).toEqual(files)
  expect(rows.filter(([, , , result]) => result !== 'pass').map(([, id]) => id)).toEqual([])
})

test('every case stands on rules that SPEC.md has, and the SPEC says so at its end', () => {
  const spec = readFileSync(SPEC, 'utf8')
  const known = new Set(rulesIn(spec))
  expect(cases.filter(({ id, rules }) => files.has(id) && rules.length === 0).map(({ id }) => id)).toEqual([])
  expect(
    cases.flatMap(({ id, rules }) => rules.filter((rule) => !known.has(rule)).map((rule) => `${id}: ${rule}`)),
  ).toEqual([])
  expect(withAppendix(spec, cases)).toBe(spec)
})
