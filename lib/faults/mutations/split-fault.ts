import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { faultsInScope } from '../in-scope'
import { changeFaults, type Edited } from './change-faults'

/**
 * A merged fault was something of its own after all: it is open again, and both stories say so.
 * @param id of the fault that was merged
 * @throws DomainError forbidden | not-found | conflict (it is not merged, or the same fault has opened anew since)
 */
export async function splitFault(actor: Actor, id: bigint): Promise<Edited> {
  requireAct(actor, 'faults.write')
  const known = await db().fault.findFirst({ where: { id, ...faultsInScope(actor) }, select: { mergedIntoId: true } })
  if (known === null) throw notFound('fault', id)
  const fromId = known.mergedIntoId
  if (fromId === null)
    throw new DomainError('conflict', 'The fault is not merged into another.', { reason: 'fault-not-merged' })
  const edited = await changeFaults(
    actor,
    'fault.split',
    [id, fromId],
    async (fault, _at, tx) => {
      if (fault.id === fromId) return { entries: [{ kind: 'split', detail: { intoId: String(id) } }] }
      if (fault.mergedIntoId !== fromId)
        throw new DomainError('conflict', 'The fault is not merged into another.', { reason: 'fault-not-merged' })
      const { stationId, siteId, evseNumber, connectorNumber, source, code } = await tx.fault.findUniqueOrThrow({
        where: { id },
      })
      const place = stationId === null ? { stationId, siteId } : { stationId, evseNumber, connectorNumber }
      if ((await tx.fault.count({ where: { ...place, source, code, closedAt: null } })) > 0)
        throw new DomainError('conflict', 'The same fault is open anew.', { reason: 'fault-open-anew' })
      return {
        data: { closedAt: null, closedBy: null, closeReason: null, closeNote: null, mergedIntoId: null },
        entries: [{ kind: 'split', detail: { fromId: String(fromId) } }],
        after: { from: String(fromId) },
      }
    },
    { closedToo: true },
  )
  return { changed: Math.min(1, edited.changed) }
}
