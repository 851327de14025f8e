import { expect, it } from 'vitest'
import { isInSight } from './in-sight'

it('a command is in sight for ten minutes', () => {
  const at = Date.parse('2026-11-20T12:00:00Z')
  expect(isInSight(new Date(at), at + 599_999)).toBe(true)
  expect(isInSight('2026-11-20T12:00:00Z', at + 600_000)).toBe(false)
})
