import { pool } from '../../db/client'
import { HOUR_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import { decideLapse } from '../decide-lapse'
import type { SessionLapsed } from '../session-message'
import { recordSessionMessages } from './record-session-messages'

interface Row {
  readonly station_id: string
  readonly transaction_id: string
  readonly heard_at: Date
  readonly superseded_at: Date | null
  readonly online: boolean
}

const SILENT = `
  SELECT s.station_id, s.ocpp_transaction_id AS transaction_id, h.heard_at, coalesce(st.online, false) AS online,
    (SELECT min(n.received_at) FROM session n WHERE n.station_id = s.station_id AND n.evse_number = s.evse_number
      AND s.evse_number > 0 AND n.started_at > s.started_at) AS superseded_at
  FROM session s
  LEFT JOIN station_state st ON st.station_id = s.station_id
  CROSS JOIN LATERAL (SELECT greatest(s.started_at, s.received_at, s.last_reading_at,
    (SELECT max(p.at) FROM session_phase p WHERE p.session_id = s.id)) AS heard_at) h
  WHERE s.status = 'active' AND h.heard_at < $1
  ORDER BY s.id`

/** Sessions closed in one transaction: the gateway must never wait long for their locks. */
const AT_ONCE = 100

/**
 * Ends the open sessions whose stop must be taken as lost, each priced and flagged for review. Called by the worker now and then;
 * harmless when done twice.
 * @returns what browsers are to be shown
 */
export async function closeLapsedSessions(now: Date): Promise<readonly ScopedEvent[]> {
  const { rows } = await pool().query<Row>(SILENT, [new Date(now.getTime() - HOUR_MS)])
  const lapsed = rows.flatMap((row): SessionLapsed[] => {
    const silent = { heardAt: row.heard_at, supersededAt: row.superseded_at, isStationOnline: row.online }
    const why = decideLapse(silent, now)
    if (why === null) return []
    return [
      { kind: 'lapsed', stationId: BigInt(row.station_id), receivedAt: now, transactionId: row.transaction_id, why },
    ]
  })
  const events: ScopedEvent[] = []
  for (let from = 0; from < lapsed.length; from += AT_ONCE) {
    events.push(...(await close(lapsed.slice(from, from + AT_ONCE))))
  }
  return events
}

async function close(lapsed: readonly SessionLapsed[]): Promise<ScopedEvent[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const outcomes = await recordSessionMessages.write(client, lapsed)
    await client.query('COMMIT')
    return outcomes.flatMap(({ live }) => live ?? [])
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
