import { pool } from '../db/client'
import type { Sql } from '../db/coalesce'
import { Decimal } from '../kernel/money'
import { HOUR_MS, MINUTE_MS } from '../kernel/time'
import { type EnergyCurve, energyBetween, energyCurve, peakPowerW } from './energy-curve'

const JOB = 'hourly-use'
const ROLL_UP_LOCK = 4_711_004
/** A row is stamped when it is made and seen when it is committed; this much later it surely is. */
const COMMITTED_WITHIN_MS = 2 * MINUTE_MS

/**
 * Brings `hourly_use` up to date: finds the hours that what was received since the last time belongs to, however old they are, and
 * makes each anew from the rows. For the worker; doing it again changes nothing.
 * @returns the hours that were made anew
 */
export async function rollUpNewHours(now: Date): Promise<readonly Date[]> {
  const client = await pool().connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ROLL_UP_LOCK])
    const hours = await findDirtyHours(client)
    for (const hour of hours) await rebuildHour(client, hour)
    const through = new Date(now.getTime() - COMMITTED_WITHIN_MS)
    await client.query(
      'INSERT INTO job_mark (job, through) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET through = greatest(job_mark.through, $2)',
      [JOB, through],
    )
    return hours
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [ROLL_UP_LOCK]).catch(() => undefined)
    client.release()
  }
}

/**
 * A reading moves energy between the readings around it, a price the energy after the last reading. Without a mark everything since the
 * newest roll-up is new. A clock that is years off must not make thousands of hours dirty: a month is the most.
 */
async function findDirtyHours(sql: Sql): Promise<Date[]> {
  const { rows } = await sql.query<{ hour: Date }>(
    `WITH since AS (
       SELECT coalesce((SELECT through FROM job_mark WHERE job = $1), (SELECT max(hour) FROM hourly_use), 'epoch') AS at
     ), said AS (
       SELECT session_id, min(at) AS first, max(at) AS last FROM reading
       WHERE received_at >= (SELECT at FROM since) AND session_id IS NOT NULL GROUP BY session_id
     ), span AS (
       SELECT coalesce((SELECT max(at) FROM reading WHERE session_id = said.session_id AND at < said.first), session.started_at) AS first,
              coalesce((SELECT min(at) FROM reading WHERE session_id = said.session_id AND at > said.last), session.ended_at, said.last) AS last
       FROM said JOIN session ON session.id = said.session_id
       UNION ALL
       SELECT started_at, started_at FROM session WHERE received_at >= (SELECT at FROM since)
       UNION ALL
       SELECT coalesce((SELECT max(at) FROM reading WHERE session_id = session.id AND at < ended_at), started_at), ended_at
       FROM priced_session JOIN session ON session.id = priced_session.session_id
       WHERE priced_at >= (SELECT at FROM since) AND ended_at IS NOT NULL
     ), bounded AS (
       SELECT greatest(least(first, last), greatest(first, last) - interval '31 days') AS first, greatest(first, last) AS last FROM span
     )
     SELECT DISTINCT hour FROM bounded, generate_series(date_trunc('hour', first, 'UTC'), last, interval '1 hour') AS hour ORDER BY hour`,
    [JOB],
  )
  return rows.map(({ hour }) => hour)
}

interface SessionInHour {
  readonly site: string | null
  readonly started: Date
  readonly ended: Date | null
  readonly energy: string
  readonly points: readonly (readonly [at: number, energyWh: string])[] | null
  readonly isPriced: boolean
  readonly total: string | null
}

/** Its readings, and the one before and the one after the hour, so that both neighbours cut the energy between them alike. */
const SESSIONS_IN_HOUR = `
  SELECT site.id AS site, session.started_at AS started, session.ended_at AS ended, session.energy_wh AS energy,
    (SELECT json_agg(json_build_array(extract(epoch FROM at) * 1000, energy_wh::text)) FROM (
       (SELECT at, energy_wh FROM reading WHERE session_id = session.id AND energy_wh IS NOT NULL AND at < $1 ORDER BY at DESC LIMIT 1)
       UNION ALL
       (SELECT at, energy_wh FROM reading WHERE session_id = session.id AND energy_wh IS NOT NULL AND at >= $1 AND at < $2)
       UNION ALL
       (SELECT at, energy_wh FROM reading WHERE session_id = session.id AND energy_wh IS NOT NULL AND at >= $2 ORDER BY at LIMIT 1)
     ) AS point) AS points,
    priced.session_id IS NOT NULL AS "isPriced", priced.total
  FROM (
    SELECT * FROM session WHERE status = 'active' AND started_at < $2
    UNION ALL
    SELECT * FROM session WHERE status = 'ended' AND ended_at >= $1 AND started_at < $2
  ) AS session
  LEFT JOIN site ON site.id = session.site_id
  LEFT JOIN priced_session AS priced ON priced.session_id = session.id`

/** Makes one hour anew, in one transaction: readers see the old one or the new one. */
async function rebuildHour(sql: Sql, hour: Date): Promise<void> {
  const from = hour.getTime()
  const to = from + HOUR_MS
  const { rows } = await sql.query<SessionInHour>(SESSIONS_IN_HOUR, [hour, new Date(to)])
  const bySite = new Map<string | null, SessionInHour[]>()
  for (const row of rows) bySite.set(row.site, [...(bySite.get(row.site) ?? []), row])
  const use = [...bySite].map(([site, sessions]) => ({ site, ...addUp(sessions, from, to) })).filter(isWorthARow)
  await sql.query('BEGIN')
  try {
    await sql.query('DELETE FROM hourly_use WHERE hour = $1', [hour])
    await sql.query(
      `INSERT INTO hourly_use (site_id, hour, sessions, energy_wh, revenue, peak_w, unpriced)
       SELECT site, $2, sessions, "energyWh", revenue, "peakW", unpriced
       FROM json_to_recordset($1) AS use(site bigint, sessions int, "energyWh" numeric, revenue numeric, "peakW" numeric, unpriced int)`,
      [JSON.stringify(use), hour],
    )
    await sql.query('COMMIT')
  } catch (error) {
    await sql.query('ROLLBACK')
    throw error
  }
}

function addUp(sessions: readonly SessionInHour[], from: number, to: number) {
  const isWithin = (at: Date | null) => at !== null && at.getTime() >= from && at.getTime() < to
  const curves = sessions.map(curveOf)
  const ended = sessions.filter((session) => isWithin(session.ended))
  const sum = (values: readonly Decimal.Value[]) =>
    values.reduce<Decimal>((all, value) => all.plus(value), new Decimal(0)).toString()
  return {
    sessions: sessions.filter((session) => isWithin(session.started)).length,
    energyWh: sum(curves.map((curve) => energyBetween(curve, from, to))),
    revenue: sum(ended.map(({ total }) => total ?? 0)),
    peakW: peakPowerW(curves, from).toString(),
    unpriced: ended.filter(({ isPriced, total }) => isPriced && total === null).length,
  }
}

const isWorthARow = (use: ReturnType<typeof addUp>) =>
  use.sessions > 0 || Number(use.energyWh) > 0 || Number(use.revenue) !== 0 || use.unpriced > 0

function curveOf({ started, ended, energy, points }: SessionInHour): EnergyCurve {
  const readings = (points ?? []).map(([at, energyWh]) => ({ at, energyWh: new Decimal(energyWh) }))
  return energyCurve(started.getTime(), readings, ended && { at: ended.getTime(), energyWh: new Decimal(energy) })
}
