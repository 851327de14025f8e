import { HOUR_MS } from '../kernel/time'

/** One clock hour of the network. */
export interface Hour {
  readonly hour: Date
  readonly sessions: number
  readonly energyWh: number
  /** Including VAT, in the network's currency. */
  readonly revenue: number
}

export interface HourBesideUsual extends Omit<Hour, 'hour'> {
  /** ISO 8601 UTC, its start. */
  readonly hour: string
  /** Median of the same hour one to four weeks back; null with less than two weeks of history. */
  readonly usual: Omit<Hour, 'hour'> | null
}

const WEEK_MS = 168 * HOUR_MS
const WEEKS = 4
/** One week is a coincidence, two begin to be a habit. */
const FEWEST_WEEKS = 2

/**
 * The last 24 full hours, each beside what is usual then. Weeks are counted as 168 hours: for a week after the clocks change,
 * "usual" is an hour off. `hours` may have holes: an hour without a row had no use, if anything was recorded before it.
 */
export function last24Hours(hours: readonly Hour[], now: Date): HourBesideUsual[] {
  const { at, firstMs, lastMs } = indexed(hours)
  // The hour that just ended may not be summed yet: it is unknown, not empty.
  const fullUntil = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  const end = lastMs + HOUR_MS === fullUntil - HOUR_MS ? fullUntil - HOUR_MS : fullUntil
  return Array.from({ length: 24 }, (_, index) => {
    const start = end - (24 - index) * HOUR_MS
    const weeks = weeksBack(start, firstMs)
    return {
      hour: new Date(start).toISOString(),
      ...at(start),
      usual: weeks.length < FEWEST_WEEKS ? null : medianOf(weeks.map(at)),
    }
  })
}

/** What is usual from `midnight` until `now` on this weekday; null with less than two weeks of history. */
export function usualSoFar(hours: readonly Hour[], midnight: Date, now: Date): Omit<Hour, 'hour'> | null {
  const { at, firstMs } = indexed(hours)
  const weeks = weeksBack(midnight.getTime(), firstMs)
  if (weeks.length < FEWEST_WEEKS) return null
  return medianOf(
    weeks.map((start) => {
      const sum = { sessions: 0, energyWh: 0, revenue: 0 }
      for (let hour = start; hour < start + now.getTime() - midnight.getTime(); hour += HOUR_MS) {
        const share = Math.min(1, (start + now.getTime() - midnight.getTime() - hour) / HOUR_MS)
        const { sessions, energyWh, revenue } = at(hour)
        sum.sessions += sessions * share
        sum.energyWh += energyWh * share
        sum.revenue += revenue * share
      }
      return sum
    }),
  )
}

function indexed(hours: readonly Hour[]) {
  const byHour = new Map(hours.map(({ hour, ...figures }) => [hour.getTime(), figures]))
  const firstMs = Math.min(...byHour.keys())
  const lastMs = Math.max(...byHour.keys())
  return { firstMs, lastMs, at: (start: number) => byHour.get(start) ?? { sessions: 0, energyWh: 0, revenue: 0 } }
}

const weeksBack = (start: number, firstMs: number): number[] =>
  Array.from({ length: WEEKS }, (_, week) => start - (week + 1) * WEEK_MS).filter((at) => at >= firstMs)

function medianOf(rows: readonly Omit<Hour, 'hour'>[]): Omit<Hour, 'hour'> {
  const of = (pick: (row: Omit<Hour, 'hour'>) => number) => median(rows.map(pick))
  return { sessions: of((row) => row.sessions), energyWh: of((row) => row.energyWh), revenue: of((row) => row.revenue) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
