import { z } from 'zod'
import { isOrgNumber } from '../references/org-number'

const blankToNull = (value: string) => (value === '' ? null : value)

/** Problems are short words that the edges put into sentences. */
export const customerSchema = z.object({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  orgNumber: z
    .string()
    .trim()
    .refine((value) => value === '' || isOrgNumber(value), 'not-an-org-number')
    .transform(blankToNull)
    .nullish()
    .transform((value) => value ?? null),
  email: z
    .union([z.literal(''), z.email('not-an-email').max(254, 'too-long')], 'not-an-email')
    .transform(blankToNull)
    .nullish()
    .transform((value) => value ?? null),
})
export type CustomerInput = z.input<typeof customerSchema>
