import { foldToken } from '../tokens/fold-token'
import type { SessionEvent, SessionStart, SessionStop } from './session-message'
import { TX_PREFIX } from './session-state'

/**
 * What makes two starts the same start: a charger that never saw our answer sends it again, often with a new message id.
 * A time we had to replace (clock not set) counts as it was sent, because our receive time differs with every repeat.
 */
export function startKey(start: SessionStart): string {
  const { at, said, doubt } = start.at
  const time = doubt === null ? at.toISOString() : `?${said ?? ''}`
  return [start.evse, start.connector, foldToken(start.token.value), time, start.meterStartWh ?? ''].join(':')
}

/** The station's own transaction id is the key, whatever the order its events come in. */
export const eventKey = (event: SessionEvent): string => TX_PREFIX + event.transactionId

/** A stop without a session is kept once, however often it is sent. */
export function orphanKey(stop: SessionStop): string {
  const { at, said, doubt } = stop.at
  const time = doubt === null ? at.toISOString() : `?${said ?? ''}`
  return ['orphan', stop.transactionId, foldToken(stop.token?.value ?? ''), time, stop.meterStopWh ?? ''].join(':')
}
