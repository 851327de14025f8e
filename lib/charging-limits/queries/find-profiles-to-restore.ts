import { pool } from '../../db/client'
import type { ChargingProfile } from '../charging-profile'
import { IS_HELD, type ProfileRow, toProfile } from './profile-row'

/**
 * What we have set on a station and it should hold after a restart too: not sessions' own, which end with the power. For the gateway.
 */
export async function findProfilesToRestore(stationId: bigint): Promise<ChargingProfile[]> {
  const { rows } = await pool().query<ProfileRow>(
    `SELECT held.* FROM charging_profile AS held
      WHERE station_id = $1 AND source = 'us' AND purpose IN ('station-max', 'tx-default') AND ${IS_HELD}
      ORDER BY purpose, stack_level, profile_id`,
    [String(stationId)],
  )
  return rows.map(toProfile)
}
