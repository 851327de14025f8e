import { BOOKS_ZONE } from '../invoices/invoice-run'
import { startOfDay } from '../kernel/local-day'

/** Calendar days in the zone the books are kept in, both included: a session belongs to the day it ended. */
export interface FleetPeriod {
  readonly from: string
  readonly to: string
}

/** The instants a period lies between, [from, to). */
export const spanOfPeriod = ({ from, to }: FleetPeriod): { readonly from: Date; readonly to: Date } => ({
  from: startOfDay(from, 0, BOOKS_ZONE),
  to: startOfDay(to, 1, BOOKS_ZONE),
})

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The whole month a day is in. @param day `2026-11-20` @param monthsBefore 1: the month before */
export function monthOf(day: string, monthsBefore = 0): FleetPeriod {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - monthsBefore]
  return { from: iso(Date.UTC(year, month, 1)), to: iso(Date.UTC(year, month + 1, 0)) }
}

/** As much of the month before as there has been of this one: what a month that goes on is compared with. */
export function sameDaysBefore(day: string): FleetPeriod {
  const before = monthOf(day, 1)
  const through = `${before.from.slice(0, 8)}${day.slice(8)}`
  return { from: before.from, to: through < before.to ? through : before.to }
}
