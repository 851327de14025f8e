import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'

/** Waits between tries: a hiccup is over in seconds, an outage in hours. About 20 hours in all, then it is given up. */
const WAITS_MS = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
] as const

/** Tries in all before a delivery is given up. */
export const MOST_TRIES = WAITS_MS.length + 1

/**
 * When a delivery that has failed is tried again; null: given up.
 * @param tries so far, the failed one included @param askedMs how long the other side asks us to wait (Retry-After), heeded up to 6 h
 */
export function nextTry(tries: number, now: Date, askedMs = 0): Date | null {
  const wait = WAITS_MS[tries - 1]
  if (wait === undefined) return null
  return new Date(now.getTime() + Math.max(wait, Math.min(askedMs, 6 * HOUR_MS)))
}
