import { Decimal } from '../kernel/money'
import { HOUR_MS } from '../kernel/time'
import { timeUse } from './idle-time'
import type { SessionFacts } from './price-session'
import type { Draw, EnergyKnot, Stretch, Usage } from './usage'

/** Where a session has no site, clocks are those of the country this program is made for. */
export const DEFAULT_TIME_ZONE = 'Europe/Stockholm'
/** Between a phase and neutral: what turns power into current where the meter's current is not at hand. */
const PHASE_VOLTAGE = 230
const ZERO = new Decimal(0)

/** A session's facts as rating takes them. What a tariff does not ask for is not worked out. */
export class SessionUsage implements Usage {
  readonly start: number
  readonly end: number
  readonly reserved: readonly Stretch[] = []
  readonly isReservationExpired = false
  private use: ReturnType<typeof timeUse> | undefined
  private energy: readonly EnergyKnot[] | undefined

  constructor(private readonly facts: SessionFacts) {
    this.start = facts.startedAt.getTime()
    this.end = Math.max(this.start, facts.until.getTime())
  }

  get energyWh(): Decimal | null {
    return this.facts.energyWh
  }

  get timeZone(): string {
    return this.facts.timeZone ?? DEFAULT_TIME_ZONE
  }

  charging(): readonly Stretch[] {
    return this.timeUse().charging
  }

  idle(): readonly Stretch[] {
    return this.timeUse().idle
  }

  knots(): readonly EnergyKnot[] {
    this.energy ??= knotsOf(this.start, this.end, this.facts.energyWh ?? ZERO, this.facts.readings ?? [])
    return this.energy
  }

  /** From the meter's own energy: what was drawn on average between two readings. */
  draws(): readonly Draw[] {
    const knots = this.knots()
    return knots.slice(1).flatMap((after, index) => {
      const before = knots[index]!
      if (after.at <= before.at) return []
      const power = after.wh
        .minus(before.wh)
        .times(HOUR_MS)
        .dividedBy(after.at - before.at)
      const [kw, ampere] = [power.dividedBy(1000).toNumber(), power.dividedBy(PHASE_VOLTAGE).toNumber()]
      const [powerKw, currentA] = [
        { least: kw, most: kw },
        { least: ampere, most: ampere },
      ]
      return [{ from: before.at, to: after.at, powerKw, currentA }]
    })
  }

  private timeUse(): ReturnType<typeof timeUse> {
    this.use ??= timeUse(this.facts.startedAt, this.facts.until, this.facts.phases)
    return this.use
  }
}

/** Readings between start and end, never falling, never above the whole; several of one moment: the highest. */
function knotsOf(
  start: number,
  end: number,
  total: Decimal,
  readings: NonNullable<SessionFacts['readings']>,
): readonly EnergyKnot[] {
  const knots: EnergyKnot[] = [{ at: start, wh: ZERO }]
  const inside = readings.flatMap(({ at, energyWh }) =>
    at > start && at < end ? [{ at, energyWh: new Decimal(energyWh) }] : [],
  )
  let highest = ZERO
  for (const { at, energyWh } of inside.sort((a, b) => a.at - b.at || a.energyWh.comparedTo(b.energyWh))) {
    highest = Decimal.min(total, Decimal.max(highest, energyWh))
    if (knots.at(-1)!.at === at && knots.length > 1) knots.pop()
    knots.push({ at, wh: highest })
  }
  knots.push({ at: end, wh: total })
  return knots
}
