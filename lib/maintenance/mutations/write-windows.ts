import type { Actor } from '../../access/actor'
import { audit } from '../../db/audit'
import type { Prisma, Transaction } from '../../db/client'

/** Where somebody works: one of the two, and what the audit log calls it. */
export interface WorkPlace {
  readonly stationId: bigint | null
  readonly siteId: bigint | null
  /** `station:SE-1` or `site:7`. */
  readonly subject: string
}

export interface NewWindow {
  readonly fromAt: Date
  /** null: until somebody ends it. */
  readonly untilAt: Date | null
  readonly reason: string
  /** The job it is begun from: it ends with that at the latest when the job is called off. */
  readonly workOrderId?: bigint
}

/** Writes a window, with its audit row, for a verb that has asked who may. @param now when it was said, by our clock @returns its id */
export async function openWindow(
  tx: Transaction,
  actor: Actor,
  { stationId, siteId, subject }: WorkPlace,
  { fromAt, untilAt, reason, workOrderId }: NewWindow,
  now: Date,
): Promise<bigint> {
  const said = { fromAt, untilAt, reason, workOrderId: workOrderId ?? null }
  const { id } = await tx.maintenanceWindow.create({
    data: { stationId, siteId, ...said, madeBy: actor.ref, madeAt: now, changedAt: now },
    select: { id: true },
  })
  await audit(tx, actor, 'maintenance.begin', subject, {
    after: { id: String(id), reason, from: fromAt.toISOString(), until: untilAt?.toISOString() ?? null },
  })
  return id
}

/**
 * Ends what of these windows is not over at an instant; one that begins later never does. For a verb that has asked who may.
 * @param at when the work ended: a tablet says it late @param now when it was said, by our clock: the days between are counted anew
 * @returns how many it ended
 */
export async function endWindows(
  tx: Transaction,
  actor: Actor,
  subject: string,
  which: Prisma.MaintenanceWindowWhereInput,
  { at, now }: { readonly at: Date; readonly now: Date },
): Promise<number> {
  const ended = await tx.maintenanceWindow.findMany({
    where: { AND: [which, { OR: [{ untilAt: null }, { untilAt: { gt: at } }] }] },
    select: { id: true, fromAt: true },
    orderBy: { id: 'asc' },
  })
  let count = 0
  for (const { id, fromAt } of ended) {
    // Somebody else may have ended it since it was read.
    const still = { id, OR: [{ untilAt: null }, { untilAt: { gt: at } }] }
    const data = { untilAt: fromAt > at ? fromAt : at, changedAt: now }
    if ((await tx.maintenanceWindow.updateMany({ where: still, data })).count === 0) continue
    count += 1
    await audit(tx, actor, 'maintenance.end', subject, { after: { id: String(id), at: data.untilAt.toISOString() } })
  }
  return count
}
