import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

export const TOKEN_TYPES = ['rfid', 'app', 'emaid', 'mac', 'key-code', 'central', 'local'] as const

const blankToNull = (value: string) => (value === '' ? null : value)

const described = {
  type: z.enum(TOKEN_TYPES, 'not-a-token-type').default('rfid'),
  name: z.string().trim().max(120, 'too-long').default(''),
  expiresAt: z.coerce
    .date('not-a-time')
    .nullish()
    .transform((value) => value ?? null),
  groupName: z
    .string()
    .trim()
    .max(36, 'too-long')
    .transform(blankToNull)
    .nullish()
    .transform((value) => value ?? null),
  customerId: chosenId.optional().transform((id) => id ?? null),
  /** Of that customer. */
  driverId: chosenId.optional().transform((id) => id ?? null),
  vehicleId: chosenId.optional().transform((id) => id ?? null),
  /** Null: the driver's, or the vehicle's. */
  costCentreId: chosenId.optional().transform((id) => id ?? null),
}

/** Problems are short words that the edges put into sentences. */
export const newTokenSchema = z.object({
  // 2.1 carries 255 characters at most, 2.0.1 36 and 1.6 20; a longer one could never be shown by any station.
  value: z
    .string()
    .trim()
    .min(1, 'required')
    .max(255, 'too-long')
    .regex(/^[\x20-\x7e]*$/, 'not-printable'),
  active: z.boolean().default(true),
  ...described,
})
export type NewTokenInput = z.input<typeof newTokenSchema>

/** What can change: the value is the card itself, another value is another token. */
export const tokenEditSchema = z.object(described)
export type TokenEditInput = z.input<typeof tokenEditSchema>

/** `04A2••••77F1`: enough to recognise a card, not enough to copy it. */
export function maskToken(value: string): string {
  if (value.length <= 4) return '••••'
  const kept = value.length < 9 ? 2 : 4
  return `${value.slice(0, kept)}••••${value.slice(-kept)}`
}
