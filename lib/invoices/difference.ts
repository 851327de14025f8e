import { z } from 'zod'

/**
 * What of an issued invoice is not as it was issued.
 * `price`: worked out again from what it rests on it costs another sum · `stored`: the session's price is another now · `energy`: its energy
 * is · `meter`: readings or registers are not as they were · `times`: start, end or phases are not · `tariff`, `spot`, `agreement`: what it
 * was priced by is not · `line`: an invoice line is not as it was issued, or does not follow from its session's price · `sums`: the lines do
 * not lead to the invoice's sums · `books`: it is booked otherwise · `numbers`: a number is missing or there twice · `evidence`: what was kept
 * is damaged or missing
 */
export const DIFFERENCES = [
  'price',
  'stored',
  'energy',
  'meter',
  'times',
  'tariff',
  'spot',
  'agreement',
  'line',
  'sums',
  'books',
  'numbers',
  'evidence',
] as const

export interface Difference {
  /** Null: of the series, not of one invoice. */
  readonly invoiceId: string | null
  readonly number: string
  readonly sessionId: string | null
  readonly what: (typeof DIFFERENCES)[number]
  readonly issued: string | null
  readonly recalculated: string | null
}

const stored = z.array(
  z.object({
    invoiceId: z.string().nullable(),
    number: z.string(),
    sessionId: z.string().nullable(),
    what: z.enum(DIFFERENCES),
    issued: z.string().nullable(),
    recalculated: z.string().nullable(),
  }),
)

/** Differences as a check or a fault keeps them; none when this program does not understand them. */
export const readDifferences = (kept: unknown): readonly Difference[] => stored.safeParse(kept).data ?? []

/** A finding before it is known whose it is. */
export type Finding = Pick<Difference, 'what' | 'issued' | 'recalculated'>

/** What a pass over invoices has looked at. */
export interface CheckCounts {
  readonly invoices: number
  readonly lines: number
  readonly sessions: number
  /** The meter could not be read again: rated by the energy that was stored. */
  readonly withoutReadings: number
  /** No readings are stored any more; rated from those that were kept with the invoice. */
  readonly readingsGone: number
  /** Nothing is kept yet: rated by what is stored now. */
  readonly awaitingEvidence: number
}

export const NO_COUNTS: CheckCounts = {
  invoices: 0,
  lines: 0,
  sessions: 0,
  withoutReadings: 0,
  readingsGone: 0,
  awaitingEvidence: 0,
}

export const addCounts = (a: CheckCounts, b: CheckCounts): CheckCounts => ({
  invoices: a.invoices + b.invoices,
  lines: a.lines + b.lines,
  sessions: a.sessions + b.sessions,
  withoutReadings: a.withoutReadings + b.withoutReadings,
  readingsGone: a.readingsGone + b.readingsGone,
  awaitingEvidence: a.awaitingEvidence + b.awaitingEvidence,
})
