import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { addEntry, type CloseReason } from '../entries'
import { faultsInScope } from '../in-scope'
import { liveFaultOf } from '../queries/live-faults-of'

export interface CloseInput {
  /** Why a person may say that it is over. */
  readonly reason: Extract<CloseReason, 'repaired' | 'false-alarm' | 'accepted'>
  readonly note?: string
}

/**
 * A person has dealt with it: for faults whose end no station tells. When the station tells of it again it is a new fault.
 * @throws DomainError forbidden | not-found | conflict (already closed)
 */
export async function closeFault(
  actor: Actor,
  id: bigint,
  { reason, note = '' }: CloseInput = { reason: 'repaired' },
): Promise<void> {
  requireAct(actor, 'faults.write')
  const event = await db().$transaction(async (tx) => {
    const fault = await tx.fault.findFirst({
      where: { id, ...faultsInScope(actor) },
      select: { code: true, evseNumber: true, station: { select: { identity: true } } },
    })
    if (fault === null) throw notFound('fault', id)
    const at = new Date()
    const { count } = await tx.fault.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: at, closedBy: actor.ref, closeReason: reason, closeNote: note || null },
    })
    if (count === 0) throw new DomainError('conflict', 'The fault is closed already.')
    await addEntry(tx, { faultId: id, at, kind: 'closed', by: actor.ref, detail: note ? { reason, note } : { reason } })
    const subject = fault.station === null ? `fault:${id}` : `station:${fault.station.identity}`
    await audit(tx, actor, 'fault.close', subject, {
      after: { id: String(id), code: fault.code, evse: fault.evseNumber, reason },
    })
    return liveFaultOf(tx, id)
  })
  bus().publish('live', event)
}
