import type { Sql } from '../../db/coalesce'
import type { OWN_SIDE_CAUSES } from '../knowledge/own-side'

/**
 * Keeps one fault of the house itself, of no station and no site: open while there is evidence, closed by the worker when there is
 * none. In the caller's transaction.
 */
export async function storeOwnFault(
  sql: Sql,
  code: keyof typeof OWN_SIDE_CAUSES,
  evidence: object | null,
  at: Date,
): Promise<void> {
  // Of two workers that judge at once, one opens it.
  await sql.query(`SELECT pg_advisory_xact_lock(hashtext('own-fault'), hashtext($1))`, [code])
  if (evidence === null) await sql.query(CLOSE, [code, at])
  else await sql.query(OPEN, [code, at, JSON.stringify(evidence)])
}

const IS_OPEN = `station_id IS NULL AND site_id IS NULL AND source = 'rule' AND code = $1 AND closed_at IS NULL`

const OPEN = `
  WITH seen AS (
    UPDATE fault SET last_seen_at = $2, count = count + 1, detail = $3::jsonb WHERE ${IS_OPEN} RETURNING id
  ), kept AS (
    INSERT INTO fault (source, code, cause, severity, detail, began_at, opened_at, last_seen_at)
    SELECT 'rule', $1, $1, 2, $3::jsonb, $2, $2, $2 WHERE NOT EXISTS (SELECT FROM seen) RETURNING id, opened_at, detail
  )
  INSERT INTO fault_entry (fault_id, at, kind, by, detail)
  SELECT id, opened_at, 'opened', 'worker', jsonb_build_object('evidence', detail) FROM kept`

const CLOSE = `
  WITH kept AS (
    UPDATE fault SET closed_at = greatest($2::timestamptz, opened_at), closed_by = 'worker', close_reason = 'over', last_seen_at = $2
    WHERE ${IS_OPEN} RETURNING id, closed_at
  )
  INSERT INTO fault_entry (fault_id, at, kind, by, detail)
  SELECT id, closed_at, 'closed', 'worker', '{"reason": "over"}'::jsonb FROM kept`
