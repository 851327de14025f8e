import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

/** What a margin can be split by. */
export const MARGIN_BY = ['site', 'tariff', 'hour', 'month', 'day'] as const
export type MarginBy = (typeof MARGIN_BY)[number]

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'not-a-month')

/** Of when and where. Months are those of the books' zone, `2026-11`, both included. */
export const marginFilterSchema = z
  .object({ from: month, to: month, siteId: chosenId.optional().transform((id) => id ?? null) })
  .refine(({ from, to }) => to >= from, { error: 'before-start', path: ['to'] })
export type MarginFilterInput = z.input<typeof marginFilterSchema>
export type MarginFilter = z.output<typeof marginFilterSchema>

/** The first day of a month, and of the month after it. */
export const monthStart = (wanted: string): string => `${wanted}-01`
export function nextMonth(wanted: string): string {
  const [year, number] = [Number(wanted.slice(0, 4)), Number(wanted.slice(5, 7))]
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}
