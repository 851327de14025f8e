import type { ChargingProfile, RateUnit } from '@/lib/charging-limits/charging-profile'
import type { CompositeAnswer } from '@/lib/charging-limits/composite-answer'
import { compositeLimit, inUnit, type LimitedSession } from '@/lib/charging-limits/composite-limit'
import { type Stretch, unrollProfile } from '@/lib/charging-limits/unroll-profile'
import { SECOND_MS } from '@/lib/kernel/time'

export interface LimitQuestion {
  readonly profiles: readonly ChargingProfile[]
  readonly evse: number
  readonly session: LimitedSession | null
  readonly unit: RateUnit
  /** epoch ms */
  readonly from: number
  readonly to: number
  /** What the station says itself. */
  readonly said: CompositeAnswer | null
}

export interface LimitPoint {
  readonly at: number
  /** What all comes to; null: no limit. */
  readonly may: number | null
  readonly said: number | null
  /** One per profile asked about, in their order. */
  readonly each: readonly (number | null)[]
}

/**
 * The steps of a chart of limits: a point where anything changes, and one just before it, for a line that ends is drawn up to its last
 * point only.
 */
export function limitPoints({ profiles, evse, session, unit, from, to, said }: LimitQuestion): LimitPoint[] {
  const may = compositeLimit({ profiles, evse, session, unit, from: new Date(from), to: new Date(to) })
  const unrolling = { from, to, chargingFrom: session?.startedAt.getTime() ?? from, zone: 'UTC' }
  const each = profiles.map((profile) => ({ profile, pieces: unrollProfile(profile, unrolling) }))
  const edges = new Set(edgesOf(said))
  for (const piece of [...may, ...each.flatMap(({ pieces }) => pieces)]) edges.add(piece.from).add(piece.to)
  const within = [...edges].filter((at) => at > from && at < to)
  const moments = [...new Set([from, ...within, ...within.map((at) => at - 1), to - 1])].sort((a, b) => a - b)
  return moments.map((at) => ({
    at,
    may: pieceAt(may, at)?.limit ?? null,
    said: said && saidAt(said, at, unit),
    each: each.map(({ profile, pieces }) => {
      const period = pieceAt(pieces, at)?.period
      if (period === undefined || period.limit === null) return null
      return inUnit(period.limit, profile.schedule.unit, unit, period.phases ?? 3)
    }),
  }))
}

const pieceAt = <Piece extends Stretch>(pieces: readonly Piece[], at: number): Piece | undefined =>
  pieces.find((one) => one.from <= at && at < one.to)

const instantOf = (said: CompositeAnswer, seconds: number) => Date.parse(said.startAt) + seconds * SECOND_MS
const endOf = (said: CompositeAnswer) => instantOf(said, said.durationSeconds ?? Infinity)

const edgesOf = (said: CompositeAnswer | null): number[] =>
  said === null ? [] : [...said.periods.map(({ startSeconds }) => instantOf(said, startSeconds)), endOf(said)]

function saidAt(said: CompositeAnswer, at: number, unit: RateUnit): number | null {
  const period =
    at < endOf(said) ? said.periods.findLast(({ startSeconds }) => instantOf(said, startSeconds) <= at) : undefined
  return period === undefined || period.limit === null
    ? null
    : inUnit(period.limit, said.unit, unit, period.phases ?? 3)
}
