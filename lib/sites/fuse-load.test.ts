import { expect, test } from 'vitest'
import { fuseLoad, fuseStand, powerBySite } from './fuse-load'

test.each([
  [0, 'calm'],
  [8_800, 'calm'],
  [8_832, 'high'],
  [11_040, 'high'],
  [11_041, 'over'],
] as const)('%i W behind 16 A is %s', (powerW, band) => {
  expect(fuseLoad(powerW, 16)).toMatchObject({ limitW: 11_040, band })
})

test('without a known fuse there is nothing to compare with', () => {
  expect(fuseLoad(5_000, null)).toBeNull()
  expect(fuseLoad(5_000, 0)).toBeNull()
})

test('power is summed by site, of running sessions that say what they draw', () => {
  const session = (siteId: string | null, powerW: number | null, status: 'active' | 'ended' = 'active') => ({
    siteId,
    powerW,
    status,
  })
  const power = powerBySite([
    session('1', 7_000),
    session('1', 4_000),
    session('2', null),
    session('2', 3_000, 'ended'),
    session(null, 9_000),
  ])
  expect([...power]).toEqual([['1', 11_000]])
})

test('of many sites, those nearest their fuses come first', () => {
  const sites = [
    { id: '1', name: 'A', fuseA: 16 },
    { id: '2', name: 'B', fuseA: 125 },
    { id: '3', name: 'C', fuseA: null },
  ]
  const stand = fuseStand(
    sites,
    new Map([
      ['1', 10_000],
      ['2', 20_000],
      ['3', 99_000],
    ]),
  )
  expect(stand.hardest).toMatchObject([
    { siteId: '1', name: 'A', load: { band: 'high' } },
    { siteId: '2', load: { band: 'calm' } },
  ])
  expect(stand.highCount).toBe(1)
  expect(fuseStand([], new Map())).toEqual({ hardest: [], highCount: 0 })
})
