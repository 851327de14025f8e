import { z } from 'zod'
import { canonicalTerms } from './canonical-terms'
import {
  componentFor,
  elementsSchema,
  limitsSchema,
  priceText,
  type TariffComponent,
  type TariffElement,
  type TariffTerms,
} from './tariff'

/** The prices people set today, one of each kind; null: that dimension is free. Decimal strings in major units. */
export interface TariffPrices {
  readonly pricePerKwh: string | null
  /** Per minute of charging. */
  readonly pricePerMinute: string | null
  /** Per minute connected without charging, after the grace. */
  readonly idlePerMinute: string | null
  readonly idleGraceMinutes: number
  /** Once per session. */
  readonly startFee: string | null
}

/** As people write it: a decimal comma is a point, spaces group digits, nothing written is no price. */
const written = (text: string) => text.replace(/\s/g, '').replace(',', '.')

const amount = z
  .string()
  .transform(written)
  .refine((text) => text === '' || priceText.safeParse(text).success, 'not-an-amount')
  .nullish()
  .transform((value) => value || null)

const isCurrency = (code: string) => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().currency === code
  } catch {
    return false
  }
}

const FIVE = ['pricePerKwh', 'pricePerMinute', 'idlePerMinute', 'startFee'] as const

/**
 * What the editor and the API say about a tariff: everything it can hold as `elements` and `limits`, or up to five plain prices in their
 * place. Problems are short words that the edges put into sentences.
 */
export const tariffInputSchema = z
  .object({
    name: z.string().trim().min(1, 'required').max(120, 'too-long'),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, 'not-a-currency')
      .refine(isCurrency, 'not-a-currency')
      .default('SEK'),
    vatPercent: z
      .string()
      .transform(written)
      .refine((text) => /^\d{1,3}(\.\d{1,2})?$/.test(text), 'not-a-number')
      .refine((percent) => Number(percent) <= 100, 'out-of-range')
      .default('25'),
    pricesIncludeVat: z.boolean().default(true),
    pricePerKwh: amount,
    pricePerMinute: amount,
    idlePerMinute: amount,
    idleGraceMinutes: z
      .number('not-a-number')
      .int('not-a-whole-number')
      .min(0, 'out-of-range')
      .max(1440, 'out-of-range')
      .default(0),
    startFee: amount,
    elements: elementsSchema.optional(),
    limits: limitsSchema.nullish(),
    /** Why, for those who come after. */
    note: z.string().trim().max(500, 'too-long').default(''),
    /** Sessions that begin from then on have these prices; at once when not said. */
    effectiveFrom: z.date().nullish(),
  })
  .refine((tariff) => tariff.elements !== undefined || FIVE.some((price) => tariff[price] !== null), {
    error: 'at-least-one-price',
    path: ['pricePerKwh'],
  })
  .refine((tariff) => tariff.elements === undefined || FIVE.every((price) => tariff[price] === null), {
    error: 'one-of-two',
    path: ['elements'],
  })
export type TariffInput = z.input<typeof tariffInputSchema>
export type TariffSaid = z.output<typeof tariffInputSchema>

/** One element that holds for every hour and every driver. */
export function toElements(prices: TariffPrices): TariffElement[] {
  const components: TariffComponent[] = []
  if (prices.startFee !== null) components.push({ dimension: 'flat', price: prices.startFee })
  if (prices.pricePerKwh !== null) components.push({ dimension: 'energy', price: prices.pricePerKwh })
  if (prices.pricePerMinute !== null) components.push({ dimension: 'time', price: prices.pricePerMinute })
  if (prices.idlePerMinute !== null) {
    components.push({ dimension: 'idle', price: prices.idlePerMinute, graceSeconds: prices.idleGraceMinutes * 60 })
  }
  return [{ components }]
}

/** What a form said, or a version with its prices, as the engine takes it. */
export const toTerms = (said: Omit<TariffSaid, 'name' | 'note' | 'effectiveFrom'>): TariffTerms => ({
  currency: said.currency,
  vatPercent: said.vatPercent,
  pricesIncludeVat: said.pricesIncludeVat,
  elements: said.elements ?? toElements(said),
  ...((said.limits?.min || said.limits?.max) && { limits: said.limits }),
})

/** Whether the form's five prices say all there is in these terms. */
export function isSimple({ elements, limits }: TariffTerms): boolean {
  if (limits?.min || limits?.max) return false
  return elements.every(({ components, restrictions }) => {
    const isAlways = restrictions === undefined || Object.keys(restrictions).length === 0
    return (
      isAlways &&
      components.every((component) => {
        const hasWholeMinutes = component.dimension !== 'idle' || (component.graceSeconds ?? 0) % 60 === 0
        return hasWholeMinutes && Object.keys(component).every((key) => SIMPLE_KEYS.has(key))
      })
    )
  })
}
const SIMPLE_KEYS = new Set(['dimension', 'price', 'graceSeconds'])

/** @param terms simple ones */
export function toPrices(terms: TariffTerms): TariffPrices {
  const idle = componentFor(terms, 'idle')
  return {
    pricePerKwh: componentFor(terms, 'energy')?.price ?? null,
    pricePerMinute: componentFor(terms, 'time')?.price ?? null,
    idlePerMinute: idle?.price ?? null,
    idleGraceMinutes: Math.round((idle?.graceSeconds ?? 0) / 60),
    startFee: componentFor(terms, 'flat')?.price ?? null,
  }
}

/** Whether two terms say the same: `3.9` and `3.90` are one price. */
export const isSamePrice = (a: TariffTerms, b: TariffTerms): boolean => canonicalTerms(a) === canonicalTerms(b)
