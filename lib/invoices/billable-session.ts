import { Decimal } from '../kernel/money'
import type { Billable } from './build-invoice'
import { lineWords } from './line-words'

/** An ended session with its stored price, as the database gives it. Money and energy are decimal strings. */
export interface SessionToBill {
  readonly id: string
  readonly startedAt: Date
  readonly endedAt: Date
  readonly energyWh: string
  readonly station: string
  readonly site: string
  readonly timeZone: string
  readonly driver: string | null
  readonly vehicle: string | null
  readonly costCentre: { readonly id: string; readonly code: string; readonly name: string } | null
  readonly tariffVersionId: string | null
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  /** Including VAT: what the driver was shown. */
  readonly total: string
  readonly priceLines: readonly StoredPriceLine[]
}

/** A price line as a priced session keeps it (lib/tariffs); later engines may add fields. */
export interface StoredPriceLine {
  readonly kind: string
  readonly quantity: string
  readonly unit: string
  readonly rate: string
  /** Including VAT. */
  readonly amount: string
  readonly vat: string
  /** Where a line has a rate of its own. */
  readonly vatPercent?: string
}

/** What a line tells of its session, frozen when the invoice is made. */
export interface SessionFacts {
  readonly id: string
  readonly station: string
  readonly site: string
  readonly startedAt: string
  readonly endedAt: string
  readonly timeZone: string
  readonly energyKwh: string
  readonly vehicle: string | null
  readonly driver: string | null
}

/** What the line was made from, kept so that it can be explained and worked out again. */
export interface LineSource {
  readonly tariffVersionId: string | null
  /** Place among the session's price lines. */
  readonly at: number
  readonly line: StoredPriceLine
  /** The price list's prices contain VAT; missing in lines of before it was kept. */
  readonly isVatIncluded?: boolean
}

export interface SessionBillable extends Billable {
  readonly session: SessionFacts
  readonly source: LineSource
}

const UNITS = ['kWh', 'min', 'session', 'month'] as const

/** A session as lines to be paid: one for each line of its price, so that every öre keeps its reason. */
export function billSession(session: SessionToBill, language: 'sv' | 'en'): SessionBillable[] {
  const facts: SessionFacts = {
    id: session.id,
    station: session.station,
    site: session.site,
    startedAt: session.startedAt.toISOString(),
    endedAt: session.endedAt.toISOString(),
    timeZone: session.timeZone,
    energyKwh: kwh(session.energyWh),
    vehicle: session.vehicle,
    driver: session.driver,
  }
  return billPrice(session, language).map(({ line, ...billable }, at) => ({
    ...billable,
    session: facts,
    source: {
      tariffVersionId: session.tariffVersionId,
      at,
      line,
      isVatIncluded: session.pricesIncludeVat,
    },
  }))
}

/** A session's price as lines to be paid, whoever worked it out. */
export function billPrice(
  price: Pick<SessionToBill, 'total' | 'priceLines' | 'vatPercent' | 'pricesIncludeVat'>,
  language: 'sv' | 'en',
): (Billable & { readonly line: StoredPriceLine })[] {
  return [...price.priceLines, ...adjustment(price)].map((line) => ({
    kind: 'session',
    text: lineWords(line.kind, language),
    ...measureOf(line),
    amount: line.amount,
    vat: line.vat,
    vatPercent: line.vatPercent ?? price.vatPercent,
    isVatIncluded: price.pricesIncludeVat,
    line,
  }))
}

/** Invoices count minutes, as most price lists do; hours of OCPI tariffs become sixty. */
function measureOf({ quantity, unit, rate }: StoredPriceLine): Pick<Billable, 'quantity' | 'unit' | 'rate'> {
  if (unit !== 'h') return { quantity, unit: UNITS.find((known) => known === unit) ?? 'piece', rate }
  return {
    quantity: new Decimal(quantity).times(60).toFixed(),
    unit: 'min',
    rate: new Decimal(rate).dividedBy(60).toFixed(),
  }
}

/** The lines lead to the total that was shown; should they ever not, the difference stands for itself and nobody pays another sum. */
function adjustment({
  total,
  priceLines,
  vatPercent,
}: Pick<SessionToBill, 'total' | 'priceLines' | 'vatPercent'>): StoredPriceLine[] {
  const missing = priceLines.reduce((rest, { amount }) => rest.minus(amount), new Decimal(total))
  if (missing.isZero()) return []
  const amount = missing.toFixed()
  const vat = missing.times(vatPercent).dividedBy(new Decimal(vatPercent).plus(100)).toDecimalPlaces(2).toFixed()
  return [{ kind: 'other', quantity: '1', unit: 'session', rate: amount, amount, vat }]
}

/** Wh with three decimals as kWh, without a float. */
function kwh(wh: string): string {
  const [whole = '0', fraction = ''] = wh.split('.')
  const digits = whole.padStart(4, '0')
  return `${digits.slice(0, -3)}.${digits.slice(-3)}${fraction.replace(/0+$/, '')}`
}
