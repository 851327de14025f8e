import { moneyString } from '../kernel/money'
import { isPriced, type Price, type PriceLine, type Unpriced } from '../tariffs/price-session'

/** A session's price as it leaves the house: a sum with its lines, or the reason there is none. Amounts are decimal strings. */
export interface SessionPrice {
  readonly currency: string | null
  /** Including VAT; null when unpriced. */
  readonly total: string | null
  readonly vat: string | null
  readonly lines: readonly PriceLine[]
  readonly unpriced: string | null
}

export function shownPrice(price: Price | Unpriced): SessionPrice {
  if (!isPriced(price)) return { currency: null, total: null, vat: null, lines: [], unpriced: price.unpriced }
  return { currency: price.currency, total: price.total, vat: price.vat, lines: price.lines, unpriced: null }
}

/** An ended session's price while it waits for events that are missing. */
export const EVENTS_AWAITED: SessionPrice = shownPrice({ unpriced: 'events-awaited' })

type Amount = { toString(): string }

export interface PricedRow {
  readonly currency: string | null
  readonly total: Amount | null
  readonly vat: Amount | null
  readonly unpricedReason: string | null
  readonly lines: unknown
}

/** The price as it was stored when the session ended; null when it has none yet. */
export function storedPrice(row: PricedRow | null): SessionPrice | null {
  if (row === null) return null
  const amount = (value: Amount | null) =>
    value === null || row.currency === null ? null : moneyString(String(value), row.currency)
  return {
    currency: row.currency,
    total: amount(row.total),
    vat: amount(row.vat),
    lines: row.lines as readonly PriceLine[],
    unpriced: row.unpricedReason,
  }
}
