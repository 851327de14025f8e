import type { Actor } from '../../access/actor'
import type { Transaction } from '../../db/client'
import { addEntry, type EntryDetails, type NamedUser } from '../../faults/entries'

interface JobOfFault {
  readonly id: bigint
  readonly faultId: bigint | null
}

/** Writes into the fault's story what has become of its job; a job without a fault has no story but its own. */
export async function tellFault(
  tx: Transaction,
  actor: Actor,
  { id, faultId }: JobOfFault,
  event: EntryDetails['work']['event'],
  { at, who, text }: { at: Date; who?: NamedUser | undefined; text?: string | undefined },
): Promise<void> {
  if (faultId === null) return
  const detail = { workOrderId: String(id), event, ...(who && { who }), ...(text && { text }) }
  await addEntry(tx, { faultId, at, kind: 'work', by: actor.ref, detail })
}

/** Moves an open fault to a stage, once, and says so in its story. */
export async function moveFault(
  tx: Transaction,
  actor: Actor,
  faultId: bigint | null,
  to: 'dispatched' | 'verify',
  at: Date,
): Promise<void> {
  if (faultId === null) return
  const fault = await tx.fault.findUnique({ where: { id: faultId }, select: { stage: true, closedAt: true } })
  if (fault === null || fault.closedAt !== null || fault.stage === to) return
  await tx.fault.update({ where: { id: faultId }, data: { stage: to } })
  const detail = { from: fault.stage as EntryDetails['stage']['from'], to }
  await addEntry(tx, { faultId, at, kind: 'stage', by: actor.ref, detail })
}
