import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { ASKS_PAYMENT_FIRST } from '../queries/held-pay-places'

const MOST_AT_ONCE = 100
const us = systemActor('worker')

/**
 * Stops what charges unpaid where payment is asked for first: begun offline, from a station's own list, or plug first. Asked for again
 * every minute while it goes on; stations that are away are asked when they are back. Of whom nothing is known yet waits a minute: the
 * message that names its token may come after its first readings. @returns how many were asked to stop
 */
export async function stopUnpaidSessions(now: Date): Promise<number> {
  const { rows } = await pool().query<{ id: string; identity: string }>(UNPAID, [now, MOST_AT_ONCE])
  for (const { id, identity } of rows) {
    try {
      await requestCommand(us, identity, { type: 'stop', sessionId: id })
    } catch (error) {
      // Gone offline, or over: the next look tells.
      if (!(error instanceof DomainError)) throw error
    }
  }
  return rows.length
}

const UNPAID = `
  SELECT s.id, st.identity
  FROM session s JOIN station st ON st.id = s.station_id JOIN station_state state ON state.station_id = st.id AND state.online
    LEFT JOIN site ON site.id = st.site_id
    LEFT JOIN evse e ON e.station_id = st.id AND e.number = s.evse_number
    LEFT JOIN connector c ON c.evse_id = e.id AND c.number = greatest(s.connector_number, 1)
  WHERE s.status = 'active'
    AND (EXISTS (SELECT 1 FROM site WHERE asks_payment_first) OR EXISTS (SELECT 1 FROM tariff WHERE asks_payment_first))
    AND (s.authorisation = 'no-credit' OR (s.authorisation IS NULL AND s.energy_wh > 0
      AND s.received_at < $1::timestamptz - interval '1 minute' AND ${ASKS_PAYMENT_FIRST}))
    AND NOT EXISTS (SELECT 1 FROM command k WHERE k.station_id = st.id AND k.session_id = s.id AND k.type = 'stop'
      AND k.queued_at > $1::timestamptz - interval '1 minute')
  ORDER BY s.id LIMIT $2`
