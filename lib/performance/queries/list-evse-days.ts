import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { type PerformanceFilter, WANTED_DAYS, wantedValues } from './wanted-days'

/** Which days of EVSEs stand behind a figure: those with time down for a cause, left out for a reason, or failures of one. */
export type DayConcern =
  | { readonly what: 'down' | 'excluded' | 'failure'; readonly name?: string }
  | { readonly what: 'any' }

/** A day of an EVSE, as a figure's row. */
export interface EvseDayRow {
  readonly stationId: string
  readonly stationName: string
  readonly siteName: string | null
  readonly evse: number
  readonly day: string
  readonly upSeconds: number
  readonly downSeconds: Readonly<Record<string, number>>
  readonly excludedSeconds: Readonly<Record<string, number>>
  readonly sessions: number
  readonly attempts: number
  readonly failures: Readonly<Record<string, number>>
  readonly visits: number
  readonly goodVisits: number
  readonly firstTries: number
  readonly isStale: boolean
}

/** More rows than anybody reads: the sums say the rest. */
export const MOST_DAYS = 2000

/** The rows behind a figure, those that weigh most first. */
export async function listEvseDays(
  actor: Actor,
  filter: PerformanceFilter,
  concern: DayConcern,
): Promise<readonly EvseDayRow[]> {
  requireAct(actor, 'stations.read')
  const column = COLUMNS[concern.what]
  const name = 'name' in concern ? (concern.name ?? null) : null
  const { rows } = await pool().query<EvseDayRow>(
    `SELECT station.identity AS "stationId", coalesce(nullif(station.name, ''), station.identity) AS "stationName",
       (SELECT name FROM site WHERE id = evse_day.site_id) AS "siteName", evse_number AS evse, day::text AS day,
       up_seconds AS "upSeconds", down_seconds AS "downSeconds", excluded_seconds AS "excludedSeconds", sessions, attempts, failures,
       visits, good_visits AS "goodVisits", first_tries AS "firstTries", is_stale AS "isStale"
     FROM ${WANTED_DAYS} AND ${column.total} > 0 AND ($8::text IS NULL OR ${column.has})
     ORDER BY CASE WHEN $8 IS NULL THEN ${column.total} ELSE ${column.of} END DESC, day DESC, station.identity, evse_number
     LIMIT ${MOST_DAYS}`,
    [...wantedValues(actor, filter), name],
  )
  return rows
}

/** How many days there are behind a figure, also beyond those that are listed. */
export async function countEvseDays(actor: Actor, filter: PerformanceFilter, concern: DayConcern): Promise<number> {
  requireAct(actor, 'stations.read')
  const column = COLUMNS[concern.what]
  const name = 'name' in concern ? (concern.name ?? null) : null
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${WANTED_DAYS} AND ${column.total} > 0 AND ($8::text IS NULL OR ${column.has})`,
    [...wantedValues(actor, filter), name],
  )
  return rows[0]?.count ?? 0
}

const named = (column: string, total: string) => ({ total, has: `${column} ? $8`, of: `(${column} ->> $8)::bigint` })
const COLUMNS = {
  down: named('down_seconds', 'down_total'),
  excluded: named('excluded_seconds', 'excluded_total'),
  failure: named('failures', '(attempts - good_attempts)'),
  any: { total: '(visits + attempts + down_total + excluded_total)', has: 'true', of: '0' },
} as const
