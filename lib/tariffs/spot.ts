import { Decimal } from '../kernel/money'
import { MINUTE_MS } from '../kernel/time'
import type { Rate } from './compile-tariff'
import type { Slice } from './cut-usage'
import { energyUntil, type Usage } from './usage'

/** The exchange's price of one quarter of an hour, without VAT. */
export interface SpotQuarter {
  /** Its beginning, epoch ms. */
  readonly at: number
  /** Decimal string per MWh, may be negative. */
  readonly perMwh: string
  /** ISO 4217. */
  readonly currency: string
}

/** One quarter of an hour (or what of it falls in the session) of a spot-priced line. Decimal strings. */
export interface SpotPart {
  readonly from: string
  readonly to: string
  readonly kwh: string
  /** All in, as the tariff states prices. */
  readonly price: string
  /** What the exchange said, per MWh; null: it had not, and the tariff's stand-in was used. */
  readonly perMwh: string | null
}

export const QUARTER_MS = 15 * MINUTE_MS
export const quarterOf = (at: number): number => Math.floor(at / QUARTER_MS) * QUARTER_MS

export interface SpotPriced {
  readonly said: Decimal
  readonly parts: readonly SpotPart[]
  readonly hasFallback: boolean
}

/**
 * Prices a slice's energy from `fromWh` on by the exchange's quarters of an hour. A kWh costs exchange price × exchange rate × per cent
 * (with VAT when the tariff's prices include it) + mark-up + fees + tax, not below the floor nor above the ceiling, to six decimals.
 * @returns null when a price is missing and the tariff has nothing to put in its place
 */
export function priceSpot(
  rate: Rate,
  tariff: { readonly currency: string; readonly isVatIncluded: boolean },
  quarters: ReadonlyMap<number, SpotQuarter>,
  usage: Usage,
  slice: Slice,
  fromWh: Decimal,
): SpotPriced | null {
  const parts: SpotPart[] = []
  let said = new Decimal(0)
  let hasFallback = false
  let wh = fromWh
  const isFrozen = rate.spot!.rule === 'start'
  for (let from = slice.from; from <= slice.to; ) {
    const to = isFrozen ? slice.to : Math.min(slice.to, quarterOf(from) + QUARTER_MS)
    const toWh = to === slice.to ? slice.toWh! : Decimal.min(slice.toWh!, energyUntil(usage, to))
    if (toWh.greaterThan(wh)) {
      const quarter = quarters.get(quarterOf(isFrozen ? usage.start : from))
      const price = kwhPrice(rate, tariff, quarter)
      if (price === null) return null
      const kwh = toWh.minus(wh).dividedBy(rate.perUnit)
      hasFallback ||= quarter === undefined
      said = said.plus(kwh.times(price))
      parts.push({
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        kwh: kwh.toDecimalPlaces(9).toFixed(),
        price: price.toFixed(),
        perMwh: quarter?.perMwh ?? null,
      })
      wh = toWh
    }
    if (to === slice.to) break
    from = to
  }
  return { said, parts, hasFallback }
}

const WH_PER_KWH = 1000
const PRICE_DECIMALS = 6

/** What a kWh costs by one quarter's price. @returns null when it cannot be known: no price and no stand-in, or no exchange rate */
export function kwhPrice(
  rate: Pick<Rate, 'spot' | 'priceDecimal' | 'vat'>,
  tariff: { readonly currency: string; readonly isVatIncluded: boolean },
  quarter: SpotQuarter | undefined,
): Decimal | null {
  const { exchangeRate, percent, fees, energyTax, floor, ceiling, fallback } = rate.spot!
  let exchange: Decimal
  if (quarter === undefined) {
    if (fallback === undefined) return null
    exchange = new Decimal(fallback)
  } else {
    if (quarter.currency !== tariff.currency && exchangeRate === undefined) return null
    const factor = quarter.currency === tariff.currency ? '1' : exchangeRate!
    exchange = new Decimal(quarter.perMwh)
      .times(factor)
      .times(percent ?? '100')
      .dividedBy(100 * WH_PER_KWH)
    if (tariff.isVatIncluded) exchange = exchange.times(rate.vat.percentDecimal.plus(100)).dividedBy(100)
  }
  let price = exchange
    .plus(rate.priceDecimal)
    .plus(fees ?? 0)
    .plus(energyTax ?? 0)
  if (floor !== undefined) price = Decimal.max(price, floor)
  if (ceiling !== undefined) price = Decimal.min(price, ceiling)
  return price.toDecimalPlaces(PRICE_DECIMALS, Decimal.ROUND_HALF_UP)
}
