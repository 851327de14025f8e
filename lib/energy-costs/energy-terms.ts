import { z } from 'zod'
import { WEEKDAYS } from '../tariffs/restrictions'

/** SEK without VAT; a mark-up may be a discount. */
const price = z
  .string()
  .trim()
  .regex(/^\d{1,5}([.,]\d{1,6})?$/, 'not-a-price')
  .transform((text) => text.replace(',', '.'))
const signedPrice = z
  .string()
  .trim()
  .regex(/^-?\d{1,5}([.,]\d{1,6})?$/, 'not-a-price')
  .transform((text) => text.replace(',', '.'))
const optional = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .nullish()
    .transform((text) => text || null)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')

/** Another grid fee at some times (high load): the first in the list that holds. No months, no days: all of them. */
export const gridTimeSchema = z.object({
  name: z.string().trim().min(1, 'required').max(60, 'too-long'),
  fee: price,
  months: z.array(z.number().int().min(1).max(12)).max(12).default([]),
  days: z.array(z.enum(WEEKDAYS)).max(7).default([]),
  /** On the site's clocks; the end not included, `00:00` the end of the day, earlier than the start: past midnight. */
  from: clock.default('00:00'),
  to: clock.default('00:00'),
})

/** What a site's electricity costs from a day on. Problems are short words that the edges put into sentences. */
export const energyTermsSchema = z.object({
  validFrom: z.iso.date('not-a-date'),
  supply: z.enum(['spot', 'fixed'], 'unknown').default('spot'),
  /** Fixed: the price of a kWh; spot: the supplier's mark-up on the exchange's. */
  energyPrice: signedPrice,
  /** SEK for one unit of the exchange's currency. */
  exchangeRate: optional(price.refine((text) => Number(text) > 0, 'out-of-range')),
  gridFee: price,
  gridTimes: z.array(gridTimeSchema).max(8).default([]),
  energyTax: price.default('0'),
  /** Per kW of the month's highest hour. */
  powerFee: optional(price),
  /** Drawn and never delivered (transformer, cables, electronics), of what is delivered. */
  lossesPercent: z
    .string()
    .trim()
    .regex(/^\d{1,2}([.,]\d{1,2})?$/, 'not-a-percentage')
    .transform((text) => text.replace(',', '.'))
    .default('0'),
  note: z.string().trim().max(500, 'too-long').default(''),
})
export type EnergyTermsInput = z.input<typeof energyTermsSchema>
export type GridTime = z.output<typeof gridTimeSchema>

/** A version of a site's terms. Decimal strings, SEK without VAT. */
export interface EnergyTerms {
  /** `2026-11-01`: from its midnight on the site's clocks. */
  readonly validFrom: string
  readonly supply: 'spot' | 'fixed'
  readonly energyPrice: string
  readonly exchangeRate: string | null
  readonly gridFee: string
  readonly gridTimes: readonly GridTime[]
  readonly energyTax: string
  readonly powerFee: string | null
  readonly lossesPercent: string
}

/** The version that holds on a day; null before the first. @param versions in any order */
export function termsOn<Terms extends Pick<EnergyTerms, 'validFrom'>>(
  versions: readonly Terms[],
  day: string,
): Terms | null {
  let found: Terms | null = null
  for (const version of versions) {
    if (version.validFrom <= day && (found === null || version.validFrom > found.validFrom)) found = version
  }
  return found
}
