import { pool } from '../db/client'
import type { Sql } from '../db/coalesce'
import { DAY_MS, MINUTE_MS } from '../kernel/time'

const JOB = 'usual-income'
const INCOME_LOCK = 4_711_017
/** What is usual is the average of so many days, today's share included. */
export const USUAL_DAYS = 28
/** A price is stamped when it is made and seen when it is committed; this much later it surely is. */
const COMMITTED_WITHIN_MS = 2 * MINUTE_MS

/**
 * Brings `usual_income` up to date: makes the days anew that prices since the last time belong to, and from all of them what an hour
 * usually brings. For the worker; doing it again changes nothing.
 * @returns the days (UTC) that were made anew
 */
export async function sumUsualIncome(now: Date): Promise<readonly Date[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [INCOME_LOCK])
    const from = firstDay(now)
    const days = await findNewDays(client, from)
    for (const day of days) await sumDay(client, day)
    await client.query('DELETE FROM daily_income WHERE day < $1::date', [dateOf(from)])
    // Readers see what was usual before, or what is now.
    await client.query('DELETE FROM usual_income')
    await client.query(
      `INSERT INTO usual_income (station_id, evse_number, site_id, currency, per_hour)
       SELECT station_id, evse_number, site_id, currency, (sum(total) / ($1::int * 24))::float8
       FROM daily_income GROUP BY station_id, evse_number, site_id, currency`,
      [USUAL_DAYS],
    )
    await client.query(
      'INSERT INTO job_mark (job, through) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET through = greatest(job_mark.through, $2)',
      [JOB, new Date(now.getTime() - COMMITTED_WITHIN_MS)],
    )
    await client.query('COMMIT')
    return days
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** The midnight (UTC) the average begins at. */
function firstDay(now: Date): Date {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return new Date(today - (USUAL_DAYS - 1) * DAY_MS)
}

const dateOf = (day: Date) => day.toISOString().slice(0, 10)

async function findNewDays(sql: Sql, from: Date): Promise<Date[]> {
  const { rows } = await sql.query<{ day: Date }>(
    `SELECT DISTINCT date_trunc('day', session.started_at, 'UTC') AS day
     FROM priced_session AS priced JOIN session ON session.id = priced.session_id
     WHERE priced.priced_at >= coalesce((SELECT through FROM job_mark WHERE job = $1), 'epoch') AND session.started_at >= $2
     ORDER BY day`,
    [JOB, from],
  )
  return rows.map(({ day }) => day)
}

async function sumDay(sql: Sql, day: Date): Promise<void> {
  const date = dateOf(day)
  await sql.query('DELETE FROM daily_income WHERE day = $1::date', [date])
  await sql.query(
    `INSERT INTO daily_income (day, station_id, evse_number, site_id, currency, total)
     SELECT $1::date, session.station_id, session.evse_number, session.site_id, priced.currency, sum(priced.total)
     FROM session JOIN priced_session AS priced ON priced.session_id = session.id
     WHERE session.started_at >= $2 AND session.started_at < $3 AND priced.total > 0 AND priced.currency IS NOT NULL
     GROUP BY session.station_id, session.evse_number, session.site_id, priced.currency`,
    [date, day, new Date(day.getTime() + DAY_MS)],
  )
}
