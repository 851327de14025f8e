import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

/** Problems are short words that the edges put into sentences. */
export const vehicleSchema = z.object({
  /** Without spaces, in capitals: how plates are compared. */
  plate: z
    .string()
    .transform((value) => value.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().min(1, 'required').max(20, 'too-long')),
  name: z.string().trim().max(80, 'too-long').default(''),
  costCentreId: chosenId.optional().transform((id) => id ?? null),
  isArchived: z.boolean().default(false),
})
export type VehicleInput = z.input<typeof vehicleSchema>
