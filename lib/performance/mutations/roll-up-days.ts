import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { startOfDay } from '../../kernel/local-day'
import { DAY_MS, HOUR_MS } from '../../kernel/time'
import type { SiteDay } from '../days-of-site'
import { daysOfSite } from '../days-of-site'
import { factsOfRows } from '../facts-of-rows'
import { readDayRows } from '../queries/read-day-rows'
import { total } from '../rates'
import { NO_SITE_ZONE } from '../zone'
import { markDays } from './mark-days'

const ROLL_UP_LOCK = 4_711_009
/** Of whole sites; more at once would only hold more in memory. */
const STATIONS_AT_ONCE = 500
/** Visits and plugged-in cars reach over midnight. */
const REACH_MS = 3 * HOUR_MS
/** Some minutes of work; the rest at the next turn. */
const MOST_BATCHES = 400

/**
 * Brings `evse_day` up to date: notes which days are over or have changed, and makes each anew from the rows, the newest first. For
 * the worker; doing it again changes nothing. No statement is about one station.
 * @param logDays how long the message log is kept: attempts of days before it stay as they were made when it was there
 * @returns how many days of stations were made
 */
export async function rollUpDays(now: Date, logDays: number): Promise<number> {
  const client = await pool().connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ROLL_UP_LOCK])
    await markDays(client, now)
    let made = 0
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const stale = await nextStale(client)
      if (stale === null) break
      await makeDay(client, stale, now, logDays)
      made += stale.stationIds.length
    }
    return made
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [ROLL_UP_LOCK]).catch(() => undefined)
    client.release()
  }
}

interface StaleDay {
  /** `2026-11-20` */
  readonly day: string
  readonly zone: string
  readonly stationIds: readonly string[]
}

/** Whole sites: visits go from one station to the next. */
async function nextStale(sql: Sql): Promise<StaleDay | null> {
  const { rows } = await sql.query<StaleDay>(NEXT_STALE, [NO_SITE_ZONE, STATIONS_AT_ONCE])
  return rows[0] ?? null
}

const NEXT_STALE = `
  WITH newest AS (
    SELECT evse_day.day FROM evse_day JOIN station ON station.id = evse_day.station_id
    WHERE evse_day.is_stale ORDER BY evse_day.day DESC LIMIT 1
  ), stale AS (
    SELECT DISTINCT station.id, station.site_id FROM newest
    JOIN evse_day ON evse_day.day = newest.day AND evse_day.is_stale JOIN station ON station.id = evse_day.station_id
  ), whole AS (
    SELECT id, site_id FROM stale
    UNION
    SELECT station.id, station.site_id FROM station JOIN stale USING (site_id) WHERE station.registration = 'accepted'
  ), ranked AS (
    SELECT whole.id, coalesce(whole.site_id, -whole.id) AS place, coalesce(site.time_zone, $1) AS zone,
      row_number() OVER in_order AS rank, first_value(coalesce(site.time_zone, $1)) OVER in_order AS first_zone
    FROM whole LEFT JOIN site ON site.id = whole.site_id
    WINDOW in_order AS (ORDER BY coalesce(whole.site_id, -whole.id), whole.id)
  ), placed AS (
    SELECT *, min(rank) OVER (PARTITION BY place) AS place_rank FROM ranked
  )
  SELECT (SELECT day::text FROM newest) AS day, first_zone AS zone, array_agg(id::text) AS "stationIds"
  FROM placed WHERE zone = first_zone AND place_rank <= $2 GROUP BY first_zone`

async function makeDay(sql: Sql, { day, zone, stationIds }: StaleDay, now: Date, logDays: number): Promise<void> {
  const from = startOfDay(day, 0, zone)
  const to = startOfDay(day, 1, zone)
  const reach = { from, to, since: new Date(from.getTime() - REACH_MS), until: new Date(to.getTime() + REACH_MS) }
  const stations = factsOfRows(await readDayRows(sql, stationIds, reach))
  const bySite = new Map<string, (typeof stations)[number][]>()
  for (const facts of stations) {
    const site = facts.siteId ?? `station ${facts.station}`
    bySite.set(site, [...(bySite.get(site) ?? []), facts])
  }
  const span = { from: from.getTime(), to: to.getTime() }
  const sums = [...bySite.values()].flatMap((site) => daysOfSite(site, span, now.getTime()).sums)
  const isSettled = from.getTime() < now.getTime() - (logDays - 1) * DAY_MS
  await sql.query(WRITE, [JSON.stringify(sums.filter(isKnown).map(toRow)), day, isSettled])
  // Nothing is known of what is left: no row says so as well.
  await sql.query('DELETE FROM evse_day WHERE day = $1 AND station_id = ANY($2::bigint[]) AND is_stale', [
    day,
    stationIds,
  ])
}

type Sums = SiteDay['sums'][number]

const isKnown = ({ seconds, attempts, sessions }: Sums): boolean =>
  attempts > 0 ||
  sessions > 0 ||
  seconds.up > 0 ||
  [seconds.down, seconds.excluded].some((by) => Object.keys(by).length > 0)

const toRow = ({ seconds, energyWh, ...sums }: Sums) => ({
  ...sums,
  ...seconds,
  wh: energyWh,
  downTotal: total(seconds.down),
  excludedTotal: total(seconds.excluded),
  goodAttempts: sums.attempts - total(sums.failures),
})

/** It has been made before: it is no row that only waits. */
const IS_MADE = `(held.up_seconds + held.unknown_seconds > 0 OR held.down_seconds <> '{}' OR held.excluded_seconds <> '{}')`

/** Attempts rest on the message log: when that is gone they stay as they were made while it was there ($3). */
const WRITE = `
  INSERT INTO evse_day AS held (station_id, evse_number, day, site_id, up_seconds, down_seconds, down_total, excluded_seconds,
    excluded_total, unknown_seconds, occupied_seconds, energy_wh, sessions, attempts, failures, good_attempts, visits, good_visits,
    first_tries, is_stale)
  SELECT said.station, said.evse, $2::date, station.site_id, said.up, said.down, said."downTotal", said.excluded, said."excludedTotal",
    said.unknown, said.occupied, said.wh, said.sessions, said.attempts, said.failures, said."goodAttempts", said.visits,
    said."goodVisits", said."firstTries", false
  FROM json_to_recordset($1::json) AS said(station bigint, evse int, up int, down jsonb, excluded jsonb, unknown int, occupied int,
    wh numeric, sessions int, attempts int, failures jsonb, visits int, "goodVisits" int, "firstTries" int, "downTotal" int,
    "excludedTotal" int, "goodAttempts" int)
  JOIN station ON station.id = said.station
  ON CONFLICT (station_id, evse_number, day) DO UPDATE SET up_seconds = excluded.up_seconds, down_seconds = excluded.down_seconds,
    down_total = excluded.down_total, excluded_seconds = excluded.excluded_seconds, excluded_total = excluded.excluded_total,
    unknown_seconds = excluded.unknown_seconds,
    occupied_seconds = excluded.occupied_seconds, energy_wh = excluded.energy_wh, sessions = excluded.sessions, is_stale = false,
    ${['attempts', 'failures', 'good_attempts', 'visits', 'good_visits', 'first_tries']
      .map((column) => `${column} = CASE WHEN $3 AND ${IS_MADE} THEN held.${column} ELSE excluded.${column} END`)
      .join(', ')}`
