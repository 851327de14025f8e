import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { validated } from '../../kernel/validated'
import { getStationKey } from '../queries/find-station'
import { stationPasswordSchema } from '../station'
import { generateStationPassword, hashStationPassword } from '../station-password'

/**
 * Gives a station a new Basic-auth password: the one chosen, or a generated one that is in the answer and nowhere else. A running
 * connection stays; the next one needs the new password.
 * @throws DomainError invalid | not-found
 */
export async function setStationPassword(
  actor: Actor,
  identity: string,
  chosen?: string,
): Promise<{ password: string | null }> {
  requireAct(actor, 'stations.write')
  const password = chosen === undefined ? generateStationPassword() : validated(stationPasswordSchema, chosen)
  const station = await getStationKey(actor, identity)
  const passwordHash = await hashStationPassword(password)
  await db().$transaction(async (tx) => {
    await tx.station.update({
      where: { id: station.key },
      data: { passwordHash, offeredPasswordHash: null, passwordSetAt: new Date() },
    })
    await audit(tx, actor, 'station.set-password', `station:${station.identity}`)
  })
  bus().publish('station', { identity: station.identity, change: 'credentials' })
  return { password: chosen === undefined ? password : null }
}
