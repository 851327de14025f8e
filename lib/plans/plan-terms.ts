import { z } from 'zod'
import { agreementSchema } from '../tariffs/agreement'
import { priceText } from '../tariffs/tariff'

/**
 * What a plan means, and the only reader of `PlanVersion.terms`. One concept for three things: a subscription (with a monthly fee), a
 * price agreement (without one) and a discount. What is left out is as the tariff has it.
 */
export const planTermsSchema = z
  .strictObject({
    /** ISO 4217. The plan applies to tariffs in this currency. */
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as SEK'),
    /** Whether the fee and the energy price contain VAT. Caps always do. */
    pricesIncludeVat: z.boolean(),
    /** Of the fee. Charging has the tariff's VAT. */
    vatPercent: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,2})?$/, 'must be a percentage such as 25')
      .refine((percent) => Number(percent) <= 100, 'must be at most 100'),
    /** For a whole month; a part of one costs its days' share. */
    monthlyFee: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,2})?$/, 'must be a price such as 199.00')
      .optional(),
    /** For a whole month, whatever it is used for first; what is left of it is lost. */
    includedKwh: z
      .string()
      .regex(/^\d{1,6}(\.\d{1,3})?$/, 'must be kWh such as 100')
      .optional(),
    /** Per kWh beyond what is included, instead of the tariff's, at all hours. */
    energyPrice: priceText.optional(),
    discountPercent: agreementSchema.shape.discountPercent,
    discountOn: agreementSchema.shape.discountOn,
    /** Of each session, from its beginning. */
    freeChargingMinutes: z.int().min(0).max(44_640).optional(),
    freeIdleMinutes: z.int().min(0).max(44_640).optional(),
    /** No session costs more, with VAT. */
    sessionCap: priceText.optional(),
    /** The sessions of a month cost no more together, with VAT. */
    monthCap: priceText.optional(),
  })
  .refine((terms) => GIVES.some((key) => terms[key] !== undefined), { error: 'gives-nothing', path: ['monthlyFee'] })
  .refine(({ discountOn, discountPercent }) => discountOn === undefined || discountPercent !== undefined, {
    error: 'discount-missing',
    path: ['discountPercent'],
  })
  .refine(({ monthlyFee, currency }) => monthlyFee === undefined || currency === FEE_CURRENCY, {
    error: 'fee-in-book-currency',
    path: ['currency'],
  })
  .refine(({ monthlyFee, vatPercent }) => monthlyFee === undefined || BOOKED_RATES.has(Number(vatPercent)), {
    error: 'no-such-vat-rate',
    path: ['vatPercent'],
  })
export type PlanTerms = z.infer<typeof planTermsSchema>

/** Fees are invoiced by runs, whose books are kept in kronor. */
const FEE_CURRENCY = 'SEK'
/** The accounts there are (lib/ledger/accounts.ts): a fee of another rate would stop the run that invoices it. */
const BOOKED_RATES: ReadonlySet<number> = new Set([25, 12, 6, 0])

const GIVES = [
  'monthlyFee',
  'includedKwh',
  'energyPrice',
  'discountPercent',
  'freeChargingMinutes',
  'freeIdleMinutes',
  'sessionCap',
  'monthCap',
] as const

/** The terms of a stored version, or null when the row is not one this program understands (a newer program wrote it). */
export function readPlanTerms(terms: unknown): PlanTerms | null {
  const parsed = planTermsSchema.safeParse(terms)
  return parsed.success ? parsed.data : null
}

/** Whether what a session gets depends on the others of its month. */
export const countsByMonth = ({ includedKwh, monthCap }: PlanTerms): boolean =>
  includedKwh !== undefined || monthCap !== undefined
