import type { Actor } from '../../access/actor'
import { audit } from '../../db/audit'
import type { Transaction } from '../../db/client'

interface Worked {
  readonly stationId: bigint
  readonly identity: string
  readonly reason: string
}

/**
 * The station is being worked on from an instant on, or no longer: by who is there, in the transaction of what they sent. A window
 * that is open already stays as it is; ending ends every open one of the station, whoever began it.
 */
export async function maintain(tx: Transaction, actor: Actor, station: Worked, isOn: boolean, at: Date): Promise<void> {
  const open = { stationId: station.stationId, fromAt: { lte: at }, OR: [{ untilAt: null }, { untilAt: { gt: at } }] }
  if (isOn) {
    if ((await tx.maintenanceWindow.count({ where: open })) > 0) return
    await tx.maintenanceWindow.create({
      data: { stationId: station.stationId, fromAt: at, reason: station.reason, madeBy: actor.ref },
    })
  } else {
    const { count } = await tx.maintenanceWindow.updateMany({ where: open, data: { untilAt: at } })
    if (count === 0) return
  }
  await audit(tx, actor, isOn ? 'maintenance.begin' : 'maintenance.end', `station:${station.identity}`, {
    after: { at: at.toISOString(), reason: station.reason },
  })
}
