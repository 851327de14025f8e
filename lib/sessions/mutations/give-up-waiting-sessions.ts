import { pool } from '../../db/client'
import { HOUR_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import type { SessionGivenUp } from '../session-message'
import { writeByRule } from './write-by-rule'

/** A station that was away over a weekend still gets its say; longer, the driver's invoice should not wait. SPEC X-2. */
const WAITED_MS = 72 * HOUR_MS
/** So many in one transaction; the rest waits for the next turn. */
const AT_ONCE = 200

/**
 * Prices ended sessions whose missing events have not come in 72 hours, flagged. What comes after all still corrects them.
 * @returns for browsers, to be published by the caller
 */
export async function giveUpWaitingSessions(now: Date): Promise<readonly ScopedEvent[]> {
  const { rows } = await pool().query<{ station_id: string; ocpp_transaction_id: string }>(
    `SELECT station_id, ocpp_transaction_id FROM session WHERE completeness = 'waiting' AND incomplete_since <= $1
     ORDER BY incomplete_since LIMIT $2`,
    [new Date(now.getTime() - WAITED_MS), AT_ONCE],
  )
  return writeByRule(
    rows.map(
      (row): SessionGivenUp => ({
        kind: 'given-up',
        stationId: BigInt(row.station_id),
        transactionId: row.ocpp_transaction_id,
        receivedAt: now,
        why: `nothing more came in ${WAITED_MS / HOUR_MS} hours`,
      }),
    ),
  )
}
