import { db, pool } from '../../db/client'
import type { ScopedEvent } from '../../live/events'
import { liveFaultsOf } from '../queries/live-faults-of'

/**
 * Maintenance is over: what stations told of themselves meanwhile and have not taken back opens now, with the time it began. For the
 * worker; two at once open each once. Gives what browsers should know.
 */
export async function releaseFaults(now: Date): Promise<readonly ScopedEvent[]> {
  const { rows } = await pool().query<{ id: string }>({ name: 'release-faults', text: RELEASE, values: [now] })
  if (rows.length === 0) return []
  return db().$transaction((tx) =>
    liveFaultsOf(
      tx,
      rows.map(({ id }) => BigInt(id)),
    ),
  )
}

// Of stations that are not let in nothing opens (set-aside-faults.ts). What has opened meanwhile by itself is only counted.
const RELEASE = `
  WITH free AS (
    DELETE FROM withheld_fault AS held USING station
    WHERE station.id = held.station_id AND station.registration = 'accepted' AND NOT EXISTS (
      SELECT FROM maintenance_window AS work WHERE (work.station_id = station.id OR work.site_id = station.site_id)
        AND work.from_at <= $1 AND (work.until_at IS NULL OR work.until_at > $1))
    RETURNING held.*, station.site_id
  ), kept AS (
    INSERT INTO fault AS held (site_id, station_id, evse_number, connector_number, source, code, cause, severity, is_safety, detail,
      began_at, opened_at, last_seen_at, count)
    SELECT site_id, station_id, evse_number, connector_number, source, code, cause, severity, is_safety, detail,
      least(began_at, $1::timestamptz), $1, last_seen_at, count
    FROM free ORDER BY station_id, evse_number, connector_number, source, code
    ON CONFLICT (station_id, evse_number, connector_number, source, code) WHERE closed_at IS NULL DO UPDATE
    SET count = held.count + excluded.count, last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at),
      severity = least(held.severity, excluded.severity), began_at = least(held.began_at, excluded.began_at)
    RETURNING id, opened_at, detail, xmax = 0 AS is_new
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, opened_at, 'opened', 'station', jsonb_build_object('evidence', detail) FROM kept WHERE is_new
  )
  SELECT id FROM kept`
