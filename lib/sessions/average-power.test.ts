import { expect, test } from 'vitest'
import { averagePowerW } from './average-power'

test.each([
  ['an hour', 11_000, 3600, 11_000],
  ['told at one moment', 2_500, 0, null],
  ['a second', 2_500, 1, null],
  ['still running', 2_500, null, null],
])('average power: %s', (_case, energyWh, seconds, expected) => {
  expect(averagePowerW(energyWh, seconds)).toBe(expected)
})
