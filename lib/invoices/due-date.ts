import { DAY_MS } from '../kernel/time'

/** Calendar days later. @param day `2026-11-20` */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Whole calendar days from one to the other; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** The calendar day an instant falls on. @param timeZone IANA */
export function localDate(at: Date, timeZone: string): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}
const formats = new Map<string, Intl.DateTimeFormat>()

/** A `date` column's value as a calendar day. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** A calendar day as Prisma wants a `date` column's. */
export const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`)
