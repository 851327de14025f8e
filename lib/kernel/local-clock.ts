import { offsetMs } from './local-day'
import { DAY_MS } from './time'

/** What the clocks of a zone show at an instant. */
export interface LocalTime {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number
  /** Milliseconds since local midnight as the clock shows it: 02:30 is 02:30, twice on the night it is set back. */
  readonly clockMs: number
  /** 0 Monday … 6 Sunday. */
  readonly weekday: number
}

/** @param at epoch ms @param timeZone IANA */
export function localTime(at: number, timeZone: string): LocalTime {
  const local = at + offsetAt(at, timeZone)
  const day = Math.floor(local / DAY_MS)
  return { day, clockMs: local - day * DAY_MS, weekday: (((day + 3) % 7) + 7) % 7 }
}

/**
 * Every instant in (from, to) at which the zone's clocks show one of the given times of day, and every one at which they are set forward
 * or back: between two of them the clocks run evenly and pass none of those times. In order.
 * @param clocksMs times of day, milliseconds since local midnight
 */
export function clockInstants(from: number, to: number, timeZone: string, clocksMs: readonly number[]): number[] {
  const instants: number[] = []
  const last = Math.floor(to / DAY_MS)
  for (let utcDay = Math.floor(from / DAY_MS); utcDay <= last; utcDay += 1) {
    const day = offsetsOf(utcDay, timeZone)
    const begin = utcDay * DAY_MS
    const end = begin + DAY_MS
    const change = day.changesAt ?? end
    if (day.changesAt !== null && change > from && change < to) instants.push(change)
    for (const [begins, ends, offset] of [
      [begin, change, day.before],
      [change, end, day.after],
    ] as const) {
      for (const clock of clocksMs) {
        // The stretch is at most a day long, so each time of day falls in it once or not at all.
        const at = begins + ((((clock - offset - begins) % DAY_MS) + DAY_MS) % DAY_MS)
        if (at < ends && at > from && at < to) instants.push(at)
      }
    }
  }
  return instants.sort((a, b) => a - b)
}

function offsetAt(at: number, timeZone: string): number {
  const { before, changesAt, after } = offsetsOf(Math.floor(at / DAY_MS), timeZone)
  return changesAt !== null && at >= changesAt ? after : before
}

/** The clocks' lead over UTC during a UTC day; they are set at most once in one. */
interface DayOffsets {
  readonly before: number
  readonly changesAt: number | null
  readonly after: number
}

// Asking the runtime for an offset costs more than pricing a session.
const known = new Map<string, Map<number, DayOffsets>>()
const MOST_DAYS = 20_000

function offsetsOf(utcDay: number, timeZone: string): DayOffsets {
  let days = known.get(timeZone)
  if (days === undefined) {
    days = new Map()
    known.set(timeZone, days)
  }
  let offsets = days.get(utcDay)
  if (offsets === undefined) {
    if (days.size >= MOST_DAYS) days.clear()
    offsets = findOffsets(utcDay * DAY_MS, timeZone)
    days.set(utcDay, offsets)
  }
  return offsets
}

function findOffsets(begin: number, timeZone: string): DayOffsets {
  const before = offsetMs(begin, timeZone)
  const after = offsetMs(begin + DAY_MS, timeZone)
  if (before === after) return { before, changesAt: null, after }
  let [low, high] = [begin, begin + DAY_MS]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetMs(middle, timeZone) === before) low = middle
    else high = middle
  }
  return { before, changesAt: high, after }
}
