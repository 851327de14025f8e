import { DAY_MS } from '../kernel/time'

/** Whole days, `2026-11-20`; `to` is the day after the last. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** The lengths one can choose, days. NEVI counts twelve months. */
export const PERIOD_DAYS = [7, 30, 90, 365] as const
export type PeriodDays = (typeof PERIOD_DAYS)[number]

const nameOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The calendar day it is somewhere. @param zone IANA */
export const dayIn = (now: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)

/** The last whole days that are over. @param today `2026-11-20` */
export const lastDays = (today: string, days: number): Period => ({ from: plusDays(today, -days), to: today })

/** @param day `2026-11-20` */
export const plusDays = (day: string, days: number): string => nameOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)

/** The days of a period in order. */
export function daysOf({ from, to }: Period): readonly string[] {
  const days: string[] = []
  for (let day = from; day < to; day = plusDays(day, 1)) days.push(day)
  return days
}
