import { systemActor } from '../../access/actor'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { hashStationPassword } from '../station-password'

/**
 * A new password is about to be sent to a station. Until it is clear whether the station took it both are good, and whichever it
 * comes with stays: an answer that is lost must not lock a station out.
 * @returns false when it may still come with one that was offered before: a third would shut one of the two out
 */
export async function offerPassword(stationId: bigint, password: string | Uint8Array): Promise<boolean> {
  const { count } = await db().station.updateMany({
    where: { id: stationId, offeredPasswordHash: null },
    data: { offeredPasswordHash: await hashStationPassword(password) },
  })
  return count === 1
}

/** The station has taken it, or has come with it: the old one is no good any more (security whitepaper A02, 2.0.1 A01.FR.04). */
export async function adoptOfferedPassword(stationId: bigint): Promise<void> {
  await db().$transaction(async (tx) => {
    const station = await tx.station.findUnique({
      where: { id: stationId },
      select: { identity: true, offeredPasswordHash: true },
    })
    if (!station?.offeredPasswordHash) return
    await tx.station.update({
      where: { id: stationId },
      data: { passwordHash: station.offeredPasswordHash, offeredPasswordHash: null, passwordSetAt: new Date() },
    })
    await audit(tx, systemActor('gateway'), 'station.adopt-password', `station:${station.identity}`)
  })
}

/** The station has refused it: only the old one is good. */
export async function withdrawOfferedPassword(stationId: bigint): Promise<void> {
  await db().station.updateMany({ where: { id: stationId }, data: { offeredPasswordHash: null } })
}
