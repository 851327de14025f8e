import { z } from 'zod'
import { priceText } from './tariff'

/** What a bill is made of; what a discount may be on. */
export const DISCOUNTED = ['start', 'energy', 'time', 'idle', 'reservation'] as const

/**
 * What a customer has agreed on besides the tariff (a discount, a plan), with what is left of it when the session begins. Frozen with
 * the session. Amounts are in the tariff's currency and as its prices state them (with or without VAT), caps always with VAT.
 */
export const agreementSchema = z.strictObject({
  /** Off everything, or off what `discountOn` names, before limits and caps. */
  discountPercent: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/)
    .refine((percent) => Number(percent) <= 100)
    .optional(),
  discountOn: z.array(z.enum(DISCOUNTED)).min(1).optional(),
  /** A plan's price per kWh, instead of the tariff's, whatever time it is. */
  energyPrice: priceText.optional(),
  /** Energy that a plan has paid already, as far as it is left: the first of the session that has a price. */
  includedWh: z.number().min(0).optional(),
  /** Charging and idling that costs nothing, from their beginning in each session. */
  freeChargingSeconds: z.int().min(0).optional(),
  freeIdleSeconds: z.int().min(0).optional(),
  /** No session costs more. */
  sessionCap: priceText.optional(),
  /** All sessions of a month together cost no more; `used` is what the others have cost. */
  monthCap: z.strictObject({ limit: priceText, used: priceText }).optional(),
})
export type Agreement = z.infer<typeof agreementSchema>
