import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'

export interface Today {
  readonly midnight: Date
  /** Delivered since midnight, Wh; a session that began before counts from its last reading before it. */
  readonly energyWh: number
  /** Of sessions that ended today, including VAT, per currency, the largest first. Decimal strings. */
  readonly revenue: readonly { readonly currency: string; readonly total: string }[]
  /** Ended today without a price. */
  readonly unpricedCount: number
}

/** @param zone whose midnight begins today */
export async function getToday(actor: Actor, zone: string): Promise<Today> {
  requireAct(actor, 'overview.read')
  const scope = [zone, sitesInScope(actor)]
  const [energy, revenue] = await Promise.all([
    pool().query<{ midnight: Date; energy: string }>(ENERGY, scope),
    pool().query<{ currency: string | null; total: string; unpriced: string }>(REVENUE, scope),
  ])
  const [read] = energy.rows
  return {
    midnight: read?.midnight ?? new Date(),
    energyWh: Number(read?.energy ?? 0),
    revenue: revenue.rows.flatMap(({ currency, total }) => (currency === null ? [] : [{ currency, total }])),
    unpricedCount: revenue.rows.reduce((sum, row) => sum + Number(row.unpriced), 0),
  }
}

const ENERGY = `
  WITH today AS (SELECT date_trunc('day', now(), $1) AS midnight)
  SELECT today.midnight, coalesce(sum(session.energy_wh - coalesce(earlier.energy_wh, 0)), 0) AS energy
  FROM today LEFT JOIN session ON (session.started_at >= today.midnight - interval '2 days' OR session.status = 'active')
    AND coalesce(session.ended_at, now()) >= today.midnight AND ($2::bigint[] IS NULL OR session.site_id = ANY($2))
  LEFT JOIN LATERAL (
    SELECT reading.energy_wh FROM reading
    WHERE session.started_at < today.midnight AND reading.session_id = session.id AND reading.at < today.midnight
      AND reading.energy_wh IS NOT NULL
    ORDER BY reading.at DESC LIMIT 1
  ) AS earlier ON true
  GROUP BY today.midnight`

/** Sessions of more than a week that end today are counted by the reports, not by this figure of the day. */
const REVENUE = `
  SELECT priced.currency, coalesce(sum(priced.total), 0) AS total,
    count(*) FILTER (WHERE priced.unpriced_reason IS NOT NULL) AS unpriced
  FROM session JOIN priced_session AS priced ON priced.session_id = session.id
  WHERE session.status = 'ended' AND session.started_at >= date_trunc('day', now(), $1) - interval '7 days'
    AND session.ended_at >= date_trunc('day', now(), $1) AND ($2::bigint[] IS NULL OR session.site_id = ANY($2))
  GROUP BY priced.currency ORDER BY 2 DESC`
