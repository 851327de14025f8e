import { Decimal, minorDigits, roundMoney } from '../kernel/money'
import { idleAfterGrace, type Phase, timeUse } from './idle-time'
import { componentFor, type TariffTerms } from './tariff'

/** What a session was, as far as a price is concerned. */
export interface SessionFacts {
  readonly startedAt: Date
  /** The end, or now for a running price. */
  readonly until: Date
  /** Delivered so far, Wh; null when the meter never said enough to know. */
  readonly energyWh: Decimal | null
  readonly phases: readonly Phase[]
}

export interface PriceLine {
  readonly kind: 'start' | 'energy' | 'time' | 'idle'
  /** Decimal string. Minutes carry six decimals, enough to get the millisecond back. */
  readonly quantity: string
  readonly unit: 'session' | 'kWh' | 'min'
  /** As the tariff states it (with or without VAT), decimal string per unit. */
  readonly rate: string
  /** Always including VAT, rounded once; the lines add up to the total. */
  readonly amount: string
  /** The VAT in `amount`, rounded once. */
  readonly vat: string
  /** ISO 8601 UTC, half-open. */
  readonly from: string
  readonly to: string
  readonly reason: LineReason
}

/** Why a line is there; codes, the edges have the words. `no-energy`: a start fee for a session that delivered nothing. */
export type LineReason = 'per-session' | 'no-energy' | 'metered' | 'charging-time' | 'idle-after-grace'

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
 * @param tariff the version the session started with, null when there is none, 'unreadable' when its row cannot be understood
 */
export function priceSession(tariff: TariffTerms | null | 'unreadable', facts: SessionFacts): Price | Unpriced {
  if (tariff === null) return { unpriced: 'no-tariff' }
  if (tariff === 'unreadable') return { unpriced: 'tariff-unreadable' }
  const energy = componentFor(tariff, 'energy')
  if (energy !== null && facts.energyWh === null) return { unpriced: 'meter-missing' }

  const sheet = new Sheet(tariff)
  const start = facts.startedAt.getTime()
  const end = Math.max(start, facts.until.getTime())
  const flat = componentFor(tariff, 'flat')
  if (flat !== null) {
    const delivered = facts.energyWh === null || facts.energyWh.greaterThan(0)
    sheet.add('start', 'session', flat.price, ONE, ONE, start, start, delivered ? 'per-session' : 'no-energy')
  }
  if (energy && facts.energyWh?.greaterThan(0)) {
    sheet.add('energy', 'kWh', energy.price, facts.energyWh, WH_PER_KWH, start, end, 'metered')
  }
  const time = componentFor(tariff, 'time')
  const idle = componentFor(tariff, 'idle')
  if (time !== null || idle !== null) {
    const use = timeUse(facts.startedAt, facts.until, facts.phases)
    if (time !== null && use.chargingMs > 0) {
      const [from, to] = [use.chargedFrom ?? start, use.chargedTo ?? end]
      sheet.add('time', 'min', time.price, new Decimal(use.chargingMs), MS_PER_MINUTE, from, to, 'charging-time')
    }
    const paid = idle === null ? null : idleAfterGrace(use.idle, (idle.graceSeconds ?? 0) * 1000)
    if (idle !== null && paid !== null) {
      sheet.add(
        'idle',
        'min',
        idle.price,
        new Decimal(paid.idleMs),
        MS_PER_MINUTE,
        paid.from,
        paid.to,
        'idle-after-grace',
      )
    }
  }
  return sheet.isPlausible() ? sheet.price() : { unpriced: 'sum-implausible' }
}

export const isPriced = (price: Price | Unpriced): price is Price => !('unpriced' in price)

const ONE = new Decimal(1)
const WH_PER_KWH = new Decimal(1000)
const MS_PER_MINUTE = new Decimal(60_000)
const ZERO = new Decimal(0)
/** No charge costs this; a meter gone mad might, and no column could hold it. */
const LARGEST_SUM = new Decimal(1e9)

/** Collects lines and their sums. */
class Sheet {
  private readonly lines: PriceLine[] = []
  private readonly digits: number
  private readonly vatPercent: Decimal
  private total = ZERO
  private totalVat = ZERO

  constructor(private readonly tariff: TariffTerms) {
    this.digits = minorDigits(tariff.currency)
    this.vatPercent = new Decimal(tariff.vatPercent)
  }

  /** @param raw quantity in the exact small unit (Wh, ms), of which `perUnit` make one unit of the rate */
  add(
    kind: PriceLine['kind'],
    unit: PriceLine['unit'],
    rate: string,
    raw: Decimal,
    perUnit: Decimal,
    from: number,
    to: number,
    reason: LineReason,
  ): void {
    const said = roundMoney(raw.times(rate).dividedBy(perUnit), this.tariff.currency)
    const isIncluded = this.tariff.pricesIncludeVat
    const vat = roundMoney(
      said.times(this.vatPercent).dividedBy(isIncluded ? this.vatPercent.plus(100) : 100),
      this.tariff.currency,
    )
    const amount = isIncluded ? said : said.plus(vat)
    this.total = this.total.plus(amount)
    this.totalVat = this.totalVat.plus(vat)
    this.lines.push({
      kind,
      quantity: raw.dividedBy(perUnit).toDecimalPlaces(6).toFixed(),
      unit,
      rate,
      amount: amount.toFixed(this.digits),
      vat: vat.toFixed(this.digits),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      reason,
    })
  }

  isPlausible(): boolean {
    return this.total.lessThan(LARGEST_SUM)
  }

  price(): Price {
    return {
      currency: this.tariff.currency,
      lines: this.lines,
      totalExclVat: this.total.minus(this.totalVat).toFixed(this.digits),
      vat: this.totalVat.toFixed(this.digits),
      total: this.total.toFixed(this.digits),
    }
  }
}
