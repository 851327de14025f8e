import { Decimal } from '../kernel/money'

/** What ended in an hour of the site's clock, today (0 weeks ago) or on the same weekday before. */
export interface HourTaken {
  readonly weeksAgo: number
  readonly hour: number
  /** With VAT. */
  readonly gross: string
  /** Of it, what had ended before the time of day it is now. */
  readonly soFar: string
}

export interface TodayBesideUsual {
  /** Money with VAT, of sessions that have ended; decimal strings. */
  readonly total: string
  /** The median of the same weekday of the last four weeks, up to the same time of day; null with less than two weeks of history. */
  readonly usualSoFar: string | null
  /** The same of the whole day. */
  readonly usualDay: string | null
  /** Added up hour by hour; `total` is null for hours that have not begun. */
  readonly hours: readonly { readonly hour: number; readonly total: string | null; readonly usual: string | null }[]
}

const WEEKS = [1, 2, 3, 4]
/** One week is a coincidence, two begin to be a habit. */
const FEWEST_WEEKS = 2

/** @param hourNow of the clock @param oldestWeek how many weeks back there is history */
export function besideUsual(taken: readonly HourTaken[], hourNow: number, oldestWeek: number): TodayBesideUsual {
  const weeks = WEEKS.filter((week) => week <= oldestWeek)
  const isUsual = weeks.length >= FEWEST_WEEKS
  const sum = (week: number, of: 'gross' | 'soFar', until = 23) =>
    taken.reduce((all, row) => (row.weeksAgo === week && row.hour <= until ? all.plus(row[of]) : all), new Decimal(0))
  const usual = (of: (week: number) => Decimal) => (isUsual ? median(weeks.map(of)).toFixed(4) : null)
  return {
    total: sum(0, 'gross').toFixed(4),
    usualSoFar: usual((week) => sum(week, 'soFar')),
    usualDay: usual((week) => sum(week, 'gross')),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      total: hour > hourNow ? null : sum(0, 'gross', hour).toFixed(4),
      usual: usual((week) => sum(week, 'gross', hour)),
    })),
  }
}

function median(values: readonly Decimal[]): Decimal {
  const sorted = [...values].sort((a, b) => a.comparedTo(b))
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!]
  return low.plus(high).div(2)
}
