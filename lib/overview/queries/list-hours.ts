import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import type { Hour } from '../compare-with-usual'

/** The network's hours of the last five weeks, of the sites the actor sees. */
export async function listHours(actor: Actor): Promise<readonly Hour[]> {
  requireAct(actor, 'overview.read')
  const { rows } = await pool().query<{ hour: Date; sessions: string; energy: string; revenue: string }>(
    `SELECT hour, sum(sessions) AS sessions, sum(energy_wh) AS energy, sum(revenue) AS revenue FROM hourly_use
     WHERE hour >= now() - interval '36 days' AND ($1::bigint[] IS NULL OR site_id = ANY($1))
     GROUP BY hour ORDER BY hour`,
    [sitesInScope(actor)],
  )
  return rows.map((row) => ({
    hour: row.hour,
    sessions: Number(row.sessions),
    energyWh: Number(row.energy),
    revenue: Number(row.revenue),
  }))
}
