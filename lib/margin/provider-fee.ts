import { z } from 'zod'

/** Providers that take something of each payment. */
export const FEE_KINDS = ['stripe', 'swish', 'sandbox'] as const
export type FeeKind = (typeof FEE_KINDS)[number]

const decimal = (pattern: RegExp, problem: string) =>
  z
    .string()
    .trim()
    .regex(pattern, problem)
    .transform((text) => text.replace(',', '.'))

/** What a provider takes of each payment from a day on, SEK without VAT. */
export const providerFeeSchema = z.object({
  kind: z.enum(FEE_KINDS, 'unknown'),
  validFrom: z.iso.date('not-a-date'),
  /** Of what was taken, with VAT. */
  percent: decimal(/^\d{1,2}([.,]\d{1,3})?$/, 'not-a-percentage'),
  /** Per payment. */
  fixed: decimal(/^\d{1,5}([.,]\d{1,4})?$/, 'not-a-price'),
})
export type ProviderFeeInput = z.input<typeof providerFeeSchema>

/** Decimal strings. */
export interface ProviderFee {
  readonly kind: FeeKind
  readonly validFrom: string
  readonly percent: string
  readonly fixed: string
}
