import type { Sql } from '../../db/coalesce'
import type { GatewayFailing } from '../detector/our-side'
import { GATEWAY_FAILING } from '../knowledge/own-side'

const IS_OPEN = `station_id IS NULL AND site_id IS NULL AND source = 'rule' AND code = '${GATEWAY_FAILING}' AND closed_at IS NULL`

/** Whether the fault of our own side is open. */
export async function isGatewayFaultOpen(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query({ name: 'gateway-fault-open', text: `SELECT FROM fault WHERE ${IS_OPEN}` })
  return rows.length > 0
}

/**
 * Keeps the one fault of our own side, of no station and no site, as it was judged: for the people who run the house, who would
 * otherwise see only that nothing is said of stations. @returns the fault, when it has opened or closed
 */
export async function storeGatewayFault(sql: Sql, failing: GatewayFailing | null, at: Date): Promise<bigint[]> {
  const { since, ...evidence } = failing ?? { since: 0 }
  const { rows } =
    failing === null
      ? await sql.query<{ id: string }>({ name: 'gateway-fault-close', text: CLOSE, values: [at] })
      : await sql.query<{ id: string }>({
          name: 'gateway-fault-open-it',
          text: OPEN,
          values: [new Date(since), at, JSON.stringify(evidence)],
        })
  return rows.map(({ id }) => BigInt(id))
}

const OPEN = `
  WITH kept AS (
    INSERT INTO fault (source, code, cause, severity, detail, began_at, opened_at, last_seen_at)
    SELECT 'rule', '${GATEWAY_FAILING}', '${GATEWAY_FAILING}', 2, $3::jsonb, least($1::timestamptz, $2), $2, $2
    WHERE NOT EXISTS (SELECT FROM fault WHERE ${IS_OPEN})
    ON CONFLICT DO NOTHING RETURNING id, opened_at, detail
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, opened_at, 'opened', 'worker', jsonb_build_object('evidence', detail) FROM kept
  )
  SELECT id FROM kept`

const CLOSE = `
  WITH kept AS (
    UPDATE fault SET closed_at = greatest($1::timestamptz, opened_at), closed_by = 'worker', close_reason = 'over', last_seen_at = $1
    WHERE ${IS_OPEN} RETURNING id, closed_at
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, closed_at, 'closed', 'worker', '{"reason": "over"}'::jsonb FROM kept
  )
  SELECT id FROM kept`
