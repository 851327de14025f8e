import { z } from 'zod'
import { restrictionsSchema } from './restrictions'

/**
 * What a price looks like, and the only reader of `TariffVersion.elements`.
 * The shape follows OCPI's tariff elements: a list of elements, each with components and restrictions. Units differ from OCPI on
 * purpose: time is priced per minute unless a component says otherwise.
 */

/** Digits with at most six decimals, never negative: `"3.90"`. */
export const priceText = z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, 'must be a price such as 3.90')

/** A share of a hundred with at most two decimals: `"25"`. */
const percentText = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'must be a percentage such as 25')
  .refine((percent) => Number(percent) <= 100, 'must be at most 100')

/** May be below 0: exchanges pay for taking power at times. */
const signedPrice = z.string().regex(/^-?\d{1,7}(\.\d{1,6})?$/, 'must be a price such as 3.90')

/** The exchange's price of each quarter of an hour, and what is put on it. All per kWh, in the tariff's currency. */
const spotSchema = z.strictObject({
  /** `quarter`: each kWh has the price of its own quarter of an hour. `start`: the session's first quarter prices all of it. */
  rule: z.enum(['quarter', 'start']),
  /** One unit of the exchange's currency in the tariff's; only needed when they differ. */
  exchangeRate: priceText.optional(),
  /** The exchange's price times this, in per cent, before anything is added: losses in the grid, a share. */
  percent: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,2})?$/, 'must be a percentage such as 103')
    .optional(),
  /** Certificates, grid energy fee. */
  fees: priceText.optional(),
  energyTax: priceText.optional(),
  /** The least and the most a kWh costs, all in. */
  floor: signedPrice.optional(),
  ceiling: priceText.optional(),
  /** Stands in for an exchange price that has not come when a session is priced. Without one the session waits for it. */
  fallback: signedPrice.optional(),
})
export type SpotTerms = z.infer<typeof spotSchema>

const everyComponent = {
  price: priceText,
  /** Another VAT rate than the tariff's. */
  vatPercent: percentText.optional(),
}
/** Billed in whole steps (Wh or seconds), rounded up once per session; see `step-size.ts`. */
const stepSize = z.int().min(1).max(10_000_000).optional()
/** What the price of time is for; a minute unless said. */
const per = z.enum(['minute', 'hour']).optional()

const componentSchema = z.discriminatedUnion('dimension', [
  /** Once per session, when it first applies. */
  z.strictObject({ dimension: z.literal('flat'), ...everyComponent }),
  /** Per kWh; with `spot` it is what the operator puts on top of the exchange's price. */
  z.strictObject({ dimension: z.literal('energy'), ...everyComponent, stepSize, spot: spotSchema.optional() }),
  /** Per minute in which the vehicle could charge: charging, or held back by the station. Of a reservation: per minute reserved. */
  z.strictObject({ dimension: z.literal('time'), ...everyComponent, stepSize, per }),
  /** Per minute in which the vehicle asks for no power, after the grace has been used up. */
  z.strictObject({
    dimension: z.literal('idle'),
    ...everyComponent,
    stepSize,
    per,
    graceSeconds: z.int().min(0).max(86_400).optional(),
    /** The most that idling at this price costs in one session. */
    maxAmount: priceText.optional(),
  }),
])
export type TariffComponent = z.infer<typeof componentSchema>
export type Dimension = TariffComponent['dimension']

const elementSchema = z
  .strictObject({
    components: z.array(componentSchema).min(1),
    /** A restriction that cannot be honoured must be refused, not ignored: hence strict. */
    restrictions: restrictionsSchema.optional(),
  })
  .refine(
    (element) => new Set(element.components.map((component) => component.dimension)).size === element.components.length,
    {
      error: 'has two prices for the same thing',
      path: ['components'],
    },
  )
export type TariffElement = z.infer<typeof elementSchema>

export const MOST_ELEMENTS = 100
export const elementsSchema = z.array(elementSchema).min(1).max(MOST_ELEMENTS)

/** What a session costs at least or at most. With and without VAT are limits of their own; one alone carries the other with it. */
const limitSchema = z
  .strictObject({ exclVat: priceText.optional(), inclVat: priceText.optional() })
  .refine((limit) => limit.exclVat !== undefined || limit.inclVat !== undefined, 'must have an amount')
export type PriceLimit = z.infer<typeof limitSchema>

export const limitsSchema = z.strictObject({ min: limitSchema.optional(), max: limitSchema.optional() })

export const tariffTermsSchema = z.object({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as SEK'),
  vatPercent: percentText,
  /** True: every price contains VAT. False: VAT is added to each line. */
  pricesIncludeVat: z.boolean(),
  elements: elementsSchema,
  limits: limitsSchema.nullish(),
})

/** All that a price is made from: one immutable TariffVersion. */
export type TariffTerms = z.infer<typeof tariffTermsSchema>

/** The terms of a stored version, or null when the row is not one this program can price (a newer program wrote it). */
export function readTariff(version: {
  readonly currency: string
  readonly vatPercent: { toString(): string }
  readonly pricesIncludeVat: boolean
  readonly elements: unknown
  readonly limits?: unknown
}): TariffTerms | null {
  const parsed = tariffTermsSchema.safeParse({ ...version, vatPercent: version.vatPercent.toString() })
  return parsed.success ? parsed.data : null
}

/**
 * The component that prices a dimension: the first in element order that has it (OCPI: each dimension is looked up on its own).
 * Null: the dimension is free.
 */
export function componentFor<D extends Dimension>(
  tariff: TariffTerms,
  dimension: D,
): Extract<TariffComponent, { dimension: D }> | null {
  for (const element of tariff.elements) {
    for (const component of element.components) {
      if (component.dimension === dimension) return component as Extract<TariffComponent, { dimension: D }>
    }
  }
  return null
}
