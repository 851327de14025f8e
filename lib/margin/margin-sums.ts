import { Decimal } from '../kernel/money'

/** Sums over sessions, SEK without VAT, decimal strings. What has no known cost is in `net` and not in `costed…`. */
export interface MarginSums {
  readonly sessions: number
  readonly energyWh: string
  readonly net: string
  /** Sessions whose electricity and fees are known, and their sums. */
  readonly costed: number
  readonly costedNet: string
  readonly costedEnergyWh: string
  readonly cost: string
  readonly fees: string
}

/** What is left of the revenue; null while no session's cost is known. */
export function marginOf({ costed, costedNet, cost, fees }: MarginSums): Decimal | null {
  return costed === 0 ? null : new Decimal(costedNet).minus(cost).minus(fees)
}

/** Of the revenue that has a known cost, 0 to 1; null when there is none. */
export function marginShare(sums: MarginSums): number | null {
  const margin = marginOf(sums)
  return margin === null || new Decimal(sums.costedNet).lessThanOrEqualTo(0)
    ? null
    : margin.dividedBy(sums.costedNet).toNumber()
}

/** What is left of a kWh; null when none has a known cost. */
export function marginPerKwh(sums: MarginSums): Decimal | null {
  const margin = marginOf(sums)
  return margin === null || new Decimal(sums.costedEnergyWh).isZero()
    ? null
    : margin.times(1000).dividedBy(sums.costedEnergyWh)
}
