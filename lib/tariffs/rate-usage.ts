import { Decimal } from '../kernel/money'
import type { Agreement } from './agreement'
import { type CompiledTariff, type Rate, type Subject, saidFor } from './compile-tariff'
import { cutUsage, type Slice, wholeOf } from './cut-usage'
import { priceSpot, type SpotPart, type SpotQuarter } from './spot'
import { stepUp } from './step-size'
import { amountUntil, instantBeyond, lastGrowth, type Stretch, type Usage } from './usage'

/** What one price of a tariff comes to, before any rounding. */
export interface RatedLine {
  readonly kind: 'start' | 'energy' | 'time' | 'idle' | 'reservation'
  readonly rate: Rate
  /** Decimal string per unit, as the tariff states it; of a spot price the mean. */
  price: string
  /** Wh, ms or 1. */
  raw: Decimal
  /** raw × price, with or without VAT as the tariff has it. */
  said: Decimal
  readonly from: number
  to: number
  readonly reason: LineReason
  /** The quarters of an hour a spot price is made of. */
  readonly parts: SpotPart[] | null
}

/** Why a line is there; codes, the edges have the words. `no-energy`: a start fee for a session that delivered nothing. */
export type LineReason =
  | 'per-session'
  | 'no-energy'
  | 'metered'
  | 'charging-time'
  | 'idle-after-grace'
  | 'reserved'
  | 'reservation-expired'
  | 'spot'
  | 'spot-fallback'
  | 'plan-included'
  | 'plan-price'
  | 'discount'
  | 'idle-cap'
  | 'minimum'
  | 'maximum'
  | 'session-cap'
  | 'month-cap'

export const SPOT_MISSING = 'spot-missing'
const ONE = new Decimal(1)
const ZERO = new Decimal(0)

/** Rates a session's usage: every line that its tariff gives, in the order start, energy, time, idling, reservation. Pure. */
export function rateUsage(
  tariff: CompiledTariff,
  usage: Usage,
  spot: ReadonlyMap<number, SpotQuarter>,
  agreement: Agreement | null,
): RatedLine[] | typeof SPOT_MISSING {
  const { rates } = tariff
  let cut: readonly Slice[] | undefined
  const hasReservation = usage.reserved.length > 0
  // What always holds is not cut: a plain tariff costs no more to work out than its sums.
  const slicesFor = (subject: Subject): readonly Slice[] => {
    const list = rates[subject]
    if (list[0]?.condition === null && !(hasReservation && subject === 'flat')) return [wholeOf(usage)]
    cut ??= cutUsage(usage, tariff.conditions)
    return cut
  }
  const lines: RatedLine[] = []
  if (rates.flat.length > 0) lines.push(...flatLine(rates.flat, slicesFor('flat'), usage))
  if (rates.energy.length > 0 && usage.energyWh?.greaterThan(0)) {
    const energy = energyLines(tariff, slicesFor('energy'), usage, spot, agreement)
    if (energy === null) return SPOT_MISSING
    stepUp(energy)
    lines.push(...energy)
  }
  const time =
    rates.time.length === 0
      ? []
      : timeLines('time', rates.time, slicesFor('time'), usage.charging(), agreement?.freeChargingSeconds ?? 0)
  const idle =
    rates.idle.length === 0
      ? []
      : timeLines('idle', rates.idle, slicesFor('idle'), usage.idle(), agreement?.freeIdleSeconds ?? 0)
  // Steps of time count once: where idling is paid it alone is rounded up (OCPI).
  stepUp(idle.length > 0 ? idle : time)
  lines.push(...time, ...idle)
  if (hasReservation) lines.push(...reservationLines(tariff, slicesFor, usage))
  return lines
}

/** The first of a dimension's prices that holds. */
const active = (rates: readonly Rate[], slice: Slice): Rate | undefined =>
  rates.find(({ condition }) => condition === null || (slice.moment !== null && condition.holds(slice.moment)))

/** Once, the first time one is active. */
function flatLine(rates: readonly Rate[], slices: readonly Slice[], { energyWh }: Usage): RatedLine[] {
  for (const slice of slices) {
    const rate = slice.isReserved ? undefined : active(rates, slice)
    if (rate === undefined) continue
    const delivered = energyWh === null || energyWh.greaterThan(0)
    return [fee('start', rate, slice.from, delivered ? 'per-session' : 'no-energy')]
  }
  return []
}

const fee = (kind: 'start' | 'reservation', rate: Rate, at: number, reason: LineReason): RatedLine => ({
  kind,
  rate,
  price: rate.price,
  raw: ONE,
  said: rate.priceDecimal,
  from: at,
  to: at,
  reason,
  parts: null,
})

