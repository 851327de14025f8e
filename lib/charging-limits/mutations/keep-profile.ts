import { pool } from '../../db/client'
import type { ChargingProfile } from '../charging-profile'
import { type ProfileCriteria, type ProfilesSaid, recordProfiles } from './record-profiles'

/**
 * The station has taken a profile of ours.
 * @param replacesSlot it takes the place of another one of its purpose, place and stack level, whatever that one's number (OCPP 1.6)
 */
export async function keepProfile(stationId: bigint, profile: ChargingProfile, replacesSlot: boolean): Promise<void> {
  const { evse, purpose, stackLevel, setAt: at } = profile
  const held: ProfilesSaid = { kind: 'held', stationId, profiles: [profile], at }
  const slot: ProfilesSaid = {
    kind: 'gone',
    stationId,
    criteria: { evse, purpose, stackLevel, sources: ['CSO'] },
    at,
    notSeenSince: at,
  }
  await write(replacesSlot ? [slot, held] : [held])
}

/** The station holds none of these, or none any more. */
export async function forgetProfiles(stationId: bigint, criteria: ProfileCriteria): Promise<void> {
  await write([{ kind: 'gone', stationId, criteria, at: new Date() }])
}

async function write(said: readonly ProfilesSaid[]): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await recordProfiles.write(client, said)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
