import { describe, expect, it } from 'vitest'
import { dayStart } from './day-start'

describe('when a day begins', () => {
  it.each([
    ['2026-11-20', 0, '2026-11-19T23:00:00.000Z'],
    ['2026-07-01', 0, '2026-06-30T22:00:00.000Z'],
    ['2026-07-01', 1, '2026-07-01T22:00:00.000Z'],
    // The clocks change: 23 and 25 hours long.
    ['2026-03-29', 0, '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 1, '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 1, '2026-10-25T23:00:00.000Z'],
    ['2026-13-45', 0, undefined],
    ["'; drop", 0, undefined],
    [undefined, 0, undefined],
  ])('%s + %i d', (day, plus, expected) => {
    expect(dayStart(day, 'Europe/Stockholm', plus)?.toISOString()).toBe(expected)
  })
})
