import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'
import { startOfDay } from '../kernel/local-day'
import { DAY_MS } from '../kernel/time'

/** Whose midnight parts one month's invoices from the next's: the books are kept in Sweden. */
export const BOOKS_ZONE = 'Europe/Stockholm'

const day = z.iso.date('not-a-date')

/** What is to be invoiced. Problems are short words that the edges put into sentences. */
export const invoiceRunSchema = z
  .object({
    periodFrom: day,
    /** The last day. */
    periodTo: day,
    /** Also what ended before the period, at most a year, and was never invoiced: late sessions and what was under review then. */
    takesEarlier: z.boolean().default(true),
    issueDate: day,
    /** Null: every customer. */
    customerId: chosenId.optional().transform((id) => id ?? null),
    /** Drafts are looked at and issued one by one. */
    isDraft: z.boolean().default(false),
  })
  .refine(({ periodFrom, periodTo }) => periodTo >= periodFrom, { error: 'before-start', path: ['periodTo'] })
export type InvoiceRunInput = z.input<typeof invoiceRunSchema>

const EARLIER_DAYS = 366

/** The instants between which a session must have ended to be on the run's invoices. */
export function spanOf(run: { periodFrom: string; periodTo: string; takesEarlier: boolean }): { from: Date; to: Date } {
  const start = startOfDay(run.periodFrom, 0, BOOKS_ZONE)
  return {
    from: run.takesEarlier ? new Date(start.getTime() - EARLIER_DAYS * DAY_MS) : start,
    to: startOfDay(run.periodTo, 1, BOOKS_ZONE),
  }
}

/** The calendar month before a day. */
export function monthBefore(day: string): { periodFrom: string; periodTo: string } {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const iso = (date: number) => new Date(date).toISOString().slice(0, 10)
  return { periodFrom: iso(Date.UTC(year, month - 2, 1)), periodTo: iso(Date.UTC(year, month - 1, 0)) }
}
