import type { ChargingProfile, RateUnit } from '@/lib/charging-limits/charging-profile'
import type { CompositeAnswer } from '@/lib/charging-limits/composite-answer'
import { compositeLimit, inUnit, type LimitedSession } from '@/lib/charging-limits/composite-limit'
import { unrollProfile } from '@/lib/charging-limits/unroll-profile'
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

/** The steps of a chart of limits: one point where anything changes, and one at the end. */
export function limitPoints({ profiles, evse, session, unit, from, to, said }: LimitQuestion): LimitPoint[] {
  const window = { from: new Date(from), to: new Date(to) }
  const may = compositeLimit({ ...window, profiles, evse, session, unit })
  const unrolling = { from, to, chargingFrom: session?.startedAt.getTime() ?? from, zone: 'UTC' }
  const each = profiles.map((profile) => ({ profile, pieces: unrollProfile(profile, unrolling) }))
  const steps = stepsOf(said).filter(({ at }) => at < to)
  const edges = new Set([from, to, ...steps.map(({ at }) => Math.max(at, from))])
  for (const piece of [...may, ...each.flatMap(({ pieces }) => pieces)]) edges.add(piece.from).add(piece.to)
  return [...edges]
    .sort((a, b) => a - b)
    .map((at) => {
      // The last point closes the last step: it says what held until then.
      const moment = at === to ? at - 1 : at
      return {
        at,
        may: may.find((one) => one.from <= moment && moment < one.to)?.limit ?? null,
        said: said && saidAt(said, steps, moment, unit),
        each: each.map(({ profile, pieces }) => {
          const period = pieces.find((one) => one.from <= moment && moment < one.to)?.period
          if (period === undefined || period.limit === null) return null
          return inUnit(period.limit, profile.schedule.unit, unit, period.phases ?? 3)
        }),
      }
    })
}

const stepsOf = (said: CompositeAnswer | null) =>
  said === null
    ? []
    : said.periods.map((period) => ({ ...period, at: Date.parse(said.startAt) + period.startSeconds * SECOND_MS }))

function saidAt(said: CompositeAnswer, steps: ReturnType<typeof stepsOf>, moment: number, unit: RateUnit) {
  const end = Date.parse(said.startAt) + (said.durationSeconds ?? Infinity) * SECOND_MS
  const step = moment < end ? steps.findLast(({ at }) => at <= moment) : undefined
  return step === undefined || step.limit === null ? null : inUnit(step.limit, said.unit, unit, step.phases ?? 3)
}
