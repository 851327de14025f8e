import { type Restrictions, WEEKDAYS } from '../restrictions'

/** The hours of a week, Monday 00–01 first: what each one holds. */
export const HOURS_OF_WEEK = 168
export const hourIndex = (day: number, hour: number): number => day * 24 + hour

type Clocks = Pick<Restrictions, 'startTime' | 'endTime' | 'daysOfWeek'>
const CLOCKS: ReadonlySet<string> = new Set<keyof Clocks>(['startTime', 'endTime', 'daysOfWeek'])

/** The hours in which restrictions hold, when they are about whole hours of the week and nothing else; else null. */
export function hoursOf(said: Restrictions): ReadonlySet<number> | null {
  const keys = Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : key))
  if (keys.length === 0 || !keys.every((key) => CLOCKS.has(key))) return null
  const { startTime = '00:00', endTime = '00:00', daysOfWeek = WEEKDAYS } = said
  if (!startTime.endsWith(':00') || !endTime.endsWith(':00')) return null
  const [from, until] = [Number(startTime.slice(0, 2)), Number(endTime.slice(0, 2)) || 24]
  const holds = (hour: number) => {
    if (from === until) return true
    return from < until ? hour >= from && hour < until : hour >= from || hour < until
  }
  const hours = new Set<number>()
  for (const day of daysOfWeek) {
    for (let hour = 0; hour < 24; hour += 1) if (holds(hour)) hours.add(hourIndex(WEEKDAYS.indexOf(day), hour))
  }
  return hours
}

/**
 * Restrictions that together hold in exactly these hours, none of them overlapping: days with the same hours go together, and a night
 * is one stretch. A window past midnight belongs to the day on which the moment falls, so it is whole only where every day has it.
 */
export function restrictionsOf(hours: ReadonlySet<number>): Restrictions[] {
  const daysBy = new Map<string, number[]>()
  for (let day = 0; day < 7; day += 1) {
    const own = Array.from({ length: 24 }, (_, hour) => (hours.has(hourIndex(day, hour)) ? '1' : '0')).join('')
    if (own.includes('1')) daysBy.set(own, [...(daysBy.get(own) ?? []), day])
  }
  return [...daysBy].flatMap(([own, days]) =>
    stretchesOf(own).map(([from, until]) => ({
      ...(days.length < 7 && { daysOfWeek: days.map((day) => WEEKDAYS[day]!) }),
      ...((from > 0 || until < 24) && { startTime: clock(from), endTime: clock(until) }),
    })),
  )
}

const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`

/** Runs of '1', [from, until); one that ends at midnight goes on with one that begins there. */
function stretchesOf(own: string): [number, number][] {
  const runs = [...own.matchAll(/1+/g)].map(({ index, 0: { length } }): [number, number] => [index, index + length])
  const [first, last] = [runs[0], runs.at(-1)]
  if (first && last && first !== last && first[0] === 0 && last[1] === 24) {
    return [...runs.slice(1, -1), [last[0], first[1]]]
  }
  return runs
}
