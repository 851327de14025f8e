import type { DraftLevel, TariffDraft } from './draft'
import { hourIndex } from './week'

/** A rectangle of hours, both ends included. */
export interface Block {
  readonly days: readonly [number, number]
  readonly hours: readonly [number, number]
}

/** The rectangle between two hours of the week, whichever comes first. */
export function blockBetween(a: number, b: number): Block {
  const ordered = (x: number, y: number): [number, number] => (x <= y ? [x, y] : [y, x])
  return { days: ordered(Math.floor(a / 24), Math.floor(b / 24)), hours: ordered(a % 24, b % 24) }
}

export const isWithin = ({ days, hours }: Block, index: number): boolean => {
  const [day, hour] = [Math.floor(index / 24), index % 24]
  return day >= days[0] && day <= days[1] && hour >= hours[0] && hour <= hours[1]
}

/** The week with a rectangle of it painted. @param level 0: the base */
export const paintBlock = (week: readonly number[], block: Block, level: number): number[] =>
  week.map((held, index) => (isWithin(block, index) ? level : held))

/** Days and hours as people write them: `until` not included, and past midnight when it is not after `from`. */
export function paintHours(
  week: readonly number[],
  days: readonly number[],
  from: number,
  until: number,
  level: number,
): number[] {
  const next = [...week]
  for (const day of days) {
    for (let hour = 0; hour < 24; hour += 1) {
      const holds = from < until ? hour >= from && hour < until : hour >= from || hour < until
      if (holds) next[hourIndex(day, hour)] = level
    }
  }
  return next
}

type Levels = Pick<TariffDraft, 'levels' | 'week'>

export const addLevel = ({ levels, week }: Levels, level: DraftLevel): Levels => ({ levels: [...levels, level], week })

/** Its hours cost what the base costs again. @param number from 1 */
export const removeLevel = ({ levels, week }: Levels, number: number): Levels => ({
  levels: levels.filter((_, index) => index !== number - 1),
  week: week.map((held) => (held === number ? 0 : held > number ? held - 1 : held)),
})
