import { pool } from '../../db/client'

/** The zone whose midnight starts "today" for network-wide figures. */
export const HOME_TIME_ZONE = 'Europe/Stockholm'

/**
 * For other doors, which have checked who asks: what each station has delivered since midnight, Wh, by station key. A session
 * that began before midnight counts from its last reading before it. Sessions longer than two days count while they run.
 */
export async function energyToday(stationKeys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool().query<{ station_id: string; energy: string }>(
    `WITH today AS (SELECT date_trunc('day', now(), $2) AS midnight)
     SELECT session.station_id, sum(session.energy_wh - coalesce(earlier.energy_wh, 0)) AS energy
     FROM today JOIN session ON (session.started_at >= today.midnight - interval '2 days' OR session.status = 'active')
       AND coalesce(session.ended_at, now()) >= today.midnight AND session.station_id = ANY($1::bigint[])
     LEFT JOIN LATERAL (
       SELECT reading.energy_wh FROM reading
       WHERE session.started_at < today.midnight AND reading.session_id = session.id AND reading.at < today.midnight
         AND reading.energy_wh IS NOT NULL
       ORDER BY reading.at DESC LIMIT 1
     ) AS earlier ON true
     GROUP BY session.station_id`,
    [stationKeys, HOME_TIME_ZONE],
  )
  return new Map(rows.map((row) => [row.station_id, Number(row.energy)]))
}
