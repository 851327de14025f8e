import { Decimal } from '../kernel/money'
import { foldToken } from '../tokens/fold-token'
import type { SessionMetered, SessionStop } from './session-message'
import type { SessionState } from './session-state'

/** A station's clock may have been set between start and stop. */
const CLOCK_SLACK_MS = 5 * 60_000

/**
 * The session a stop with an unknown transaction id (-1, 0, or one we never gave) belongs to, when only one of the station's open
 * sessions fits its token, time and meter. A stop does not say its EVSE, so without a token it must be the only EVSE the station has.
 * Null: none, or more than one; then it is never guessed.
 */
export function matchStop(stop: SessionStop, open: readonly SessionState[], evseCount: number): SessionState | null {
  const fitting = open.filter((session) => {
    if (speaksOfAnother(stop.transactionId, session)) return false
    if (session.startedAt.getTime() > stop.at.at.getTime() + CLOCK_SLACK_MS) return false
    if (stop.meterStopWh !== null && !reaches(session, stop.meterStopWh)) return false
    if (stop.token === null) return evseCount === 1
    return session.token !== null && foldToken(session.token.value) === foldToken(stop.token.value)
  })
  return fitting.length === 1 ? fitting[0]! : null
}

/**
 * The session that readings with an unknown transaction id belong to: the only open one on their EVSE that had begun by then.
 * Readings that name no transaction at all are outside any session.
 */
export function matchReadings(metered: SessionMetered, open: readonly SessionState[]): SessionState | null {
  if (metered.transactionId === null || metered.evse === 0) return null
  const fitting = open.filter(
    (session) =>
      session.evse === metered.evse &&
      !speaksOfAnother(metered.transactionId!, session) &&
      metered.samples.every(
        (sample) =>
          sample.at.at >= session.startedAt && (sample.registerWh === null || reaches(session, sample.registerWh)),
      ),
  )
  return fitting.length === 1 ? fitting[0]! : null
}

/**
 * -1, 0 and below say that the station never learnt the id. A positive one is some id it believes in: not that of a session for which
 * it has already used the right one.
 */
const speaksOfAnother = (transactionId: string, session: SessionState): boolean =>
  Number(transactionId) > 0 && session.lastReadingAt !== null

/** The meter has not gone backwards since the session's last believed reading. */
function reaches(session: SessionState, registerWh: number): boolean {
  const start = session.meterStartWh
  return start === null || new Decimal(registerWh).greaterThanOrEqualTo(start.plus(session.energyWh))
}