/** The kWh a plan has paid come first, of those that have a price; the rest has the plan's price, the exchange's or the tariff's. Null: an exchange price is missing. */
function energyLines(
  tariff: CompiledTariff,
  slices: readonly Slice[],
  usage: Usage,
  spot: ReadonlyMap<number, SpotQuarter>,
  agreement: Agreement | null,
): RatedLine[] | null {
  let leftWh = new Decimal(agreement?.includedWh ?? 0)
  const planPrice = agreement?.energyPrice
  const lines: RatedLine[] = []
  for (const slice of slices) {
    const rate = active(tariff.rates.energy, slice)
    const [fromWh, toWh] = [slice.fromWh!, slice.toWh!]
    if (rate === undefined || toWh.equals(fromWh)) continue
    let paidFrom = fromWh
    if (!leftWh.isZero()) {
      const included = Decimal.min(toWh.minus(fromWh), leftWh)
      leftWh = leftWh.minus(included)
      paidFrom = fromWh.plus(included)
      add(lines, 'energy', rate, '0', included, ZERO, slice, 'plan-included')
    }
    const paid = paidFrom.isZero() ? toWh : toWh.minus(paidFrom)
    if (paid.isZero()) continue
    if (rate.spot !== null && planPrice === undefined) {
      const priced = priceSpot(rate, tariff, spot, usage, slice, paidFrom)
      if (priced === null) return null
      const mean = priced.said.times(rate.perUnit).dividedBy(paid).toDecimalPlaces(6).toFixed()
      const reason = priced.hasFallback ? 'spot-fallback' : 'spot'
      add(lines, 'energy', rate, mean, paid, priced.said, slice, reason, priced.parts)
    } else {
      const said = planPrice === undefined ? saidFor(paid, rate) : paid.times(planPrice).dividedBy(rate.perUnit)
      const reason = planPrice === undefined ? 'metered' : 'plan-price'
      add(lines, 'energy', rate, planPrice ?? rate.price, paid, said, slice, reason)
    }
  }
  return lines
}

/** Time after what is free of it, in each slice; `to` and `from` are when it was really used. */
function timeLines(
  kind: 'time' | 'idle' | 'reservation',
  rates: readonly Rate[],
  slices: readonly Slice[],
  stretches: readonly Stretch[],
  freeSeconds: number,
  reason: LineReason = kind === 'idle' ? 'idle-after-grace' : 'charging-time',
): RatedLine[] {
  const lines: RatedLine[] = []
  if (stretches.length === 0) return lines
  for (const slice of slices) {
    const rate = active(rates, slice)
    if (rate === undefined) continue
    const isLast = slice === slices.at(-1)
    const used = amountUntil(stretches, isLast ? Number.POSITIVE_INFINITY : slice.to)
    const paidFrom = Math.max(amountUntil(stretches, slice.from), rate.graceMs + freeSeconds * 1000)
    if (used <= paidFrom) continue
    const raw = new Decimal(used - paidFrom)
    const from = Math.max(slice.from, instantBeyond(stretches, paidFrom) ?? slice.from)
    const to = lastGrowth(stretches, slice.to) ?? slice.to
    add(lines, kind, rate, rate.price, raw, saidFor(raw, rate), { from, to }, reason)
  }
  return lines
}

/** Time held and its fees. When it was never used the prices for that come before those for reserving, and both fees add up. */
function reservationLines(
  { rates }: CompiledTariff,
  slicesFor: (subject: Subject) => readonly Slice[],
  usage: Usage,
): RatedLine[] {
  const at = usage.reserved[0]!.from
  const lines: RatedLine[] = []
  const isExpired = usage.isReservationExpired
  for (const subject of isExpired ? (['reservedFlat', 'expiredFlat'] as const) : (['reservedFlat'] as const)) {
    const slices = slicesFor(subject).filter((slice) => slice.to > at)
    const rate = slices[0] && active(rates[subject], slices[0])
    if (rate) lines.push(fee('reservation', rate, at, subject === 'expiredFlat' ? 'reservation-expired' : 'reserved'))
  }
  const subject = isExpired && rates.expired.length > 0 ? 'expired' : 'reserved'
  const reason = subject === 'expired' ? 'reservation-expired' : 'reserved'
  const time =
    rates[subject].length === 0
      ? []
      : timeLines('reservation', rates[subject], slicesFor(subject), usage.reserved, 0, reason)
  stepUp(time)
  return [...lines, ...time]
}

/** Another slice at the same price belongs to the same line: only where the price changes a new one begins. */
function add(
  lines: RatedLine[],
  kind: RatedLine['kind'],
  rate: Rate,
  price: string,
  raw: Decimal,
  said: Decimal,
  { from, to }: { readonly from: number; readonly to: number },
  reason: LineReason,
  parts: readonly SpotPart[] | null = null,
): void {
  const last = lines.at(-1)
  if (last === undefined || last.rate !== rate || last.reason !== reason) {
    lines.push({ kind, rate, price, raw, said, from, to, reason, parts: parts && [...parts] })
    return
  }
  last.raw = last.raw.plus(raw)
  last.said = last.said.plus(said)
  last.to = to
  if (parts !== null && last.parts !== null) {
    last.parts.push(...parts)
    last.price = last.said.times(rate.perUnit).dividedBy(last.raw).toDecimalPlaces(6).toFixed()
  }
}
