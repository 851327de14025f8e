import { z } from 'zod'

/** What of an invoice is taken back. Problems are short words that the edges put into sentences. */
export const creditSchema = z.object({
  /** The lines' positions; null: all that is not credited yet. A session is credited whole. */
  positions: z.array(z.int().min(1)).min(1, 'required').max(10_000, 'too-many').nullable(),
  reason: z.string().trim().min(1, 'required').max(200, 'too-long'),
  /** The sessions are invoiced anew by the next run; else they are forgiven. */
  invoicesAgain: z.boolean(),
})
export type CreditInput = z.input<typeof creditSchema>
