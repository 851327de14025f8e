import { z } from 'zod'
import { Decimal } from '../kernel/money'

/** What providers' secrets are sealed for. */
export const PROVIDER_SECRETS = 'laddvakt payment provider'

/** Payments are in kronor: the currency of what Swish moves and of what the sandbox pretends to. */
const capText = z
  .string()
  .trim()
  .transform((text) => text.replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,5}(\.\d{1,2})?$/, 'not-an-amount'))
  .refine((text) => new Decimal(text).greaterThan(0), 'not-an-amount')

const secretText = z.string().trim().max(20_000, 'too-long')
/** Left empty: what is stored stays. */
const kept = secretText.default('')

const common = { isEnabled: z.boolean(), cap: capText }

/** What the settings page sends. Secrets go in and never come out again. */
export const providerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stripe'), ...common, secretKey: kept, webhookSecret: kept }),
  z.object({
    kind: z.literal('swish'),
    ...common,
    payeeAlias: z
      .string()
      .trim()
      .regex(/^123\d{7}$/, 'not-a-swish-number'),
    /** PEM, with the chain. */
    certificate: kept,
    key: kept,
    /** PKCS#12 instead of PEM, base64. */
    pkcs12: kept,
    passphrase: kept,
  }),
  z.object({ kind: z.literal('sandbox'), ...common }),
  z.object({ kind: z.literal('invoice'), ...common }),
])
export type ProviderInput = z.input<typeof providerSchema>
export type ProviderChoice = z.output<typeof providerSchema>

/** As they are sealed. */
export const stripeSecrets = z.object({ secretKey: z.string().min(1), webhookSecret: z.string().default('') })
export const swishSecrets = z.object({
  certificate: z.string().default(''),
  key: z.string().default(''),
  pkcs12: z.string().default(''),
  passphrase: z.string().default(''),
})
export const swishSettings = z.object({ payeeAlias: z.string() })

/** A driver's telephone as Swish wants it: 46 and the number without its zero; null: it is none. */
export function swishPhone(text: string): string | null {
  const digits = text.replace(/[\s()-]/g, '').replace(/^(\+|00)/, '')
  const number = digits.startsWith('0') ? `46${digits.slice(1)}` : digits
  return /^[1-9]\d{7,14}$/.test(number) ? number : null
}
