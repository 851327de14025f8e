import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { getStationKey } from '../queries/find-station'
import { publishStation } from './publish-station'

/** Lets a pending or rejected station in: its gateway answers its next boot with Accepted. Accepting twice changes nothing. */
export const acceptStation = (actor: Actor, identity: string): Promise<void> => decide(actor, identity, 'accepted')

/** Its boots are answered with Rejected from now on. */
export const rejectStation = (actor: Actor, identity: string): Promise<void> => decide(actor, identity, 'rejected')

/** @throws DomainError not-found */
async function decide(actor: Actor, identity: string, registration: 'accepted' | 'rejected'): Promise<void> {
  requireAct(actor, 'stations.write')
  const station = await getStationKey(actor, identity)
  const hasChanged = await db().$transaction(async (tx) => {
    const { count } = await tx.station.updateMany({
      where: { id: station.key, registration: { not: registration } },
      data: { registration },
    })
    if (count === 0) return false
    await audit(
      tx,
      actor,
      `station.${registration === 'accepted' ? 'accept' : 'reject'}`,
      `station:${station.identity}`,
      {
        before: { registration: station.registration },
        after: { registration },
      },
    )
    return true
  })
  if (!hasChanged) return
  bus().publish('station', { identity: station.identity, change: 'registration' })
  await publishStation(station.identity)
}
