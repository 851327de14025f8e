import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from './data-folder'
import { birthOf } from './living-process'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'laddvakt-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lock = () => path.join(folder, 'lock')

test('one start at a time, said in one sentence', () => {
  const first = openDataFolder(folder)
  expect(first.wasLeft).toBe(false)
  expect(() => openDataFolder(folder)).toThrow(`already running on the data folder ${folder} (process ${process.pid})`)
  first.unlock()
  openDataFolder(folder).unlock()
  expect(existsSync(lock())).toBe(false)
})

test.each([
  ['of a process that is gone', '999999999 1'],
  ['of another process that has the number now', `${process.pid} 1`],
  ['that was cut off', ''],
])('a lock %s is taken over', (_, content) => {
  writeFileSync(lock(), content)
  expect(openDataFolder(folder).wasLeft).toBe(true)
  expect(readFileSync(lock(), 'utf8')).toBe(`${process.pid} ${birthOf(process.pid)}`)
})

test('a secret is made once, for our eyes only', () => {
  const secret = openDataFolder(folder).secret('key')
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(statSync(path.join(folder, 'key')).mode & 0o777).toBe(0o600)
  rmSync(lock())
  expect(openDataFolder(folder).secret('key')).toBe(secret)
})

test('a folder that cannot be is one sentence', () => {
  writeFileSync(path.join(folder, 'file'), '')
  expect(() => openDataFolder(path.join(folder, 'file', 'below'))).toThrow(/^The data folder .* cannot be made: .*\.$/)
})
