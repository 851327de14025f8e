import { DAY_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'
import {
  type ChargingProfile,
  permittedLimit,
  type RateUnit,
  type Schedule,
  type SchedulePeriod,
} from './charging-profile'
import { compositeLimit, inUnit, type LimitSegment } from './composite-limit'
import { unrollProfile } from './unroll-profile'

/** What a car asks for over ISO 15118. */
export interface ChargingNeeds {
  readonly currentType: 'ac' | 'dc'
  readonly maxCurrentA: number | null
  readonly minCurrentA: number | null
  readonly maxVoltageV: number | null
  readonly maxPowerW: number | null
  readonly phases: number
  readonly departureAt: Date | null
  /** The most periods its charger can take in a schedule. */
  readonly maxPeriods: number | null
}

/** Where it charges and what holds there. */
export interface ChargingPlace {
  readonly evse: number
  /** What the outlet can give; null: unknown. */
  readonly maxPowerW: number | null
  readonly profiles: readonly ChargingProfile[]
  readonly zone: string
}

/** ISO 15118-2 knows no longer schedules. */
const LONGEST_MS = DAY_MS
const SHORTEST_MS = MINUTE_MS
/** OCPP 2.0.1's own most. */
const MOST_PERIODS = 1024

/**
 * The schedule a car is offered: as much as it can take, within what the outlet can give and what limits on the station and from
 * outside leave, until it departs (a day at most). A period that would be below what it can charge with is a pause. Where it can hold
 * fewer periods than there are, its last one stays at the lowest of the rest. Null: nothing is known that could be planned with.
 */
export function planCharging(needs: ChargingNeeds, place: ChargingPlace, now: Date): Schedule | null {
  const unit: RateUnit = needs.currentType === 'ac' ? 'A' : 'W'
  const most = mostOf(needs, place, unit)
  const segments = limitsFor(place, now, endOf(needs, now), unit, needs.phases)
  if (most === null && segments.every(({ limit }) => limit === null)) return null
  const least = unit === 'A' ? (needs.minCurrentA ?? 0) : 0
  const phases = unit === 'A' ? needs.phases : null
  const periods = segments.map(({ from, limit }): SchedulePeriod => {
    const allowed = permittedLimit(Math.min(most ?? Infinity, limit ?? most ?? 0), unit, phases)
    return { startSeconds: secondsFrom(now, from), limit: allowed < least ? 0 : allowed, phases }
  })
  return {
    unit,
    startAt: now.toISOString(),
    durationSeconds: secondsFrom(now, segments.at(-1)!.to),
    periods: fewer(periods, Math.min(needs.maxPeriods ?? MOST_PERIODS, MOST_PERIODS)),
  }
}

/**
 * The schedule a car says it will follow, held to what it may: null when it keeps to it, else the same with what was too much cut off.
 * What holds for the session itself counts here, for that is what it was offered.
 */
export function correctSchedule(
  said: Schedule,
  place: ChargingPlace & { readonly transactionId: string | null; readonly phases: number },
  now: Date,
): Schedule | null {
  const from = new Date(said.startAt === null ? now : Date.parse(said.startAt))
  const start = Math.max(from.getTime(), now.getTime())
  const to = Math.min(from.getTime() + (said.durationSeconds ?? LONGEST_MS / SECOND_MS) * SECOND_MS, start + LONGEST_MS)
  if (start >= to) return null
  const pieces = unrollProfile(asProfile({ ...said, startAt: from.toISOString() }, now), {
    from: start,
    to,
    chargingFrom: from.getTime(),
    zone: place.zone,
  })
  const limits = compositeLimit({
    profiles: place.profiles,
    evse: place.evse,
    from: new Date(start),
    to: new Date(to),
    unit: said.unit,
    session: { transactionId: place.transactionId, startedAt: from },
    phases: place.phases,
    zone: place.zone,
  })
  let isTooMuch = false
  const periods: SchedulePeriod[] = []
  for (const edge of [...new Set([...pieces, ...limits].map((one) => one.from))].sort((a, b) => a - b)) {
    const piece = pieces.find((one) => one.from <= edge && edge < one.to)
    const allowed = limits.find((one) => one.from <= edge && edge < one.to)?.limit ?? null
    const wanted = piece?.period.limit ?? 0
    // Half a tenth is rounding, not greed.
    if (allowed !== null && wanted > allowed + 0.05) isTooMuch = true
    const phases = piece?.period.phases ?? null
    periods.push({
      startSeconds: secondsFrom(new Date(start), edge),
      limit: permittedLimit(Math.min(wanted, allowed ?? Infinity), said.unit, phases),
      phases,
    })
  }
  if (!isTooMuch) return null
  const startAt = new Date(start).toISOString()
  return {
    unit: said.unit,
    startAt,
    durationSeconds: secondsFrom(new Date(start), to),
    periods: fewer(periods, MOST_PERIODS),
  }
}

/** Everything that holds at the place whoever charges there: a session's own profile is what is being planned. */
function limitsFor(place: ChargingPlace, from: Date, to: Date, unit: RateUnit, phases: number): LimitSegment[] {
  const profiles = place.profiles.filter(({ purpose }) => purpose !== 'tx')
  return compositeLimit({ profiles, evse: place.evse, from, to, unit, session: null, phases, zone: place.zone })
}

function mostOf(needs: ChargingNeeds, { maxPowerW }: ChargingPlace, unit: RateUnit): number | null {
  const { maxCurrentA, maxVoltageV } = needs
  const known =
    unit === 'A'
      ? [maxCurrentA, maxPowerW && inUnit(maxPowerW, 'W', 'A', needs.phases)]
      : [needs.maxPowerW, maxCurrentA !== null && maxVoltageV !== null ? maxCurrentA * maxVoltageV : null, maxPowerW]
  const limits = known.filter((one): one is number => one !== null && one > 0)
  return limits.length === 0 ? null : Math.min(...limits)
}

function endOf({ departureAt }: ChargingNeeds, now: Date): Date {
  const asked = departureAt === null ? LONGEST_MS : departureAt.getTime() - now.getTime()
  // A departure that has passed is a clock gone wrong or a driver who is late: the car is still here.
  const duration = asked <= 0 ? LONGEST_MS : Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS)
  return new Date(now.getTime() + duration)
}

/** Neighbours that say the same are one; what does not fit is covered by the last that does, at the lowest of the rest. */
function fewer(periods: readonly SchedulePeriod[], most: number): SchedulePeriod[] {
  const distinct = periods.filter(
    (period, index) =>
      index === 0 || period.limit !== periods[index - 1]!.limit || period.phases !== periods[index - 1]!.phases,
  )
  if (distinct.length <= most) return distinct
  const kept = distinct.slice(0, Math.max(1, most))
  const rest = distinct.slice(kept.length - 1).map(({ limit }) => limit ?? 0)
  kept[kept.length - 1] = { ...kept.at(-1)!, limit: Math.min(...rest) }
  return kept
}

const secondsFrom = (start: Date, at: number) => Math.round((at - start.getTime()) / SECOND_MS)

const asProfile = (schedule: Schedule, now: Date): ChargingProfile => ({
  profileId: 0,
  evse: 0,
  stackLevel: 0,
  purpose: 'tx',
  kind: 'absolute',
  transactionId: null,
  validFrom: null,
  validTo: null,
  schedule,
  source: 'us',
  setAt: now,
})

/** How many phases a car will use, as OCPP names its energy transfer ("AC_three_phase"). */
export const phasesOf = (transfer: string): number => (/single/i.test(transfer) ? 1 : /two/i.test(transfer) ? 2 : 3)
