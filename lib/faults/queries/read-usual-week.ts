import { pool } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import type { Cost, UsualWeek } from '../diagnosis/estimate-cost'

/** What a fault is about: one station and outlet, or all stations of a site. */
export interface FaultPlace {
  readonly stationIds: readonly bigint[]
  /** 0: all outlets. */
  readonly evse: number
}

/** Longer ago is another season. */
const WEEKS = 8
/** As little is no charge: a start that failed. Wh. */
const LEAST_WH = 100

/** What a place brought in each hour of the week, over the eight weeks before `before` or as long as it has been in use. */
export async function readUsualWeek(
  { stationIds, evse }: FaultPlace,
  before: Date,
  zone: string,
): Promise<UsualWeek & { readonly currency: string | null }> {
  const from = new Date(before.getTime() - WEEKS * 7 * DAY_MS)
  const { rows } = await pool().query<{
    hour: number
    currency: string | null
    sessions: number
    income: number
    first: Date
  }>(
    `SELECT ((extract(isodow FROM local) - 1) * 24 + extract(hour FROM local))::int AS hour, currency,
       count(*)::int AS sessions, coalesce(sum(total), 0)::float8 AS income, min(started_at) AS first
     FROM (
       SELECT session.started_at, session.started_at AT TIME ZONE $5 AS local, priced.total, priced.currency
       FROM session LEFT JOIN priced_session AS priced ON priced.session_id = session.id
       WHERE session.station_id = ANY($1) AND ($2 = 0 OR session.evse_number = $2)
         AND session.started_at >= $3 AND session.started_at < $4 AND session.energy_wh >= ${LEAST_WH}
     ) AS charged
     GROUP BY 1, 2`,
    [stationIds, evse, from, before, zone],
  )
  const currency = mainCurrency(rows)
  const hours = Array.from({ length: 168 }, () => ({ sessions: 0, income: 0 }))
  for (const row of rows) {
    const hour = hours[row.hour]
    if (hour === undefined) continue
    hour.sessions += row.sessions
    // Amounts of two currencies make no sum.
    if (row.currency === currency) hour.income += row.income
  }
  const first = Math.min(before.getTime(), ...rows.map((row) => row.first.getTime()))
  return { weeks: (before.getTime() - first) / (7 * DAY_MS), hours, currency }
}

function mainCurrency(rows: readonly { readonly currency: string | null; readonly sessions: number }[]): string | null {
  const counts = new Map<string, number>()
  for (const { currency, sessions } of rows)
    if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + sessions)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** What came all the same between two moments. @param currency whose amounts count */
export async function readTakings(
  { stationIds, evse }: FaultPlace,
  from: Date,
  to: Date,
  currency: string | null,
): Promise<Cost> {
  const { rows } = await pool().query<Cost>(
    `SELECT count(*)::int AS sessions, coalesce(sum(priced.total) FILTER (WHERE priced.currency = $5), 0)::float8 AS income
     FROM session LEFT JOIN priced_session AS priced ON priced.session_id = session.id
     WHERE session.station_id = ANY($1) AND ($2 = 0 OR session.evse_number = $2)
       AND session.started_at >= $3 AND session.started_at < $4 AND session.energy_wh >= ${LEAST_WH}`,
    [stationIds, evse, from, to, currency],
  )
  return rows[0] ?? { sessions: 0, income: 0 }
}
