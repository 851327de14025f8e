import { offsetMs } from '../kernel/local-day'
import { DAY_MS, SECOND_MS } from '../kernel/time'
import type { ChargingProfile, SchedulePeriod } from './charging-profile'

/** A stretch of time, half-open, epoch ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** One period of a profile, where it falls. */
export interface Piece extends Stretch {
  readonly period: SchedulePeriod
}

export interface Unrolling extends Stretch {
  /** When charging began (or would begin): what relative schedules count from. */
  readonly chargingFrom: number
  /** IANA zone whose clock repeats a schedule every day or week. Stations count in UTC unless they have been told otherwise. */
  readonly zone: string
}

const CYCLE_DAYS = { 'recurring-daily': 1, 'recurring-weekly': 7 } as const

/**
 * Where each period of a profile falls within a stretch of time. Sources: OCPP 1.6 §3.13 and §7.8, 2.0.1 K01; a recurring schedule never
 * runs into its next round, and is not there before its first.
 */
export function unrollProfile(profile: ChargingProfile, unrolling: Unrolling): Piece[] {
  const { schedule, validFrom, validTo } = profile
  const window = clip(unrolling, validFrom?.getTime() ?? Number.NEGATIVE_INFINITY, validTo?.getTime() ?? Infinity)
  if (window === null) return []
  const durationMs = schedule.durationSeconds === null ? Infinity : schedule.durationSeconds * SECOND_MS
  return rounds(profile, window, unrolling).flatMap((round) =>
    schedule.periods.flatMap((period, index) => {
      const next = schedule.periods[index + 1]
      const until = next === undefined ? Infinity : round.from + next.startSeconds * SECOND_MS
      const end = Math.min(until, round.from + durationMs, round.to)
      const piece = clip(window, round.from + period.startSeconds * SECOND_MS, end)
      return piece === null ? [] : [{ ...piece, period }]
    }),
  )
}

/** When the schedule begins, each time it does, and when its next round would end it. */
function rounds(profile: ChargingProfile, window: Stretch, { chargingFrom, zone }: Unrolling): Stretch[] {
  const { kind, schedule, purpose } = profile
  const startAt = schedule.startAt === null ? null : Date.parse(schedule.startAt)
  const came = profile.validFrom?.getTime() ?? profile.setAt.getTime()
  switch (kind) {
    case 'relative':
      return [{ from: chargingFrom, to: Infinity }]
    case 'absolute':
    case 'dynamic': {
      // Without an instant of its own a session's schedule counts from the start of charging, the station's from when it came.
      const isOfSession = purpose === 'tx' || purpose === 'tx-default' || purpose === 'priority'
      return [{ from: startAt ?? (isOfSession ? chargingFrom : came), to: Infinity }]
    }
    case 'recurring-daily':
    case 'recurring-weekly':
      return repeats(startAt ?? came, CYCLE_DAYS[kind], window, zone)
  }
}

/** The same wall-clock time again and again, so a day of it has 23 or 25 hours where the zone's clocks change. */
function repeats(first: number, cycleDays: number, window: Stretch, zone: string): Stretch[] {
  const wall = first + offsetMs(first, zone)
  const at = (round: number) => instantOf(wall + round * cycleDays * DAY_MS, zone)
  const result: Stretch[] = []
  for (let round = Math.max(0, Math.floor((window.from - first) / (cycleDays * DAY_MS)) - 1); ; round += 1) {
    const from = at(round)
    if (from >= window.to) return result
    const to = at(round + 1)
    if (to > window.from) result.push({ from, to })
  }
}

/** A wall-clock time as an instant; where clocks skip it, right after the gap's length. */
function instantOf(wall: number, zone: string): number {
  const guess = wall - offsetMs(wall, zone)
  return wall - offsetMs(guess, zone)
}

function clip({ from, to }: Stretch, earliest: number, latest: number): Stretch | null {
  const clipped = { from: Math.max(from, earliest), to: Math.min(to, latest) }
  return clipped.from < clipped.to ? clipped : null
}
