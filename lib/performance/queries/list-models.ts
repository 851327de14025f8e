import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'

/** The makes and models of an actor's stations, `vendor|model`. */
export async function listModels(actor: Actor): Promise<readonly string[]> {
  requireAct(actor, 'stations.read')
  const { rows } = await pool().query<{ model: string }>(
    `SELECT DISTINCT state.vendor || '|' || state.model AS model
     FROM station JOIN station_state AS state ON state.station_id = station.id
     WHERE state.vendor IS NOT NULL AND state.model IS NOT NULL AND ($1::bigint[] IS NULL OR station.site_id = ANY($1)) ORDER BY 1`,
    [sitesInScope(actor)],
  )
  return rows.map(({ model }) => model)
}
