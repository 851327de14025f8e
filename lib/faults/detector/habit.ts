import { DAY_MS, HOUR_MS } from '../../kernel/time'

/**
 * How often an EVSE is used with success, by the hour of a working day or of a weekend (UTC), from its own last two to four weeks.
 * Two blocks of a fortnight: the older one is dropped when the newer is full, so that the memory never grows.
 */
export interface Habit {
  /** When this block began. */
  readonly from: number
  /** Good sessions per hour class (`w17`, `e3`), this fortnight and the one before. */
  readonly now: Readonly<Record<string, number>>
  readonly before: Readonly<Record<string, number>>
  readonly daysBefore: number
}

const BLOCK_MS = 14 * DAY_MS
/** Work days and weekend days of a week, as shares of all days. */
const SHARE = { w: 5 / 7, e: 2 / 7 } as const
/** Further back nothing is missed: the habit itself is not older. */
const LONGEST_MS = 2 * BLOCK_MS

export const newHabit = (at: number): Habit => ({ from: at, now: {}, before: {}, daysBefore: 0 })

/** A habit from rows of the past: good sessions that ended within hours. @param since when the history begins */
export function habitFrom(
  hours: readonly { readonly hour: number; readonly sessions: number }[],
  since: number,
): Habit {
  const now: Record<string, number> = {}
  for (const { hour, sessions } of hours) now[hourClass(hour)] = (now[hourClass(hour)] ?? 0) + sessions
  return { from: since, now, before: {}, daysBefore: 0 }
}

/** A good session. */
export function countGood(habit: Habit, at: number): Habit {
  const key = hourClass(at)
  const isFull = at - habit.from >= BLOCK_MS
  const days = (at - habit.from) / DAY_MS
  const { from, now, before, daysBefore } = isFull
    ? { from: at, now: {} as Readonly<Record<string, number>>, before: habit.now, daysBefore: days }
    : habit
  return { from, now: { ...now, [key]: (now[key] ?? 0) + 1 }, before, daysBefore }
}

export const habitSessions = ({ now, before }: Habit): number =>
  [...Object.values(now), ...Object.values(before)].reduce((sum, count) => sum + count, 0)

/** Days of history it rests on. */
export const habitDays = (habit: Habit, at: number): number => habit.daysBefore + Math.max(0, at - habit.from) / DAY_MS

/** Good sessions to be expected between two instants, in whole hours. @param since,until epoch ms */
export function expectedBetween(habit: Habit, since: number, until: number): number {
  const rates = ratesOf(habit, since)
  let expected = 0
  for (let hour = Math.max(since, until - LONGEST_MS); hour + HOUR_MS <= until; hour += HOUR_MS) {
    expected += rates[hourClass(hour)] ?? 0
  }
  return expected
}

/** When so many good sessions will have been missed; null: not within the time a habit is remembered. */
export function missedManyAt(habit: Habit, since: number, many: number): number | null {
  const rates = ratesOf(habit, since)
  let expected = 0
  for (let hour = since; hour < since + LONGEST_MS; hour += HOUR_MS) {
    expected += rates[hourClass(hour)] ?? 0
    if (expected >= many) return hour + HOUR_MS
  }
  return null
}

/** Good sessions per hour of each class that has any, as known at an instant: silence afterwards is no habit. */
function ratesOf(habit: Habit, at: number): Readonly<Record<string, number>> {
  const days = habitDays(habit, at)
  const rates: Record<string, number> = {}
  for (const part of [habit.now, habit.before]) {
    for (const [key, count] of Object.entries(part)) {
      rates[key] = (rates[key] ?? 0) + count / Math.max(1, days * SHARE[key[0] as 'w' | 'e'])
    }
  }
  return rates
}

function hourClass(at: number): string {
  const hours = Math.floor(at / HOUR_MS)
  const day = (Math.floor(hours / 24) + 4) % 7 // the epoch was a Thursday
  return `${day === 0 || day === 6 ? 'e' : 'w'}${hours % 24}`
}
