import { Decimal } from '../kernel/money'
import type { Range } from './restrictions'

/** So many milliseconds of one kind of time between two instants, evenly spread. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly ms: number
}

/** Energy since the session began, at an instant. */
export interface EnergyKnot {
  readonly at: number
  readonly wh: Decimal
}

/** What the vehicle drew between two instants. */
export interface Draw {
  readonly from: number
  readonly to: number
  readonly currentA: Range | null
  readonly powerKw: Range | null
}

/**
 * What a session used and when: all that rating looks at, whoever told it (our own meter, a CDR, a question of what it would cost).
 * Instants are epoch ms. Stretches of a kind are in order and do not overlap.
 */
export interface Usage {
  readonly start: number
  readonly end: number
  /** In all, Wh; null when the meter never said enough to know. */
  readonly energyWh: Decimal | null
  /** In order, the first 0 at the start, the last all of it at the end. Between two it is spread evenly over the charging, else over the time. */
  knots(): readonly EnergyKnot[]
  /** Time in which the vehicle could charge. */
  charging(): readonly Stretch[]
  /** Time in which it asked for no power. */
  idle(): readonly Stretch[]
  /** Time before, for which the place was held. */
  readonly reserved: readonly Stretch[]
  readonly isReservationExpired: boolean
  draws(): readonly Draw[]
  /** IANA zone of the site, whose clocks the tariff means. */
  readonly timeZone: string
}

/** Milliseconds of these stretches before an instant; whole ones. */
export function amountUntil(stretches: readonly Stretch[], at: number): number {
  let sum = 0
  for (const { from, to, ms } of stretches) {
    if (to <= at) sum += ms
    else if (from < at) sum += Math.round((ms * (at - from)) / (to - from))
    else break
  }
  return sum
}

/** When the stretches' sum goes beyond an amount; null when it never does. */
export function instantBeyond(stretches: readonly Stretch[], amount: number): number | null {
  let sum = 0
  for (const { from, to, ms } of stretches) {
    if (ms > 0 && sum + ms > amount) {
      return amount <= sum ? from : from + Math.round(((to - from) * (amount - sum)) / ms)
    }
    sum += ms
  }
  return null
}

/** When the stretches' sum last grew, up to an instant. */
export function lastGrowth(stretches: readonly Stretch[], until: number): number | null {
  let last: number | null = null
  for (const { from, to, ms } of stretches) if (ms > 0 && from < until) last = Math.min(to, until)
  return last
}

/** Energy since the start, at an instant within the session. @param usage with its energy known */
export function energyUntil(usage: Usage, at: number): Decimal {
  const knots = usage.knots()
  let index = 0
  // At a knot that stands twice the meter jumped: the jump belongs to what went before.
  while (index + 1 < knots.length && knots[index + 1]!.at <= at) index += 1
  const before = knots[index]!
  const after = knots[index + 1]
  if (after === undefined || at <= before.at || before.wh.equals(after.wh)) return before.wh
  const charging = usage.charging()
  const charged = amountUntil(charging, before.at)
  const whole = amountUntil(charging, after.at) - charged
  const [part, all] = whole > 0 ? [amountUntil(charging, at) - charged, whole] : [at - before.at, after.at - before.at]
  return before.wh.plus(after.wh.minus(before.wh).times(part).dividedBy(all))
}

/** When so much energy had been delivered, to the millisecond; null when all of it was not more than that. */
export function instantOfEnergy(usage: Usage, wh: number): number | null {
  if (wh <= 0 || usage.energyWh === null || usage.energyWh.lessThanOrEqualTo(wh)) return null
  const knots = usage.knots()
  const index = knots.findIndex((knot) => knot.wh.greaterThanOrEqualTo(wh))
  const [before, after] = [knots[index - 1], knots[index]]
  if (before === undefined || after === undefined) return null
  // Multiplied first: a whole millisecond stays one.
  const partOf = (ms: number) =>
    new Decimal(wh).minus(before.wh).times(ms).dividedBy(after.wh.minus(before.wh)).ceil().toNumber()
  const charging = usage.charging()
  const charged = amountUntil(charging, before.at)
  const whole = amountUntil(charging, after.at) - charged
  if (whole <= 0) return before.at + partOf(after.at - before.at)
  return instantOf(charging, charged + partOf(whole)) ?? after.at
}

/** When the stretches' sum first is an amount; null when it never is so much. */
function instantOf(stretches: readonly Stretch[], amount: number): number | null {
  let sum = 0
  for (const { from, to, ms } of stretches) {
    if (ms > 0 && sum + ms >= amount) return from + Math.round(((to - from) * (amount - sum)) / ms)
    sum += ms
  }
  return null
}
