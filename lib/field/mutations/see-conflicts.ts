import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { workOrdersInScope } from '../scope'

/** Somebody has seen what could not be applied to a job. @throws DomainError forbidden | not-found */
export async function seeConflicts(actor: Actor, workOrderId: bigint): Promise<void> {
  requireAct(actor, 'field.work')
  await db().$transaction(async (tx) => {
    const order = await tx.workOrder.findFirst({
      where: { id: workOrderId, ...workOrdersInScope(actor) },
      select: { station: { select: { identity: true } } },
    })
    if (order === null) throw notFound('job', workOrderId)
    const { count } = await tx.workEntry.updateMany({
      where: { workOrderId, conflict: { not: null }, seenAt: null },
      data: { seenAt: new Date() },
    })
    if (count === 0) return
    await audit(tx, actor, 'work.see-conflicts', `station:${order.station.identity}`, {
      after: { id: String(workOrderId), count },
    })
  })
}
