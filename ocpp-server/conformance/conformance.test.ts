import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesByCase, readCases } from '../../scripts/conformance/cases'

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
