import { z } from 'zod'
import { plusDays } from '../invoices/due-date'

/** A month (`2026-11`), quarter (`2026-Q4`) or year (`2026`) of the VAT return. */
export const vatPeriodSchema = z
  .string()
  .regex(/^20\d\d(-(Q[1-4]|0[1-9]|1[0-2]))?$/, 'not-a-period')
  .describe('A month (2026-11), a quarter (2026-Q4) or a year (2026).')

/** Its first and last day. @param period as `vatPeriodSchema` takes it */
export function daysOfPeriod(period: string): { readonly from: string; readonly to: string } {
  const [year, part] = [Number(period.slice(0, 4)), period.slice(5)]
  const iso = (month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  const [first, months] =
    part === '' ? [0, 12] : part.startsWith('Q') ? [(Number(part.slice(1)) - 1) * 3, 3] : [Number(part) - 1, 1]
  return { from: iso(first), to: plusDays(iso(first + months), -1) }
}

/** The period of a kind that a day is in. */
export function periodOf(day: string, kind: 'month' | 'quarter' | 'year'): string {
  if (kind === 'year') return day.slice(0, 4)
  if (kind === 'month') return day.slice(0, 7)
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}
