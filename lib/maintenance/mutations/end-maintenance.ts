import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { endWindows } from './write-windows'

/**
 * The work is done, or was called off: a window that runs ends now, one that has not begun never does. What is still wrong opens at
 * the detector's next look.
 * @throws DomainError forbidden | not-found | conflict (it is over already)
 */
export async function endMaintenance(actor: Actor, id: bigint, now = new Date()): Promise<void> {
  requireAct(actor, 'faults.write')
  const siteIds = sitesInScope(actor)
  const own = siteIds === null ? {} : { in: [...siteIds] }
  const inScope = siteIds === null ? {} : { OR: [{ station: { siteId: own } }, { siteId: own }] }
  await db().$transaction(async (tx) => {
    const found = await tx.maintenanceWindow.findFirst({
      where: { id, ...inScope },
      select: { siteId: true, station: { select: { identity: true } } },
    })
    if (found === null) throw notFound('maintenance window', id)
    const subject = found.station === null ? `site:${found.siteId}` : `station:${found.station.identity}`
    if ((await endWindows(tx, actor, subject, { id }, { at: now, now })) === 0)
      throw new DomainError('conflict', 'The maintenance is over already.', { reason: 'maintenance-over' })
  })
}
