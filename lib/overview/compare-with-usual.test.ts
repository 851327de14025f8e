import { describe, expect, test } from 'vitest'
import { type Hour, last24Hours, usualSoFar } from './compare-with-usual'

const now = new Date('2026-03-20T14:30:00.000Z')
const midnight = new Date('2026-03-20T00:00:00.000Z')
const hoursAgo = (hours: number) => new Date(Date.UTC(2026, 2, 20, 14) - hours * 3_600_000)
const hour = (ago: number, energyWh: number): Hour => ({
  hour: hoursAgo(ago),
  sessions: 1,
  energyWh,
  revenue: energyWh / 1000,
})
const weeks = (n: number, energyOf: (week: number) => number) =>
  Array.from({ length: n * 168 + 24 }, (_, ago) => hour(ago + 1, energyOf(Math.ceil(ago / 168))))

describe('last24Hours', () => {
  test('gives the last full hours in order, holes as no use', () => {
    const hours = last24Hours([hour(1, 500), hour(24, 100)], now)
    expect(hours).toHaveLength(24)
    expect(hours[0]).toMatchObject({ hour: '2026-03-19T14:00:00.000Z', energyWh: 100 })
    expect(hours[23]).toMatchObject({ hour: '2026-03-20T13:00:00.000Z', energyWh: 500 })
    expect(hours[5]?.energyWh).toBe(0)
  })

  test('ends an hour earlier while the last one is not summed yet', () => {
    expect(last24Hours([hour(2, 700)], now)[23]).toMatchObject({ hour: '2026-03-20T12:00:00.000Z', energyWh: 700 })
    expect(last24Hours([hour(3, 700)], now)[23]).toMatchObject({ hour: '2026-03-20T13:00:00.000Z', energyWh: 0 })
  })

  test('says what is usual only when there are two weeks to tell from', () => {
    expect(
      last24Hours(
        weeks(1, () => 100),
        now,
      ).every(({ usual }) => usual === null),
    ).toBe(true)
    expect(
      last24Hours(
        weeks(2, () => 100),
        now,
      )[3]?.usual?.energyWh,
    ).toBe(100)
    expect(last24Hours([], now)[0]?.usual).toBeNull()
  })

  test('the usual is the median, so one odd week does not move it', () => {
    const odd = weeks(4, (week) => (week === 2 ? 9000 : 100))
    expect(last24Hours(odd, now)[12]?.usual?.energyWh).toBe(100)
  })
})

describe('usualSoFar', () => {
  test('counts the hours since midnight and the share of the one that runs', () => {
    expect(
      usualSoFar(
        weeks(3, () => 100),
        midnight,
        now,
      ),
    ).toMatchObject({ sessions: 14.5, energyWh: 1450, revenue: expect.closeTo(1.45) })
  })

  test('is unknown without history', () => {
    expect(usualSoFar([], midnight, now)).toBeNull()
    expect(
      usualSoFar(
        weeks(1, () => 100),
        midnight,
        now,
      ),
    ).toBeNull()
  })
})
