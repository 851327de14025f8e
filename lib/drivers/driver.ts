import { z } from 'zod'
import { emailOrNull } from '../customers/customer'
import { chosenId } from '../kernel/chosen-id'

/** Problems are short words that the edges put into sentences. */
export const driverSchema = z.object({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
  email: emailOrNull,
  phone: z
    .string()
    .trim()
    .max(30, 'too-long')
    .nullish()
    .transform((value) => value || null),
  costCentreId: chosenId.optional().transform((id) => id ?? null),
  isArchived: z.boolean().default(false),
})
export type DriverInput = z.input<typeof driverSchema>
