import { compileTariff } from '../tariffs/compile-tariff'
import { cutUsage } from '../tariffs/cut-usage'
import type { PriceLine, SessionFacts } from '../tariffs/price-session'
import { SessionUsage } from '../tariffs/session-usage'
import type { TariffTerms } from '../tariffs/tariff'

/** Where a session was cut because its price changed, and how much had been charged by then. Instants ISO 8601, energies in Wh. */
export interface Cut {
  readonly at: string
  readonly energyWh: string
  /** The readings on both sides, between which the energy was spread; the same twice: the meter was read at that very moment. */
  readonly before: CutReading
  readonly after: CutReading
}
export interface CutReading {
  readonly at: string
  readonly energyWh: string
}

/** The boundaries at which one price ended and another began. None for a tariff whose prices always hold. */
export function explainCuts(terms: TariffTerms, facts: SessionFacts, lines: readonly PriceLine[]): Cut[] {
  const { conditions } = compileTariff(terms)
  if (conditions.length === 0 || facts.energyWh === null) return []
  const usage = new SessionUsage(facts)
  const knots = usage.knots()
  const edges = new Set(lines.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]))
  return cutUsage(usage, conditions)
    .slice(0, -1)
    .flatMap(({ to, toWh }): Cut[] => {
      if (!edges.has(to) || toWh === null) return []
      const next = knots.findIndex(({ at }) => at >= to)
      const after = knots[next]!
      const before = after.at === to ? after : knots[next - 1]!
      const read = ({ at, wh }: typeof after): CutReading => ({ at: iso(at), energyWh: wh.toFixed() })
      return [{ at: iso(to), energyWh: toWh.toDecimalPlaces(3).toFixed(), before: read(before), after: read(after) }]
    })
}

const iso = (at: number) => new Date(at).toISOString()
