import { z } from 'zod'

/** When a statement was paid. */
export const paidSchema = z.object({ paidOn: z.iso.date('not-a-date') })
export type PaidInput = z.input<typeof paidSchema>
