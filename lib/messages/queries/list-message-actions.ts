import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'

/** The actions seen in a station's newest messages, for a filter. @throws DomainError not-found */
export async function listMessageActions(actor: Actor, identity: string): Promise<readonly string[]> {
  requireAct(actor, 'messages.read')
  const station = await getStationKey(actor, identity)
  const { rows } = await pool().query<{ action: string }>(
    `SELECT DISTINCT action FROM (SELECT action FROM ocpp_message WHERE station_id = $1 ORDER BY at DESC LIMIT 2000) AS newest
     WHERE action <> '' ORDER BY action`,
    [station.key],
  )
  return rows.map((row) => row.action)
}
