import { describe, expect, it } from 'vitest'
import { startOfDay } from './local-day'

describe('startOfDay', () => {
  it.each([
    ['2026-11-20', 0, 'Europe/Stockholm', '2026-11-19T23:00:00.000Z'],
    ['2026-07-01', 0, 'Europe/Stockholm', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', 0, 'Europe/Stockholm', '2026-03-28T23:00:00.000Z'], // 23 hours long
    ['2026-03-29', 1, 'Europe/Stockholm', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 0, 'Europe/Stockholm', '2026-10-24T22:00:00.000Z'], // 25 hours long
    ['2026-10-25', 1, 'Europe/Stockholm', '2026-10-25T23:00:00.000Z'],
    ['2026-12-31', 1, 'Europe/Helsinki', '2026-12-31T22:00:00.000Z'],
    ['2026-11-20', 0, 'UTC', '2026-11-20T00:00:00.000Z'],
  ])('%s + %i in %s is %s', (day, plusDays, zone, instant) => {
    expect(startOfDay(day, plusDays, zone).toISOString()).toBe(instant)
  })
})
