import { pool } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import type { SessionLapsed } from '../session-message'
import { writeByRule } from './write-by-rule'

/** A session is given up when nothing was heard of it for this long and the station has moved on. */
const SILENT_FOR_MS = DAY_MS
/** So many in one transaction; the rest waits for the next turn. */
const AT_ONCE = 200

interface LapsedRow {
  readonly station_id: string
  readonly ocpp_transaction_id: string
  readonly followed: boolean
}

/**
 * Ends sessions whose stop was lost, so that they do not run and cost for ever: silent for a day, and either another session has begun
 * on the EVSE since or the station has said that it is free. They end where they were last heard of and are flagged for review; a
 * stop that still comes corrects them. Silence is measured by when we received things: the station's clock may be wrong.
 * @returns for browsers, to be published by the caller
 */
export async function closeLapsedSessions(now: Date): Promise<readonly ScopedEvent[]> {
  const { rows } = await pool().query<LapsedRow>(LAPSED, [new Date(now.getTime() - SILENT_FOR_MS), AT_ONCE])
  return writeByRule(rows.map((row) => toMessage(row, now)))
}

const LAPSED = `
  SELECT station_id, ocpp_transaction_id, followed FROM (
    SELECT session.*,
      EXISTS (SELECT 1 FROM session AS next WHERE next.station_id = session.station_id AND next.evse_number = session.evse_number
        AND next.received_at > session.received_at AND next.id <> session.id) AS followed,
      EXISTS (SELECT 1 FROM connector_state AS state JOIN connector ON connector.id = state.connector_id
        JOIN evse ON evse.id = connector.evse_id
        WHERE evse.station_id = session.station_id AND evse.number = session.evse_number AND state.status = 'available'
          AND state.received_at > session.received_at) AS freed
    FROM session WHERE session.status = 'active' AND session.received_at < $1
  ) AS open
  WHERE (followed OR freed)
    AND NOT EXISTS (SELECT 1 FROM session_event WHERE session_event.session_id = open.id AND session_event.received_at >= $1)
    AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.session_id = open.id AND reading.received_at >= $1)
  ORDER BY id LIMIT $2`

function toMessage(row: LapsedRow, receivedAt: Date): SessionLapsed {
  const moved = row.followed ? 'another session has begun on the EVSE' : 'the station says that the EVSE is available'
  return {
    kind: 'lapsed',
    stationId: BigInt(row.station_id),
    transactionId: row.ocpp_transaction_id,
    receivedAt,
    why: `nothing heard for ${SILENT_FOR_MS / 3_600_000} hours, and ${moved}`,
  }
}
