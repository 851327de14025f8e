import { beginSession, clockReviews, supersededBy } from './begin-session'
import type { SessionStart } from './session-message'
import { type Applied, type Context, nothing, type SessionState } from './session-state'
import { startKey } from './start-key'

/**
 * OCPP 1.6 StartTransaction. Never refused: a start with a token that does not stand (answered so) is still a session, because the
 * station may have begun to charge on its own authority.
 * @param session the one with the same start key, when this start was told before
 */
export function applyStart(session: SessionState | null, start: SessionStart, context: Context): Applied {
  if (session !== null) return nothing(session, true)
  // 1.6 tells no charging state at the start; StatusNotification corrects this one.
  const phase = { at: start.at.at, state: 'charging' as const }
  const begun = beginSession(
    {
      stationId: start.stationId,
      receivedAt: start.receivedAt,
      startedAt: start.at.at,
      evse: start.evse,
      connector: start.connector,
      startKey: context.isKeyTaken ? `${startKey(start)}#${context.newId}` : startKey(start),
      ocppTransactionId: String(context.newId),
      token: start.token,
      meterStartWh: start.meterStartWh,
      isStartKnown: true,
      phases: [phase],
    },
    context,
  )
  return {
    ...nothing({ ...begun, events: new Set(['0:started']) }),
    phases: [phase],
    events: [{ seqNo: 0, type: 'started', trigger: null, offline: false, at: start.at.at }],
    raised: clockReviews(start.at),
    others: supersededBy(begun, context.open),
    news: 'started',
  }
}
