import { z } from 'zod'

/**
 * What a price looks like, and the only reader of `TariffVersion.elements`.
 * The shape follows OCPI's tariff elements (a list of elements, each with components and restrictions), so that times of day,
 * power steps and roaming can be added without moving the data. Units differ from OCPI on purpose: time is priced per minute.
 */

/** Digits with at most six decimals, never negative: `"3.90"`. */
export const priceText = z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, 'must be a price such as 3.90')

const componentSchema = z.discriminatedUnion('dimension', [
  /** Once per session. */
  z.strictObject({ dimension: z.literal('flat'), price: priceText }),
  /** Per kWh. */
  z.strictObject({ dimension: z.literal('energy'), price: priceText }),
  /** Per minute in which the vehicle could charge: charging, or held back by the station. */
  z.strictObject({ dimension: z.literal('time'), price: priceText }),
  /** Per minute in which the vehicle asks for no power, after the grace has been used up. */
  z.strictObject({
    dimension: z.literal('idle'),
    price: priceText,
    graceSeconds: z.int().min(0).max(86_400).optional(),
  }),
])
export type TariffComponent = z.infer<typeof componentSchema>
export type Dimension = TariffComponent['dimension']

const elementSchema = z
  .strictObject({
    components: z.array(componentSchema).min(1),
    /** None are known yet. A restriction that cannot be honoured must be refused, not ignored: hence strict. */
    restrictions: z.strictObject({}).optional(),
  })
  .refine(
    (element) => new Set(element.components.map((component) => component.dimension)).size === element.components.length,
    {
      error: 'has two prices for the same thing',
      path: ['components'],
    },
  )
export type TariffElement = z.infer<typeof elementSchema>

export const elementsSchema = z.array(elementSchema).min(1).max(100)

export const tariffTermsSchema = z.object({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as SEK'),
  vatPercent: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, 'must be a percentage such as 25')
    .refine((percent) => Number(percent) <= 100, 'must be at most 100'),
  /** True: every price contains VAT. False: VAT is added to each line. */
  pricesIncludeVat: z.boolean(),
  elements: elementsSchema,
})

/** All that a price is made from: one immutable TariffVersion. */
export type TariffTerms = z.infer<typeof tariffTermsSchema>

/** The terms of a stored version, or null when the row is not one this program can price (a newer program wrote it). */
export function readTariff(version: {
  readonly currency: string
  readonly vatPercent: { toString(): string }
  readonly pricesIncludeVat: boolean
  readonly elements: unknown
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
