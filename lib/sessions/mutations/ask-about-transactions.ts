import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { HOUR_MS, MINUTE_MS } from '../../kernel/time'

/** A station that has just come back first sends what it has queued. */
const SETTLED_MS = 30_000
/** Between two questions about one session at least; the longer it waits, the longer between them. */
const ASKED_EVERY_MS = 10 * MINUTE_MS
/** A transaction this silent on a station that is online may be over without our knowing. */
const SILENT_MS = 6 * HOUR_MS
/** After an outage of ours all stations come back at once: they are asked little by little. */
const AT_ONCE = 100

/**
 * Asks 2.x stations what has become of their transactions (GetTransactionStatus): of those that have ended and lack events, and of
 * open ones of which nothing has been heard since the station came back, or for hours. SPEC.
 * @returns how many were asked about
 */
export async function askAboutTransactions(now: Date): Promise<number> {
  const ms = now.getTime()
  const { rows } = await pool().query<{ id: string; identity: string }>(DOUBTFUL, [
    now,
    new Date(ms - SETTLED_MS),
    new Date(ms - SILENT_MS),
    ASKED_EVERY_MS / 1000,
    AT_ONCE,
  ])
  for (const { id, identity } of rows) {
    try {
      await requestCommand(systemActor('worker'), identity, { type: 'get-transaction-status', sessionId: id })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error // it has just gone: next time
    }
  }
  return rows.length
}

const DOUBTFUL = `
  WITH doubtful AS (
    SELECT session.*, state.connected_at FROM session
    JOIN station_state AS state ON state.station_id = session.station_id AND state.online AND state.connected_at <= $2
      AND state.protocol IN ('ocpp2.0.1', 'ocpp2.1')
    WHERE starts_with(session.start_key, 'tx:') AND (session.completeness = 'waiting' OR session.status = 'active')
  ), heard AS MATERIALIZED (
    SELECT doubtful.*, greatest(doubtful.received_at,
      (SELECT max(received_at) FROM session_event WHERE session_id = doubtful.id),
      (SELECT received_at FROM reading WHERE session_id = doubtful.id ORDER BY at DESC LIMIT 1)) AS heard_at,
      (SELECT max(queued_at) FROM command WHERE command.station_id = doubtful.station_id
        AND command.queued_at > $1::timestamptz - interval '4 days' AND command.session_id = doubtful.id
        AND type = 'get-transaction-status') AS asked_at
    FROM doubtful
  )
  SELECT heard.id, station.identity FROM heard JOIN station ON station.id = heard.station_id AND station.registration = 'accepted'
  WHERE (completeness = 'waiting' OR heard_at < least(connected_at, $2) OR heard_at < $3)
    AND (asked_at IS NULL OR asked_at < $1::timestamptz - greatest($4 * interval '1 second',
      asked_at - coalesce(incomplete_since, greatest(heard_at, connected_at))))
  ORDER BY asked_at NULLS FIRST, heard.id LIMIT $5`
