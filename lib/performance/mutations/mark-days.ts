import type { Sql } from '../../db/coalesce'
import { MINUTE_MS } from '../../kernel/time'
import { NO_SITE_ZONE } from '../zone'

const JOB = 'evse-day'
/** A day is made when it has been over for so long: what was cut short at midnight is then known to be long or short. */
const OVER_FOR = '15 minutes'
/** What is told sooner than this is told before its day is made. */
const LATE_AFTER = '10 minutes'
/** A row is stamped when it is made and seen when it is committed; this much later it surely is. */
const COMMITTED_WITHIN_MS = 2 * MINUTE_MS
/** How far back the first roll-up reaches, and late rows of stations; what people exclude may be older. */
const DATA_DAYS = 100
const PEOPLE_DAYS = 400

/** Finds the days that have to be made or made again since the last time, and notes them as stale. In two statements, for all stations. */
export async function markDays(sql: Sql, now: Date): Promise<void> {
  const { rows } = await sql.query<{ through: Date }>('SELECT through FROM job_mark WHERE job = $1', [JOB])
  const since = rows[0]?.through ?? null
  await sql.query(NEW_DAYS, [now, since, NO_SITE_ZONE])
  if (since !== null) await sql.query(CHANGED_DAYS, [now, since, NO_SITE_ZONE])
  const through = new Date(now.getTime() - COMMITTED_WITHIN_MS)
  await sql.query(
    'INSERT INTO job_mark (job, through) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET through = greatest(job_mark.through, $2)',
    [JOB, through],
  )
}

/** A row that says nothing yet: sums over it are sums over nothing. */
const INSERT_STALE = `
  INSERT INTO evse_day (station_id, evse_number, day, site_id, up_seconds, down_seconds, excluded_seconds, unknown_seconds,
    occupied_seconds, energy_wh, sessions, attempts, failures, visits, good_visits, first_tries, is_stale)
  SELECT wanted.station_id, evse.number, wanted.day, wanted.site_id, 0, '{}', '{}', 0, 0, 0, 0, 0, '{}', 0, 0, 0, true
  FROM wanted JOIN evse ON evse.station_id = wanted.station_id AND evse.number > 0`

/** The days that have become over since the last time; the first time, those of the last months. */
const NEW_DAYS = `
  WITH wanted AS (
    SELECT station.id AS station_id, station.site_id, day::date AS day
    FROM station LEFT JOIN site ON site.id = station.site_id
    CROSS JOIN LATERAL (SELECT coalesce(site.time_zone, $3) AS zone) AS here
    CROSS JOIN LATERAL generate_series(
      coalesce((($2::timestamptz - interval '${OVER_FOR}') AT TIME ZONE here.zone)::date,
        ($1::timestamptz AT TIME ZONE here.zone)::date - ${DATA_DAYS}),
      (($1::timestamptz - interval '${OVER_FOR}') AT TIME ZONE here.zone)::date - 1,
      interval '1 day') AS day
    WHERE station.registration = 'accepted'
  )
  ${INSERT_STALE} ON CONFLICT DO NOTHING`

/**
 * Days that something new is about: a status or a connection from when it happened until the next one, a session with the visit it
 * may go on with, a fault that began or ended then, an exclusion. What is told late may have been believed until now.
 */
const CHANGED_DAYS = `
  WITH said AS (
    SELECT station_id, at AS first, coalesce((
      SELECT min(later.at) FROM status_event AS later
      WHERE later.station_id = status_event.station_id AND later.evse_number = status_event.evse_number
        AND later.connector_number = status_event.connector_number AND later.at > status_event.at), $1::timestamptz) AS last,
      ${DATA_DAYS} AS reach
    FROM status_event WHERE received_at > $2 AND at < received_at - interval '${LATE_AFTER}'
    UNION ALL
    SELECT station_id, at, coalesce((
      SELECT min(later.at) FROM station_event AS later
      WHERE later.station_id = station_event.station_id AND later.kind IN ('connected', 'disconnected') AND later.at > station_event.at), $1),
      ${DATA_DAYS}
    FROM station_event
    WHERE received_at > $2 AND kind IN ('connected', 'disconnected') AND at < received_at - interval '${LATE_AFTER}'
    UNION ALL
    SELECT station_id, started_at - interval '30 minutes', coalesce(ended_at, started_at), ${DATA_DAYS}
    FROM session WHERE received_at > $2
    UNION ALL
    SELECT station_id, started_at - interval '30 minutes', coalesce(ended_at, started_at), ${DATA_DAYS}
    FROM priced_session JOIN session ON session.id = priced_session.session_id WHERE priced_at > $2
    UNION ALL
    SELECT station.id, began_at, $1, ${DATA_DAYS}
    FROM fault JOIN station ON station.id = fault.station_id OR (fault.station_id IS NULL AND station.site_id = fault.site_id)
    WHERE opened_at > $2 OR heard_at > $2 OR (closed_at > $2 AND close_reason IN ('false-alarm', 'merged'))
    UNION ALL
    SELECT station.id, from_at, until_at, ${PEOPLE_DAYS}
    FROM availability_exclusion AS excluded JOIN station ON station.id = excluded.station_id
      OR (excluded.station_id IS NULL AND (excluded.site_id IS NULL OR station.site_id = excluded.site_id))
    WHERE made_at > $2 OR revoked_at > $2
    UNION ALL
    SELECT station.id, CASE WHEN made_at > $2 THEN from_at ELSE coalesce(until_at, from_at) END, $1, ${PEOPLE_DAYS}
    FROM maintenance_window AS kept JOIN station ON station.id = kept.station_id OR station.site_id = kept.site_id
    WHERE made_at > $2 OR changed_at > $2
  ), wanted AS (
    SELECT DISTINCT station.id AS station_id, station.site_id, day::date AS day
    FROM said JOIN station ON station.id = said.station_id AND station.registration = 'accepted'
    LEFT JOIN site ON site.id = station.site_id
    CROSS JOIN LATERAL (SELECT coalesce(site.time_zone, $3) AS zone) AS here
    CROSS JOIN LATERAL generate_series(
      greatest((said.first AT TIME ZONE here.zone)::date, ($1::timestamptz AT TIME ZONE here.zone)::date - said.reach),
      least((said.last AT TIME ZONE here.zone)::date, (($1::timestamptz - interval '${OVER_FOR}') AT TIME ZONE here.zone)::date - 1),
      interval '1 day') AS day
  )
  ${INSERT_STALE} ON CONFLICT (station_id, evse_number, day) DO UPDATE SET is_stale = true WHERE NOT evse_day.is_stale`
