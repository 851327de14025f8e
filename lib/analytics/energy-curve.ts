import { Decimal } from '../kernel/money'
import { HOUR_MS, MINUTE_MS } from '../kernel/time'

/** What a session had delivered at a moment (milliseconds since the epoch). */
export interface EnergyPoint {
  readonly at: number
  readonly energyWh: Decimal
}

/** A session's energy over time: from nothing at its start, never falling, straight between what the meter said. */
export type EnergyCurve = readonly EnergyPoint[]

const ZERO = new Decimal(0)
/** What the meter's columns hold. */
const DECIMALS = 3
const SLOT_MS = 5 * MINUTE_MS

/**
 * @param readings in any order; what lies outside the session (a wrong clock) is moved to its edge
 * @param end null while the session runs
 */
export function energyCurve(startedAt: number, readings: readonly EnergyPoint[], end: EnergyPoint | null): EnergyCurve {
  const lastAt = end === null ? Number.POSITIVE_INFINITY : Math.max(startedAt, end.at)
  const inTime = readings
    .map(({ at, energyWh }) => ({ at: Math.min(Math.max(at, startedAt), lastAt), energyWh }))
    .sort((a, b) => a.at - b.at)
  const curve: EnergyPoint[] = [{ at: startedAt, energyWh: ZERO }]
  for (const { at, energyWh } of inTime) {
    const believed = end === null ? energyWh : Decimal.min(energyWh, end.energyWh)
    curve.push({ at, energyWh: Decimal.max(believed, curve.at(-1)!.energyWh) })
  }
  if (end !== null) curve.push({ at: lastAt, energyWh: end.energyWh })
  return curve
}

/**
 * Wh delivered in [from, to). Exact in the sum: what neighbouring intervals get adds up to what was delivered over both, because each
 * boundary is rounded once and used by both.
 */
export const energyBetween = (curve: EnergyCurve, from: number, to: number): Decimal =>
  energyAt(curve, to).minus(energyAt(curve, from))

/** What had been delivered just before the moment. */
function energyAt(curve: EnergyCurve, at: number): Decimal {
  const next = curve.findIndex((point) => point.at >= at)
  if (next < 0) return curve.at(-1)?.energyWh ?? ZERO
  const after = curve[next]!
  const before = curve[next - 1]
  if (before === undefined) return ZERO
  const share = new Decimal(at - before.at).dividedBy(after.at - before.at)
  return before.energyWh.plus(after.energyWh.minus(before.energyWh).times(share)).toDecimalPlaces(DECIMALS)
}

/** The highest power (W) the curves drew together over any five minutes of the hour that begins at `from`. */
export function peakPowerW(curves: readonly EnergyCurve[], from: number): Decimal {
  let peak = ZERO
  for (let slot = from; slot < from + HOUR_MS; slot += SLOT_MS) {
    const energyWh = curves.reduce((sum, curve) => sum.plus(energyBetween(curve, slot, slot + SLOT_MS)), ZERO)
    peak = Decimal.max(peak, energyWh.times(HOUR_MS / SLOT_MS))
  }
  return peak.toDecimalPlaces(1)
}
