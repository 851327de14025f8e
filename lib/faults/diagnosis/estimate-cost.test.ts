import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateCost, type HourSum, type UsualWeek } from './estimate-cost'

const ZONE = 'Europe/Stockholm'
const NONE = { sessions: 0, income: 0 }
/** Four weeks in which one hour of the week brought four charges of 100 kr each, and nothing else did. */
const only = (hour: number): UsualWeek => ({
  weeks: 4,
  hours: Array.from({ length: 168 }, (_, index): HourSum => (index === hour ? { sessions: 4, income: 400 } : NONE)),
})
const steady: UsualWeek = { weeks: 2, hours: Array.from({ length: 168 }, () => ({ sessions: 2, income: 50 })) }
const MONDAY_8 = 8
const estimate = (usual: UsualWeek, from: string, to: string, happened = NONE) =>
  estimateCost({ usual, from: new Date(from), to: new Date(to), zone: ZONE, happened })

test('an hour that usually brings a charge costs one, by the site’s own clock', () => {
  // Monday 16 November 2026, 08–09 in Stockholm is 07–08 UTC.
  expect(estimate(only(MONDAY_8), '2026-11-16T07:00:00Z', '2026-11-16T08:00:00Z')?.soFar).toEqual({
    sessions: 1,
    income: 100,
  })
  expect(estimate(only(MONDAY_8), '2026-11-16T08:00:00Z', '2026-11-16T09:00:00Z')?.soFar).toEqual(NONE)
})

test('summer time moves the hour', () => {
  // Monday 15 June 2026, 08–09 in Stockholm is 06–07 UTC.
  expect(estimate(only(MONDAY_8), '2026-06-15T06:00:00Z', '2026-06-15T07:00:00Z')?.soFar.sessions).toBe(1)
})

test('part of an hour costs part of it', () => {
  expect(estimate(only(MONDAY_8), '2026-11-16T07:15:00Z', '2026-11-16T07:45:00Z')?.soFar.income).toBeCloseTo(50)
})

test('a whole week costs what a whole week brings', () => {
  const cost = estimate(steady, '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z')
  expect(cost?.soFar.sessions).toBeCloseTo(168)
  expect(cost?.perHour).toEqual({ sessions: 1, income: 25 })
})

test('what came all the same is not lost', () => {
  const happened = { sessions: 6, income: 300 }
  const cost = estimate(steady, '2026-11-16T00:00:00Z', '2026-11-16T10:00:00Z', happened)
  expect(cost?.soFar).toEqual({ sessions: 4, income: 0 })
})

test.each<[string, UsualWeek]>([
  ['less than a week of history', { ...steady, weeks: 0.9 }],
  ['hardly a charge', { weeks: 8, hours: [{ sessions: 2, income: 20 }] }],
])('%s is no ground for an estimate', (_what, usual) => {
  expect(estimate(usual, '2026-11-16T07:00:00Z', '2026-11-16T08:00:00Z')).toBeNull()
})

test('it never costs less than nothing, and longer never costs less', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 30 })
  const start = Date.parse('2026-03-20T00:00:00Z')
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 168, maxLength: 168 }),
      minutes,
      minutes,
      minutes,
      (sums, began, a, b) => {
        const usual = { weeks: 3, hours: sums.map((sessions) => ({ sessions, income: sessions * 10 })) }
        const from = new Date(start + began * 60_000)
        const until = (length: number) => new Date(from.getTime() + length * 60_000)
        const cost = (length: number) => estimateCost({ usual, from, to: until(length), zone: ZONE, happened: NONE })
        const [short, long] = [cost(Math.min(a, b)), cost(Math.max(a, b))]
        expect((short === null) === (long === null)).toBe(true)
        expect(short?.soFar.sessions ?? 0).toBeGreaterThanOrEqual(0)
        expect(long?.soFar.sessions ?? 0).toBeGreaterThanOrEqual((short?.soFar.sessions ?? 0) - 1e-9)
      },
    ),
    { numRuns: 50 },
  )
})
