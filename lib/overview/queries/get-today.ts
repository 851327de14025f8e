import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { getRevenueToday } from '../../revenue/queries/get-revenue-today'

export interface Today {
  readonly midnight: Date
  /** Delivered since midnight, Wh; a session that began before counts from its last reading before it. */
  readonly energyWh: number
  /**
   * Of sessions that ended today, including VAT, per currency, the largest first, beside what the weekday usually has at this time: the
   * revenue report's own figures. Decimal strings.
   */
  readonly revenue: readonly { readonly currency: string; readonly total: string; readonly usualSoFar: string | null }[]
  /** Ended today without a price. */
  readonly unpricedCount: number
}

/** @param zone whose midnight begins today */
export async function getToday(actor: Actor, zone: string): Promise<Today> {
  requireAct(actor, 'overview.read')
  const [energy, { currencies, unpricedCount }] = await Promise.all([
    pool().query<{ midnight: Date; energy: string }>(ENERGY, [zone, sitesInScope(actor)]),
    getRevenueToday(actor),
  ])
  const [read] = energy.rows
  return {
    midnight: read?.midnight ?? new Date(),
    energyWh: Number(read?.energy ?? 0),
    revenue: currencies.map(({ currency, total, usualSoFar }) => ({ currency, total, usualSoFar })),
    unpricedCount,
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
