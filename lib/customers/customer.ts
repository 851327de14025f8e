import { z } from 'zod'

/** Ten digits with the last one checked (Luhn); the third digit tells a company (2 or more) from a person number. */
export function isOrgNumber(value: string): boolean {
  const digits = value.replace('-', '')
  if (!/^\d{10}$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

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
