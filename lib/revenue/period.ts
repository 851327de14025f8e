import { plusDays } from '../performance/period'
import type { Span } from './cubes'

/** What a period is held against: the one before it, the same days a year before, or nothing. */
export const COMPARISONS = ['previous', 'year', 'none'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Days of a period. */
export const lengthOf = ({ from, to }: Span): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/**
 * The period another is held against. Before one that begins with a month comes one that does: October whole is held against September
 * whole, and the first 19 days of November against those of October. Before any other come as many days.
 */
export function comparedTo(span: Span, comparison: Comparison): Span | null {
  if (comparison === 'none') return null
  if (comparison === 'year') return { from: plusMonths(span.from, -12), to: plusMonths(span.to, -12) }
  if (!span.from.endsWith('-01')) return { from: plusDays(span.from, -lengthOf(span)), to: span.from }
  const last = plusDays(span.to, -1)
  const months = 1 + monthNumber(last) - monthNumber(span.from)
  const from = plusMonths(span.from, -months)
  return { from, to: span.to.endsWith('-01') ? span.from : least(plusMonths(span.to, -months), span.from) }
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
const least = (a: string, b: string): string => (a < b ? a : b)

/** The same day of another month; its last where it has no such day. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
    .toISOString()
    .slice(0, 10)
}
