import { systemActor } from '../../access/actor'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { hashStationPassword } from '../station-password'

/**
 * The station took a new password from us over OCPP: from now on only the new one opens (security whitepaper A02), or the station
 * would lock itself out at its next call.
 */
export async function adoptPassword(stationId: bigint, password: string): Promise<void> {
  const passwordHash = await hashStationPassword(password)
  await db().$transaction(async (tx) => {
    const where = { id: stationId }
    const { identity } = await tx.station.update({
      where,
      data: { passwordHash, offeredPasswordHash: null, passwordSetAt: new Date() },
      select: { identity: true },
    })
    await audit(tx, systemActor('gateway'), 'station.adopt-password', `station:${identity}`)
  })
}
