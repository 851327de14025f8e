import { db, pool } from '../../db/client'
import type { ScopedEvent } from '../../live/events'
import { liveFaultsOf } from '../queries/live-faults-of'

/**
 * Nobody looks at stations that are not let in, and what they say is refused: their faults would stay open for ever. They close,
 * `removed`, as does a site's of which no station is left; what drivers were promised is withdrawn, and what was remembered for the
 * rules is forgotten, so that a station that is let in again is looked at anew. For the worker. Gives what browsers should know.
 */
export async function setAsideFaults(now: Date): Promise<readonly ScopedEvent[]> {
  const { rows } = await pool().query<{ id: string }>({ name: 'set-aside-faults', text: SET_ASIDE, values: [now] })
  if (rows.length === 0) return []
  return db().$transaction((tx) =>
    liveFaultsOf(
      tx,
      rows.map(({ id }) => BigInt(id)),
    ),
  )
}

const SET_ASIDE = `
  WITH unwatched AS (
    SELECT id FROM station WHERE registration = 'rejected'
  ), forgotten AS (
    DELETE FROM detection_state WHERE station_id IN (SELECT id FROM unwatched)
  ), dropped AS (
    DELETE FROM withheld_fault WHERE station_id IN (SELECT id FROM unwatched)
  ), kept AS (
    UPDATE fault SET closed_at = greatest($1::timestamptz, opened_at), closed_by = 'worker', close_reason = 'removed'
    WHERE closed_at IS NULL AND (station_id IN (SELECT id FROM unwatched) OR (station_id IS NULL AND code = 'site-down'
      AND NOT EXISTS (SELECT FROM station WHERE station.site_id = fault.site_id AND registration = 'accepted')))
    RETURNING id, closed_at
  ), withdrawn AS (
    UPDATE repair_promise SET outcome = 'withdrawn', settled_at = $1 FROM kept
    WHERE fault_id = kept.id AND outcome IS NULL RETURNING repair_promise.id, fault_id, due_at
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, closed_at, 'closed', 'worker', '{"reason": "removed"}'::jsonb FROM kept
    UNION ALL
    SELECT fault_id, $1, 'promise-withdrawn', 'worker', jsonb_build_object('promiseId', id::text,
      'dueAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) FROM withdrawn
  )
  SELECT id FROM kept`
