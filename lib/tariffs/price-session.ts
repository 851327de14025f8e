import { Decimal } from '../kernel/money'
import type { Agreement } from './agreement'
import { type Bill, type BilledLine, makeBill } from './bill'
import { compileTariff } from './compile-tariff'
import type { Phase } from './idle-time'
import { type LineReason, type RatedLine, rateUsage, SPOT_MISSING } from './rate-usage'
import { SessionUsage } from './session-usage'
import type { SpotPart, SpotQuarter } from './spot'
import type { TariffTerms } from './tariff'

export type { LineReason } from './rate-usage'

/** What a session was, as far as a price is concerned. */
export interface SessionFacts {
  readonly startedAt: Date
  /** The end, or now for a running price. */
  readonly until: Date
  /** Delivered so far, Wh; null when the meter never said enough to know. */
  readonly energyWh: Decimal | null
  readonly phases: readonly Phase[]
  /** What the meter said in between, as far as known: energy since the start. Only tariffs with restrictions or spot prices look at it. */
  readonly readings?: readonly MeterPoint[]
  /** IANA zone of the site. */
  readonly timeZone?: string
  /** The exchange's prices over the session, when the tariff has a spot price. */
  readonly spot?: readonly SpotQuarter[]
  /** What the customer has agreed on, and what was left of it at the start. */
  readonly agreement?: Agreement | null
}

export interface MeterPoint {
  /** Epoch ms. */
  readonly at: number
  /** Since the session began. */
  readonly energyWh: Decimal.Value
}

export interface PriceLine {
  /** `discount`, `cap` and `minimum` follow from the lines before them. */
  readonly kind: BilledLine['kind']
  /** Decimal string. Minutes and hours carry six decimals. */
  readonly quantity: string
  readonly unit: 'session' | 'kWh' | 'min' | 'h'
  /** As the tariff states it (with or without VAT), decimal string per unit; of a spot price the mean. */
  readonly rate: string
  /** Always including VAT, rounded once; the lines add up to the total. */
  readonly amount: string
  /** The VAT in `amount`, rounded once. */
  readonly vat: string
  /** ISO 8601 UTC, half-open. */
  readonly from: string
  readonly to: string
  readonly reason: LineReason
  /** The rate of `vat`; missing in lines stored before it was: the tariff's. */
  readonly vatPercent?: string
  /** The tariff's element and component, from 0, that made it; missing where a sum did. */
  readonly part?: { readonly element: number; readonly component: number }
  /** What a spot price is made of. */
  readonly spot?: readonly SpotPart[]
}

export interface Price {
  readonly currency: string
  readonly lines: readonly PriceLine[]
  readonly totalExclVat: string
  readonly vat: string
  /** Including VAT. */
  readonly total: string
}

/** Why there is no price. A missing price is named and shown; it is never 0. */
export const UNPRICED_REASONS = [
  'no-tariff',
  'tariff-unreadable',
  'meter-missing',
  'sum-implausible',
  /** The exchange's prices are not known yet; it is priced when they come. */
  SPOT_MISSING,
  /** The session has ended and events of it are missing that may still come: its price waits for them. Never stored. */
  'events-awaited',
] as const
export type UnpricedReason = (typeof UNPRICED_REASONS)[number]
export interface Unpriced {
  readonly unpriced: UnpricedReason
}

/**
 * Prices a session, ended or running, from its tariff: the one place where money is worked out.
 * Quantities are exact (Wh and milliseconds); each line is rounded once, half away from zero, to the currency's smallest unit; VAT is
 * taken out of the rounded line (prices including VAT) or added to it (prices without), and rounded once; totals are sums of rounded
 * lines. A session without energy is a real session: it pays what the tariff says (start fee, minutes), marked `no-energy`.
 * @param terms the version the session started with, null when there is none, 'unreadable' when its row cannot be understood
 */
export function priceSession(terms: TariffTerms | null | 'unreadable', facts: SessionFacts): Price | Unpriced {
  if (terms === null) return { unpriced: 'no-tariff' }
  if (terms === 'unreadable') return { unpriced: 'tariff-unreadable' }
  const tariff = compileTariff(terms)
  if (tariff.rates.energy.length > 0 && facts.energyWh === null) return { unpriced: 'meter-missing' }
  const agreement = facts.agreement ?? null
  const spot = tariff.hasSpot ? new Map(facts.spot?.map((quarter) => [quarter.at, quarter])) : NO_SPOT
  const rated = rateUsage(tariff, new SessionUsage(facts), spot, agreement)
  if (rated === SPOT_MISSING) return { unpriced: SPOT_MISSING }
  const bill = makeBill(tariff, rated, agreement, tariff.digits)
  return bill.gross.lessThan(LARGEST_SUM) ? priceOf(bill, terms.currency, tariff.digits, facts) : SUM_IMPLAUSIBLE
}

export const isPriced = (price: Price | Unpriced): price is Price => !('unpriced' in price)

/** No charge costs this; a meter gone mad might, and no column could hold it. */
const LARGEST_SUM = new Decimal(1e9)
const KWH_PER_WH = new Decimal('0.001')
const SUM_IMPLAUSIBLE: Unpriced = { unpriced: 'sum-implausible' }
const NO_SPOT: ReadonlyMap<number, SpotQuarter> = new Map()

function priceOf({ lines, vat, gross }: Bill, currency: string, digits: number, facts: SessionFacts): Price {
  return {
    currency,
    lines: lines.map((line) => priceLine(line, digits, facts)),
    totalExclVat: gross.minus(vat).toFixed(digits),
    vat: vat.toFixed(digits),
    total: gross.toFixed(digits),
  }
}

function priceLine(
  { kind, reason, vatPercent, amounts, rated }: BilledLine,
  digits: number,
  facts: SessionFacts,
): PriceLine {
  const amount = amounts.gross.toFixed(digits)
  const vat = amounts.vat.toFixed(digits)
  if (rated === null) {
    const [from, to] = [facts.startedAt.toISOString(), facts.until.toISOString()]
    return { kind, quantity: '1', unit: 'session', rate: amount, amount, vat, from, to, reason, vatPercent }
  }
  const { rate, price, parts } = rated
  const line: PriceLine = {
    kind,
    quantity: quantityOf(rated),
    unit: rate.unit,
    rate: price,
    amount,
    vat,
    from: new Date(rated.from).toISOString(),
    to: new Date(rated.to).toISOString(),
    reason,
    vatPercent,
    part: rate.part,
  }
  return parts === null ? line : { ...line, spot: parts }
}

function quantityOf({ rate: { unit, perUnit }, raw }: RatedLine): string {
  if (unit === 'session') return '1'
  const quantity = unit === 'kWh' ? raw.times(KWH_PER_WH) : raw.dividedBy(perUnit)
  return (
    quantity.decimalPlaces() > QUANTITY_DECIMALS ? quantity.toDecimalPlaces(QUANTITY_DECIMALS) : quantity
  ).toFixed()
}
const QUANTITY_DECIMALS = 6
