import { MINUTE_MS, SECOND_MS } from '../kernel/time'
import { OCCUPIED, type Span, type StatusFact } from './evse-facts'
import { CANCEL_MS, outcomeOfSession } from './outcome-of-session'

/** A session and the statuses around it are told apart by the station's clock and pace: this much between them is nothing. */
const SLACK_MS = 2 * MINUTE_MS
/** A fault that shows within this of a session's end has ended it. */
const ENDED_BY_MS = 60 * SECOND_MS
/** The same card held up again within this is one try. */
const SAME_TRY_MS = 60 * SECOND_MS

export interface SessionFact {
  readonly id: string
  readonly evse: number
  readonly from: number
  /** null: it is not over. */
  readonly to: number | null
  readonly energyWh: number | null
  readonly authorisation: string | null
  readonly stopReason: string | null
  /** Only tells drivers apart. */
  readonly token: string | null
}

/** A card that we refused before there was a session; stations of 1.6 do not say at which outlet. */
export interface RefusedCard {
  readonly at: number
  readonly token: string
}

/** All attempts at one station can be read from, in any order. */
export interface StationFacts {
  readonly evses: readonly number[]
  /** By EVSE; connector 0 (the whole station) is left out. */
  readonly statuses: ReadonlyMap<number, readonly StatusFact[]>
  readonly sessions: readonly SessionFact[]
  readonly refused: readonly RefusedCard[]
}

/** Somebody came to charge: what became of it. */
export interface Attempt {
  readonly evse: number
  readonly from: number
  readonly to: number
  readonly token: string | null
  readonly sessionId: string | null
  /** `good`, or a key of the reason tree. */
  readonly outcome: string
}

/** A car at an EVSE, from when it was plugged in until it was gone or the EVSE broke. */
interface PlugIn extends Span {
  readonly isEndedByFault: boolean
}

/**
 * The attempts at a station: its sessions that are over, cars that were plugged in and never got one, and cards that were refused.
 * Who changed their mind within a minute made none.
 */
export function attemptsAt({ evses, statuses, sessions, refused }: StationFacts): readonly Attempt[] {
  const attempts: Attempt[] = []
  const plugIns = new Map(evses.map((evse) => [evse, plugInsOf(statuses.get(evse) ?? [])]))
  for (const session of sessions) {
    const attempt = sessionAttempt(session, statuses.get(session.evse) ?? [])
    if (attempt) attempts.push(attempt)
  }
  const tries = distinctTries(refused)
  for (const [evse, cars] of plugIns) {
    for (const car of cars) {
      if (sessions.some((session) => session.evse === evse && isDuring(session, car))) continue
      // The refused card says who it was and why.
      if (tries.some(({ at }) => isAt(car, at) && placeOf(at, plugIns, evses) === evse)) continue
      if (car.to - car.from < CANCEL_MS && !car.isEndedByFault) continue
      const outcome = car.isEndedByFault ? 'start.fault' : 'start.never'
      attempts.push({ evse, from: car.from, to: car.to, token: null, sessionId: null, outcome })
    }
  }
  for (const { at, token } of tries) {
    const evse = placeOf(at, plugIns, evses)
    if (evse !== null)
      attempts.push({ evse, from: at, to: at, token, sessionId: null, outcome: 'authorisation.refused' })
  }
  return attempts.sort((a, b) => a.from - b.from || a.evse - b.evse)
}

function sessionAttempt(session: SessionFact, statuses: readonly StatusFact[]): Attempt | null {
  const { id, evse, from, to, token } = session
  if (to === null) return null
  const isFaultedAtEnd = statuses.some(({ at, status }) => status === 'faulted' && Math.abs(at - to) <= ENDED_BY_MS)
  const outcome = outcomeOfSession({ ...session, to, isFaultedAtEnd })
  return outcome === 'cancelled' ? null : { evse, from, to, token, sessionId: id, outcome }
}

function plugInsOf(statuses: readonly StatusFact[]): readonly PlugIn[] {
  const plugIns: PlugIn[] = []
  const since = new Map<number, number>()
  for (const { at, connector, status } of [...statuses].sort((a, b) => a.at - b.at || a.id - b.id)) {
    const from = since.get(connector)
    if (OCCUPIED.has(status)) since.set(connector, from ?? at)
    else if (from !== undefined) {
      plugIns.push({ from, to: at, isEndedByFault: status === 'faulted' })
      since.delete(connector)
    }
  }
  for (const from of since.values()) plugIns.push({ from, to: Number.POSITIVE_INFINITY, isEndedByFault: false })
  return plugIns
}

const isDuring = (session: SessionFact, car: Span): boolean =>
  session.from <= car.to + SLACK_MS && (session.to ?? Number.POSITIVE_INFINITY) >= car.from - SLACK_MS

const isAt = (car: Span, at: number): boolean => car.from - SLACK_MS <= at && at <= car.to + SLACK_MS

/** The outlet with a car when there is one, else the first: of a card alone nobody can say. */
function placeOf(at: number, plugIns: ReadonlyMap<number, readonly PlugIn[]>, evses: readonly number[]): number | null {
  const withCar = [...plugIns].filter(([, cars]) => cars.some((car) => isAt(car, at))).map(([evse]) => evse)
  const candidates = withCar.length > 0 ? withCar : evses
  return candidates.length === 0 ? null : Math.min(...candidates)
}

function distinctTries(refused: readonly RefusedCard[]): readonly RefusedCard[] {
  const last = new Map<string, number>()
  return [...refused]
    .sort((a, b) => a.at - b.at)
    .filter(({ at, token }) => {
      const before = last.get(token)
      last.set(token, at)
      return before === undefined || at - before > SAME_TRY_MS
    })
}
