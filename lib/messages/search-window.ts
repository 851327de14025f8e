import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'

/** A piece of the past that one statement searches: [from, before). `from` null: everything older. */
export interface SearchWindow {
  readonly from: Date | null
  readonly before: Date
  readonly widthMs: number
}

const FIRST_MS = { station: 6 * HOUR_MS, network: 10 * SECOND_MS }
const NARROWEST_MS = SECOND_MS
/** Beyond this the rest is searched at once: what is found so seldom is so little. */
const WIDEST_MS = 40 * DAY_MS
/** Rows logged by a gateway whose clock is a little ahead are the newest, too. */
const AHEAD_MS = MINUTE_MS

export const newestWindow = (scope: 'station' | 'network', now: Date): SearchWindow =>
  windowBefore(new Date(now.getTime() + AHEAD_MS), FIRST_MS[scope] + AHEAD_MS)

export const firstWindow = (scope: 'station' | 'network', before: Date): SearchWindow =>
  windowBefore(before, FIRST_MS[scope])

/**
 * The window before one that was searched without finding enough: wider while that is quick, narrower when it was slow. So a busy
 * network reads seconds, a quiet one months, and no statement runs long. Null: there is nothing older.
 */
export function nextWindow(searched: SearchWindow, tookMs: number): SearchWindow | null {
  if (searched.from === null) return null
  const factor = tookMs < 60 ? 4 : tookMs < 250 ? 1 : 0.25
  return windowBefore(searched.from, Math.max(NARROWEST_MS, searched.widthMs * factor))
}

function windowBefore(before: Date, widthMs: number): SearchWindow {
  const from = widthMs > WIDEST_MS ? null : new Date(before.getTime() - widthMs)
  return { from, before, widthMs }
}
