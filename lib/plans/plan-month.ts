import { daysBetween, localDate, plusDays } from '../invoices/due-date'
import { BOOKS_ZONE } from '../invoices/invoice-run'

/** The first day of the month that an instant falls in, by the clocks the books are kept by: `2026-11-01`. */
export const monthAt = (at: Date): string => monthOfDay(dayAt(at))

/** The day an instant falls on, by the same clocks. */
export const dayAt = (at: Date): string => localDate(at, BOOKS_ZONE)

/** @param day `2026-11-20` */
export const monthOfDay = (day: string): string => `${day.slice(0, 7)}-01`

/** @param month its first day */
export function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

export const lastDayOf = (month: string): string => plusDays(nextMonth(month), -1)

export const daysIn = (month: string): number => daysBetween(month, nextMonth(month))

/** From `from` to `until` (null: without end), both included; those of them that fall in a month, null when none does. */
export function daysWithin(
  month: string,
  from: string,
  until: string | null,
): { readonly from: string; readonly to: string } | null {
  const last = lastDayOf(month)
  const start = from > month ? from : month
  const end = until !== null && until < last ? until : last
  return start > end ? null : { from: start, to: end }
}

/** The months that ended on days from `from` to `to`, and before `today`, in order. */
export function monthsEnded(from: string, to: string, today: string): readonly string[] {
  const months: string[] = []
  for (let month = monthOfDay(from); lastDayOf(month) <= to && lastDayOf(month) < today; month = nextMonth(month)) {
    if (lastDayOf(month) >= from) months.push(month)
  }
  return months
}
