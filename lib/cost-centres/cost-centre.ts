import { z } from 'zod'

/** Problems are short words that the edges put into sentences. */
export const costCentreSchema = z.object({
  code: z.string().trim().min(1, 'required').max(30, 'too-long'),
  name: z.string().trim().max(80, 'too-long').default(''),
  isArchived: z.boolean().default(false),
})
export type CostCentreInput = z.input<typeof costCentreSchema>
