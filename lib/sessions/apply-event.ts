import { Decimal } from '../kernel/money'
import { inOrder } from '../tariffs/idle-time'
import { foldToken } from '../tokens/fold-token'
import { lastRegisterIn } from './apply-stop'
import { beginSession, clockReviews, ownership, supersededBy } from './begin-session'
import { hasStop } from './complete-session'
import type { Review } from './review-flags'
import type { SessionEvent } from './session-message'
import { type Applied, type Context, type NEEDS_HISTORY, nothing, type SessionState } from './session-state'
import { eventKey } from './start-key'
import { takeSamples } from './take-samples'

/**
 * OCPP 2.x TransactionEvent. Events come in any order and more than once; token and EVSE may come late. Whatever the order, the same
 * events make the same session.
 * @param session the one with this transaction id; null: this is the first that is heard of it
 */
export function applyEvent(
  session: SessionState | null,
  event: SessionEvent,
  context: Context,
): Applied | typeof NEEDS_HISTORY {
  const name = `${event.seqNo}:${event.type}`
  if (session?.events.has(name) && !isNumberedAgain(session, event)) return nothing(session, true)

  const isNew = session === null
  const isReopened = session !== null && goesOn(session, event)
  let next = withPlace(isReopened ? reopened(session) : (session ?? begin(event, context)), event, context)
  next = withTimes({ ...next, events: new Set([...next.events, name]) }, event)
  next = withToken(next, event, context)
  if (event.stationSaid) next = { ...next, stationSaid: { at: event.at.at.toISOString(), ...event.stationSaid } }
  if (event.remoteStartId !== null) next = { ...next, remoteStartId: next.remoteStartId ?? event.remoteStartId }
  const phases = event.chargingState === null ? [] : [{ at: event.at.at, state: event.chargingState }]
  if (phases.length > 0) next = withPhases(next, phases)

  const hadEnded = session?.status === 'ended'
  const raised: Review[] = event.type === 'updated' ? [] : clockReviews(event.at)
  if (event.type === 'ended') next = withEnd(next, event)
  const taken = takeSamples(next, next.evse, event.samples)
  if (typeof taken === 'string') return taken
  next = taken.session

  // A cable that was in before the start was asked for: the session is older than the news that it is the one (F01).
  const isStartNews = isNew || (session.remoteStartId === null && next.remoteStartId !== null)
  const isPlaceNews = next.evse !== 0 && (session === null || session.evse !== next.evse)
  return {
    ...nothing(next),
    readings: taken.readings,
    corrected: taken.corrected,
    phases,
    events: [{ seqNo: event.seqNo, type: event.type, trigger: event.trigger, offline: event.offline, at: event.at.at }],
    raised: [...raised, ...taken.raised],
    takenBack: isReopened && next.flags.get('closed-by-rule') === 'open' ? ['closed-by-rule'] : [],
    others: isPlaceNews && next.status === 'active' ? supersededBy(next, context.open) : [],
    news: event.type === 'ended' && !hadEnded ? 'ended' : isStartNews ? 'started' : null,
  }
}

/** Some stations give every event the same number: one that is later than all we have heard is no repeat. */
function isNumberedAgain(session: SessionState, event: SessionEvent): boolean {
  if (event.type !== 'updated') return false
  const heard = [session.startedAt, session.lastReadingAt, session.endedAt, session.phases.at(-1)?.at]
  return heard.every((at) => at == null || event.at.at > at)
}

/** A session that a rule has closed is heard of again, later than where it was closed (2.1: resumed after a reset): it still runs. */
const goesOn = (session: SessionState, event: SessionEvent): boolean =>
  session.status === 'ended' && !hasStop(session) && event.type !== 'ended' && event.at.at > session.endedAt!

const reopened = (session: SessionState): SessionState => ({
  ...session,
  status: 'active',
  endedAt: null,
  stopReason: null,
  completeness: 'complete',
  incompleteSince: null,
})

function begin(event: SessionEvent, context: Context): SessionState {
  return beginSession(
    {
      stationId: event.stationId,
      receivedAt: event.receivedAt,
      startedAt: event.at.at,
      evse: event.evse ?? 0,
      connector: event.connector ?? (event.evse === null ? 0 : 1),
      startKey: eventKey(event),
      ocppTransactionId: event.transactionId,
      token: null,
      meterStartWh: null,
      isStartKnown: false,
      phases: [],
    },
    { ...context, token: null },
  )
}

/** Only the first mention of the EVSE counts; with it come the tariff and the limits of the connector. */
function withPlace(session: SessionState, event: SessionEvent, context: Context): SessionState {
  if (session.evse !== 0 || event.evse === null || event.evse === 0) return session
  const { siteId, tariffVersionId, timeZone, priceArea, maxPowerW } = context.place
  const place = { siteId, tariffVersionId, timeZone, priceArea, maxPowerW }
  return { ...session, evse: event.evse, connector: event.connector ?? 1, ...place }
}

/** Until the first event has come, the earliest one heard stands for it. */
function withTimes(session: SessionState, event: SessionEvent): SessionState {
  if (event.type === 'started') return { ...session, startedAt: event.at.at, isStartKnown: true }
  if (!session.isStartKnown && event.at.at < session.startedAt) return { ...session, startedAt: event.at.at }
  return session
}

/** The token is told once when it is authorised, and again by the event that stops. */
function withToken(session: SessionState, event: SessionEvent, context: Context): SessionState {
  if (event.token === null) return session
  const isStopping = event.type === 'ended' || event.trigger === 'StopAuthorized'
  if (isStopping) return { ...session, stopTokenValue: event.token.value }
  if (session.token !== null && foldToken(session.token.value) !== foldToken(event.token.value)) return session
  if (session.token !== null) return session
  // A car may be plugged in before anybody is authorised: what was promised to the token then holds for all of it.
  const tariffVersionId = context.token?.tariffVersionId ?? session.tariffVersionId
  return { ...session, ...ownership(event.token, session.startedAt, context), tariffVersionId }
}

function withPhases(session: SessionState, added: SessionState['phases']): SessionState {
  const known = new Set(session.phases.map((phase) => `${phase.at.getTime()}:${phase.state}`))
  const fresh = added.filter((phase) => !known.has(`${phase.at.getTime()}:${phase.state}`))
  const phases = inOrder([...session.phases, ...fresh])
  return { ...session, phases, chargingState: phases.at(-1)?.state ?? session.chargingState }
}

function withEnd(session: SessionState, event: SessionEvent): SessionState {
  const register = lastRegisterIn(event.samples)
  return {
    ...session,
    status: 'ended',
    // Whether anything is missing is looked at next; a session that a rule has closed is priced already.
    completeness: session.status === 'ended' ? session.completeness : 'waiting',
    endedAt: event.at.at,
    meterStopWh: register === null ? null : new Decimal(register).toDecimalPlaces(3),
    stopReason: event.stoppedReason ?? 'Local',
  }
}
