import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openFleetMemory } from './memory'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'laddvakt-memory-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('each station knows what it was told, also after the power was off, and nobody else reads it', () => {
  const file = path.join(folder, 'memory.json')
  const before = openFleetMemory(file)
  const first = before('SIM-1')
  before('SIM-2').keep({ firmware: '2.0' })
  first.keep({ settings: { AuthorizationKey: 'secret' } })
  first.keep({ firmware: '3.0' })
  const after = openFleetMemory(file)
  expect(after('SIM-1').kept).toEqual({ settings: { AuthorizationKey: 'secret' }, firmware: '3.0' })
  expect(after('SIM-2').kept).toEqual({ firmware: '2.0' })
  expect(after('SIM-3').kept).toEqual({})
  expect(statSync(file).mode & 0o077).toBe(0)
})
