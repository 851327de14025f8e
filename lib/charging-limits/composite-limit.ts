import { type ChargingProfile, NOMINAL_VOLTAGE, type RateUnit } from './charging-profile'
import { type Piece, type Stretch, unrollProfile } from './unroll-profile'

/** The session whose limit is asked for; a transaction of null fits every session profile there (one that would begin now). */
export interface LimitedSession {
  readonly transactionId: string | null
  readonly startedAt: Date
}

export interface CompositeQuestion {
  readonly profiles: readonly ChargingProfile[]
  /** 0: the station as such, which no session profile limits. */
  readonly evse: number
  readonly from: Date
  readonly to: Date
  readonly unit: RateUnit
  /** Null: nobody charges there. Default limits are then shown as they would hold for who begins at `from`. */
  readonly session: LimitedSession | null
  /** What amperes and watts are worked into each other with where a period does not say. Three, as the standard has it. */
  readonly phases?: number
  /** See `Unrolling`. */
  readonly zone?: string
}

/** What may be drawn during a stretch of time. */
export interface LimitSegment extends Stretch {
  /** A per phase or W, as asked; null: no limit. */
  readonly limit: number | null
  readonly phases: number | null
  /** The profile that decides; null: none. */
  readonly profileId: number | null
}

/**
 * What a station will allow over time, worked out as it does itself: of each purpose the valid profile highest in the stack, of those
 * the lowest limit; a session's own profile replaces the default for sessions; one EVSE's default goes before the whole station's.
 * Sources: OCPP 1.6 §3.13.2 and errata 3.7, 2.0.1 K01.FR.21 and K08. Local generation and priority charging (2.1) need what only
 * the station knows, and are not counted.
 */
export function compositeLimit(question: CompositeQuestion): LimitSegment[] {
  const { from, to } = { from: question.from.getTime(), to: question.to.getTime() }
  if (from >= to) return []
  const layers = layersOf(question)
  const edges = new Set([from, to])
  for (const layer of layers) {
    for (const { pieces } of layer.flat()) for (const piece of pieces) edges.add(piece.from).add(piece.to)
  }
  const segments: LimitSegment[] = []
  const sorted = [...edges].sort((a, b) => a - b)
  for (let index = 1; index < sorted.length; index += 1) {
    const stretch = { from: sorted[index - 1]!, to: sorted[index]! }
    join(segments, { ...stretch, ...lowest(layers, stretch.from, question) })
  }
  return segments
}

interface Unrolled {
  readonly profile: ChargingProfile
  readonly pieces: readonly Piece[]
}

/** Per purpose: groups, of which the first that says anything counts, each with the highest in the stack first. */
type Layer = readonly (readonly Unrolled[])[]

function layersOf(question: CompositeQuestion): Layer[] {
  const { evse, session } = question
  const unrolling = {
    from: question.from.getTime(),
    to: question.to.getTime(),
    chargingFrom: (session?.startedAt ?? question.from).getTime(),
    zone: question.zone ?? 'UTC',
  }
  const unrolled = question.profiles
    .map((profile): Unrolled => ({ profile, pieces: unrollProfile(profile, unrolling) }))
    .sort(
      (a, b) => b.profile.stackLevel - a.profile.stackLevel || b.profile.setAt.getTime() - a.profile.setAt.getTime(),
    )
  const of = (is: (profile: ChargingProfile) => boolean) => unrolled.filter(({ profile }) => is(profile))
  const layers: Layer[] = [[of(({ purpose }) => purpose === 'station-max')]]
  if (evse !== 0) {
    layers.push([
      of((profile) => profile.purpose === 'tx' && isOfSession(profile, evse, session)),
      of(({ purpose, evse: place }) => purpose === 'tx-default' && place === evse),
      of(({ purpose, evse: place }) => purpose === 'tx-default' && place === 0),
    ])
  }
  const outside = of(({ purpose, evse: place }) => purpose === 'external' && (place === 0 || place === evse))
  for (const key of new Set(outside.map(keyOf))) layers.push([outside.filter((one) => keyOf(one) === key)])
  return layers
}

/** Limits from outside add up to nothing: each source's holds by itself, at its own place. */
const keyOf = ({ profile }: Unrolled) => `${profile.source} ${profile.evse}`

function isOfSession({ evse: place, transactionId }: ChargingProfile, evse: number, session: LimitedSession | null) {
  if (session === null || (place !== evse && place !== 0)) return false
  return transactionId === null || session.transactionId === null || transactionId === session.transactionId
}

type Limit = Pick<LimitSegment, 'limit' | 'phases' | 'profileId'>
const NO_LIMIT: Limit = { limit: null, phases: null, profileId: null }

function lowest(layers: readonly Layer[], at: number, { unit, phases = 3 }: CompositeQuestion): Limit {
  let result = NO_LIMIT
  for (const layer of layers) {
    const found = first(layer, at)
    if (found === null || found.piece.period.limit === null) continue
    const { period } = found.piece
    const limit = inUnit(found.piece.period.limit, found.profile.schedule.unit, unit, period.phases ?? phases)
    if (result.limit === null || limit < result.limit) {
      result = { limit, phases: period.phases, profileId: found.profile.profileId }
    }
  }
  return result
}

function first(layer: Layer, at: number): { profile: ChargingProfile; piece: Piece } | null {
  for (const group of layer) {
    for (const { profile, pieces } of group) {
      const piece = pieces.find(({ from, to }) => from <= at && at < to)
      if (piece !== undefined) return { profile, piece }
    }
  }
  return null
}

/** A limit in the other unit, at the nominal voltage. */
export function inUnit(limit: number, from: RateUnit, to: RateUnit, phases: number): number {
  if (from === to) return limit
  return from === 'A' ? limit * NOMINAL_VOLTAGE * phases : limit / (NOMINAL_VOLTAGE * phases)
}

function join(segments: LimitSegment[], next: LimitSegment): void {
  const last = segments.at(-1)
  const isSame = last?.limit === next.limit && last.phases === next.phases && last.profileId === next.profileId
  if (last !== undefined && isSame) segments[segments.length - 1] = { ...last, to: next.to }
  else segments.push(next)
}
