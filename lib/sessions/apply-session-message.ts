import { inOrder } from '../tariffs/idle-time'
import { applyEvent } from './apply-event'
import { applyStart } from './apply-start'
import { applyGivenUp, applyLapsed, applyStop } from './apply-stop'
import { missingEvents, withCompleteness } from './complete-session'
import type { ConnectorStateSaid, SessionMessage, SessionMetered } from './session-message'
import {
  type Applied,
  type Context,
  type NEEDS_HISTORY,
  type NewReading,
  nothing,
  type SessionState,
} from './session-state'
import { settle } from './settle-session'
import { takeSamples } from './take-samples'

/**
 * What a message does to a session: the whole of it, in one pure function. Nothing is refused; what is doubtful is flagged.
 * @param session the one the message belongs to, null: none yet (see `findSession` in the writer for how it is found)
 * @returns NEEDS_HISTORY when all the session's readings and events must be known first
 */
export function applySessionMessage(
  session: SessionState | null,
  message: SessionMessage,
  context: Context,
): Applied | typeof NEEDS_HISTORY {
  const applied = apply(session, message, context)
  if (typeof applied === 'string' || (applied.duplicate && applied.raised.length === 0)) return applied
  return session !== null && isCorrected(session)
    ? standing(session, applied, message.receivedAt)
    : settle(applied, context, message.receivedAt)
}

/** A person has looked at the session and set its energy: late messages are kept, but its sum stands. */
function standing(corrected: SessionState, applied: Applied, now: Date): Applied {
  const session = applied.session && {
    ...withCompleteness(applied.session, missingEvents(applied.session), now),
    energyWh: corrected.energyWh,
    powerW: null,
  }
  return { ...applied, session, raised: [], takenBack: [], price: null }
}

function isCorrected({ flags }: SessionState): boolean {
  for (const state of flags.values()) if (state === 'corrected') return true
  return false
}

function apply(
  session: SessionState | null,
  message: SessionMessage,
  context: Context,
): Applied | typeof NEEDS_HISTORY {
  switch (message.kind) {
    case 'start':
      return applyStart(session, message, context)
    case 'stop':
      return applyStop(session, message, context)
    case 'event':
      return applyEvent(session, message, context)
    case 'metered':
      return applyMetered(session, message)
    case 'connector-state':
      return applyConnectorState(session, message)
    case 'lapsed':
      return applyLapsed(session, message)
    case 'given-up':
      return applyGivenUp(session, message)
  }
}

/** Readings without a session are kept and shown, never billed. */
function applyMetered(session: SessionState | null, message: SessionMetered): Applied | typeof NEEDS_HISTORY {
  if (session === null) {
    const readings: NewReading[] = message.samples.map((sample) => ({ evse: message.evse, sample, energyWh: null }))
    return { ...nothing(null), readings }
  }
  const taken = takeSamples(session, session.evse || message.evse, message.samples)
  if (typeof taken === 'string') return taken
  // What is stored already may still fill in other measurands of the same moment.
  if (taken.isKnown) return { ...nothing(session, true), readings: taken.readings }
  return { ...nothing(taken.session), readings: taken.readings, corrected: taken.corrected, raised: taken.raised }
}

/** A status may be stamped a moment before the start it belongs to. */
const STATUS_SLACK_MS = 10_000

/** A connector's status moves its running session's charging state; it never ends or bills it. */
function applyConnectorState(session: SessionState | null, said: ConnectorStateSaid): Applied {
  if (session === null || session.status === 'ended') return nothing(null)
  const startedAt = session.startedAt.getTime()
  if (said.at.at.getTime() < startedAt - STATUS_SLACK_MS) return nothing(session, true)
  const phase = { at: new Date(Math.max(startedAt, said.at.at.getTime())), state: said.state }
  if (session.phases.some((other) => other.state === phase.state && other.at.getTime() === phase.at.getTime())) {
    return nothing(session, true)
  }
  const phases = inOrder([...session.phases, phase])
  return { ...nothing({ ...session, phases, chargingState: phases.at(-1)!.state }), phases: [phase] }
}
