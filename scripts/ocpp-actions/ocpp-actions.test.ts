import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { OCPP_VERSIONS } from '../../lib/ocpp-schemas/official'
import { actionsOf } from './from-station'
import { actionsPage, PAGE, unhandled } from './page'

test('docs/ocpp-actions.md is current (npm run ocpp-actions writes it)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(actionsPage())
})

test.each([
  ['ocpp1.6', 39],
  ['ocpp2.0.1', 64],
  ['ocpp2.1', 91],
] as const)('%s has its %d actions', (version, total) => {
  const both = [...actionsOf(version, 'from-station'), ...actionsOf(version, 'to-station')]
  expect(new Set(both).size).toBe(total)
})

describe.each(OCPP_VERSIONS)('%s', (version) => {
  test.each(['from-station', 'to-station'] as const)('every action %s is handled', (direction) => {
    expect(unhandled(version, direction)).toEqual([])
  })
})
