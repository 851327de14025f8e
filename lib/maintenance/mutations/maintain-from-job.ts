import type { Actor } from '../../access/actor'
import type { Transaction } from '../../db/client'
import { endWindows, openWindow } from './write-windows'

/** A job at a station, as far as its maintenance goes. */
export interface WorkedJob {
  readonly id: bigint
  readonly stationId: bigint
  /** OCPP identity. */
  readonly identity: string
  readonly title: string
}

/**
 * The station is being worked on from an instant on, or no longer: by who is there, in the transaction of what they sent. A window
 * that is open already stays as it is; ending ends every one of the station that had begun, whoever began it.
 * @param at when, by our clock @param now when it was heard of
 */
export async function maintainFromJob(
  tx: Transaction,
  actor: Actor,
  { id, stationId, identity, title }: WorkedJob,
  isOn: boolean,
  at: Date,
  now: Date,
): Promise<void> {
  const begun = { stationId, fromAt: { lte: at } }
  const subject = `station:${identity}`
  if (!isOn) {
    await endWindows(tx, actor, subject, begun, { at, now })
    return
  }
  const open = { ...begun, OR: [{ untilAt: null }, { untilAt: { gt: at } }] }
  if ((await tx.maintenanceWindow.count({ where: open })) > 0) return
  const window = { fromAt: at, untilAt: null, reason: title, workOrderId: id }
  await openWindow(tx, actor, { stationId, siteId: null, subject }, window, now)
}

/** A job was called off: what was begun from it is over; who works there for another reason still does. */
export async function endJobsMaintenance(
  tx: Transaction,
  actor: Actor,
  { id, identity }: Pick<WorkedJob, 'id' | 'identity'>,
  now: Date,
): Promise<void> {
  await endWindows(tx, actor, `station:${identity}`, { workOrderId: id }, { at: now, now })
}
