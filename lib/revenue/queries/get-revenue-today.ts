import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { Decimal } from '../../kernel/money'
import { NO_SITE_ZONE } from '../../performance/zone'
import { factsOf } from '../fact-sql'
import { MONEY_SCALE } from '../measures'
import { besideUsual, type HourTaken, type TodayBesideUsual } from '../today'

export interface RevenueToday {
  /** The largest first. Of sessions that have ended today, by each site's own clock. */
  readonly currencies: readonly (TodayBesideUsual & { readonly currency: string })[]
  readonly sessions: number
  /** Ended today without a price. */
  readonly unpricedCount: number
}

/** What today has brought in, beside what the same weekday usually has at this time of day: what overview, wall and reports show. */
export async function getRevenueToday(actor: Actor, now = new Date()): Promise<RevenueToday> {
  requireAct(actor, 'overview.read')
  const { rows } = await pool().query<Record<keyof Row, string>>(TODAY, [now, sitesInScope(actor)?.map(String) ?? null])
  const [first] = rows
  const oldestWeek = first?.oldest_week == null ? 0 : Number(first.oldest_week)
  const hourNow = Number(first?.hour_now ?? 0)
  const taken = new Map<string, HourTaken[]>()
  let [sessions, unpricedCount] = [0, 0]
  for (const row of rows) {
    if (row.currency === null) continue
    const weeksAgo = Number(row.weeks_ago)
    if (weeksAgo === 0) {
      sessions += Number(row.sessions)
      unpricedCount += Number(row.unpriced)
    }
    const hours = taken.get(row.currency) ?? []
    hours.push({ weeksAgo, hour: Number(row.hour), gross: money(row.gross), soFar: money(row.so_far) })
    taken.set(row.currency, hours)
  }
  const currencies = [...taken]
    .map(([currency, hours]) => ({ currency, ...besideUsual(hours, hourNow, oldestWeek) }))
    .filter(({ total, usualDay }) => Number(total) !== 0 || (usualDay !== null && Number(usualDay) !== 0))
    .sort((a, b) => Number(b.total) - Number(a.total) || a.currency.localeCompare(b.currency))
  return { currencies, sessions, unpricedCount }
}

interface Row {
  currency: string
  weeks_ago: number
  hour: number
  gross: string
  so_far: string
  sessions: number
  unpriced: number
  oldest_week: number
  hour_now: number
}

const money = (units: string) => new Decimal(units).div(MONEY_SCALE).toFixed(4)

const COLUMNS = 'day, minute, hour, site_id, currency'
const STALE = 'ARRAY(SELECT DISTINCT session_id FROM revenue_stale)'

/** The weekday of each site's today, this week and four before; facts, less what they hold of sessions that have changed, and those anew. */
const TODAY = `
  WITH clock AS (
    SELECT id, $1::timestamptz AT TIME ZONE time_zone AS local FROM site
    UNION ALL SELECT 0, $1::timestamptz AT TIME ZONE '${NO_SITE_ZONE}'
  ), days AS (
    SELECT DISTINCT local::date - 7 * week AS day FROM clock CROSS JOIN generate_series(0, 4) AS week
  ), added AS (
    SELECT ${COLUMNS}, gross, unpriced, 1 AS sessions FROM revenue_fact
    WHERE day = ANY(ARRAY(SELECT day FROM days)) AND ($2::bigint[] IS NULL OR site_id = ANY($2))
    UNION ALL
    SELECT ${COLUMNS}, -gross, -unpriced, -1 FROM (SELECT * FROM revenue_fact WHERE session_id = ANY(${STALE})) AS before
    WHERE $2::bigint[] IS NULL OR site_id = ANY($2)
    UNION ALL
    SELECT ${COLUMNS}, gross, unpriced, 1 FROM (${factsOf(STALE)}) AS after
    WHERE $2::bigint[] IS NULL OR site_id = ANY($2)
  ), summed AS (
    SELECT currency, (local::date - day) / 7 AS weeks_ago, hour, sum(gross) AS gross, sum(sessions) AS sessions, sum(unpriced) AS unpriced,
      coalesce(sum(gross) FILTER (WHERE minute < extract(hour FROM local) * 60 + extract(minute FROM local)), 0) AS so_far
    FROM (
      SELECT added.*, coalesce(clock.local, home.local) AS local
      FROM added JOIN clock AS home ON home.id = 0 LEFT JOIN clock ON clock.id = added.site_id
    ) AS placed
    WHERE day <= local::date AND (local::date - day) % 7 = 0 AND local::date - day <= 28
    GROUP BY 1, 2, 3 HAVING sum(sessions) <> 0
  )
  SELECT summed.*, extract(hour FROM home.local) AS hour_now,
    (home.local::date - (SELECT min(day) FROM revenue_fact WHERE day > home.local::date - 40)) / 7 AS oldest_week
  FROM (SELECT local FROM clock WHERE id = 0) AS home LEFT JOIN summed ON true`
