import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'
import type { ChargingProfile } from '../charging-profile'
import { IS_HELD, type ProfileRow, toProfile } from './profile-row'

export interface ProfileView extends ChargingProfile {
  /** When the station last said that it holds it. */
  readonly seenAt: Date
  /** It has restarted since: most keep their profiles, some do not. */
  readonly isUnsure: boolean
}

/** What a station can be believed to hold, as it takes effect: by purpose, the highest first. @throws DomainError forbidden | not-found */
export async function listProfiles(actor: Actor, identity: string): Promise<ProfileView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const { rows } = await pool().query<ProfileRow & { seen_at: Date; is_unsure: boolean }>(
    `SELECT held.*, coalesce(held.seen_at < state.booted_at, false) AS is_unsure
      FROM charging_profile AS held LEFT JOIN station_state AS state ON state.station_id = held.station_id
      WHERE held.station_id = $1 AND ${IS_HELD}
      ORDER BY array_position(ARRAY['external', 'station-max', 'tx', 'tx-default'], held.purpose), evse_number, stack_level DESC, profile_id`,
    [String(key)],
  )
  return rows.map((row) => ({ ...toProfile(row), seenAt: row.seen_at, isUnsure: row.is_unsure }))
}
