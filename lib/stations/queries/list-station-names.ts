import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'

export interface StationName {
  /** Inside key. */
  readonly key: string
  /** OCPP identity. */
  readonly identity: string
  readonly name: string
}

/** What all of the actor's stations are called, by identity: for finding the first of a list of many thousands without reading them whole. */
export async function listStationNames(actor: Actor): Promise<readonly StationName[]> {
  requireAct(actor, 'stations.read')
  const { rows } = await pool().query<StationName>(
    `SELECT id AS key, identity, name FROM station WHERE $1::bigint[] IS NULL OR site_id = ANY($1) ORDER BY lower(identity)`,
    [sitesInScope(actor)],
  )
  return rows
}
