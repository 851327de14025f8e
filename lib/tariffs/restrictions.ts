import { z } from 'zod'
import type { LocalTime } from '../kernel/local-clock'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00')
const date = z.iso.date('must be a date such as 2026-11-20')
const bound = z.number().min(0).max(10_000_000)
const seconds = z.int().min(0).max(31_536_000)
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/**
 * When an element applies: all that is said must hold at the moment in question (OCPI 2.2.1/2.3.0 TariffRestrictions, in our words).
 * Lower bounds are included, upper ones are not. Times, dates and days are those of the site's clocks. Strict: a restriction this
 * program does not know must be refused, not ignored.
 */
export const restrictionsSchema = z.strictObject({
  /** From this time of day … */
  startTime: clock.optional(),
  /** … until this one; earlier than the start: past midnight. `00:00` is the end of the day. */
  endTime: clock.optional(),
  startDate: date.optional(),
  endDate: date.optional(),
  daysOfWeek: z.array(z.enum(WEEKDAYS)).min(1).max(7).optional(),
  /** Energy since the session began. */
  minKwh: bound.optional(),
  maxKwh: bound.optional(),
  /** Sum over the phases. */
  minCurrentA: bound.optional(),
  maxCurrentA: bound.optional(),
  minPowerKw: bound.optional(),
  maxPowerKw: bound.optional(),
  /** Since the session began, waiting included. */
  minDurationSeconds: seconds.optional(),
  maxDurationSeconds: seconds.optional(),
  /** Prices a reservation instead of a session: while it lasts, or all of it when it was never used. */
  reservation: z.enum(['reserved', 'expired']).optional(),
})
export type Restrictions = z.infer<typeof restrictionsSchema>

/** A moment of a session as restrictions look at it. */
export interface Moment {
  readonly local: LocalTime
  /** Since the session began. */
  readonly kwh: number
  readonly seconds: number
  /** Null: not known; then no restriction on it holds. The least and the most of the interval, equal when only one is known. */
  readonly currentA: Range | null
  readonly powerKw: Range | null
}
export interface Range {
  readonly least: number
  readonly most: number
}

/** Restrictions made ready to be tested many times. */
export interface Condition {
  holds(moment: Moment): boolean
  /** Times of day at which the answer may change, milliseconds since local midnight. */
  readonly clocksMs: readonly number[]
  readonly kwh: readonly number[]
  readonly seconds: readonly number[]
  readonly needsPower: boolean
  /** Whether times, days or dates are looked at. */
  readonly needsClock: boolean
}

const DAY = 24 * HOUR_MS
const clockMs = (text: string) => Number(text.slice(0, 2)) * HOUR_MS + Number(text.slice(3)) * MINUTE_MS
const dayOf = (text: string) => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY)

/** Null when nothing is restricted (which reservation it is about aside): it always holds. */
export function conditionOf({ reservation: _, ...said }: Restrictions): Condition | null {
  if (Object.values(said).every((value) => value === undefined)) return null
  const tests: ((moment: Moment) => boolean)[] = []
  const clocks = new Set<number>()
  const { startTime, endTime, startDate, endDate, daysOfWeek } = said
  if (startTime !== undefined || endTime !== undefined) {
    const from = startTime === undefined ? 0 : clockMs(startTime)
    const to = endTime === undefined || endTime === '00:00' ? DAY : clockMs(endTime)
    clocks.add(from).add(to % DAY)
    // A window past midnight belongs to the day on which the moment falls, as OCPI leaves open.
    if (from < to) tests.push(({ local }) => local.clockMs >= from && local.clockMs < to)
    else if (from > to) tests.push(({ local }) => local.clockMs >= from || local.clockMs < to)
  }
  if (startDate !== undefined || endDate !== undefined || daysOfWeek !== undefined) clocks.add(0)
  if (startDate !== undefined) tests.push(({ local }) => local.day >= dayOf(startDate))
  if (endDate !== undefined) tests.push(({ local }) => local.day < dayOf(endDate))
  if (daysOfWeek !== undefined) {
    const days = new Set(daysOfWeek.map((day) => WEEKDAYS.indexOf(day)))
    tests.push(({ local }) => days.has(local.weekday))
  }
  const { minKwh, maxKwh, minCurrentA, maxCurrentA, minPowerKw, maxPowerKw } = said
  if (minKwh !== undefined) tests.push(({ kwh }) => kwh >= minKwh)
  if (maxKwh !== undefined) tests.push(({ kwh }) => kwh < maxKwh)
  if (minCurrentA !== undefined) tests.push(({ currentA }) => currentA !== null && currentA.least >= minCurrentA)
  if (maxCurrentA !== undefined) tests.push(({ currentA }) => currentA !== null && currentA.most < maxCurrentA)
  if (minPowerKw !== undefined) tests.push(({ powerKw }) => powerKw !== null && powerKw.least >= minPowerKw)
  if (maxPowerKw !== undefined) tests.push(({ powerKw }) => powerKw !== null && powerKw.most < maxPowerKw)
  const { minDurationSeconds: least, maxDurationSeconds: most } = said
  if (least !== undefined) tests.push((moment) => moment.seconds >= least)
  if (most !== undefined) tests.push((moment) => moment.seconds < most)
  const given = (...values: (number | undefined)[]) => values.filter((value) => value !== undefined)
  return {
    holds: (moment) => tests.every((test) => test(moment)),
    clocksMs: [...clocks],
    kwh: given(minKwh, maxKwh),
    seconds: given(least, most),
    needsPower: given(minCurrentA, maxCurrentA, minPowerKw, maxPowerKw).length > 0,
    needsClock: clocks.size > 0,
  }
}

/** Whole seconds since a session began; half-open bounds look at the beginning of a stretch. */
export const secondsSince = (start: number, at: number): number => (at - start) / SECOND_MS
