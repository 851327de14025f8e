import type { Actor } from '../../access/actor'
import type { Transaction } from '../../db/client'
import { acknowledging } from '../../faults/acknowledging'
import {
  addEntries,
  addEntry,
  type EntryDetails,
  type EntryFact,
  type NamedUser,
  type NewEntry,
} from '../../faults/entries'
import type { FaultStage } from '../../faults/fault'
import { settleAtClose } from '../../faults/mutations/end-promise'

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

/** Moves an open fault to a stage, once, and says so in its story. Whoever sends somebody has seen it. */
export async function moveFault(
  tx: Transaction,
  actor: Actor,
  faultId: bigint | null,
  to: 'dispatched' | 'verify' | 'diagnosing',
  at: Date,
): Promise<void> {
  if (faultId === null) return
  const fault = await tx.fault.findFirst({
    where: { id: faultId, closedAt: null },
    select: { stage: true, acknowledgedAt: true },
  })
  if (fault === null || fault.stage === to) return
  const from = fault.stage as FaultStage
  const seen = acknowledging({ ...fault, stage: from }, actor.ref, at, to)
  await tx.fault.update({ where: { id: faultId }, data: { stage: to, ...seen.data } })
  await addFacts(tx, actor, faultId, at, [...seen.entries, { kind: 'stage', detail: { from, to } }])
}

/** Closes the fault that a job has mended, and its promise, unless the station itself, or somebody at the desk, was faster. */
export async function endFault(
  tx: Transaction,
  actor: Actor,
  faultId: bigint | null,
  reason: 'probed' | 'repaired',
  at: Date,
): Promise<void> {
  if (faultId === null) return
  const { count } = await tx.fault.updateMany({
    where: { id: faultId, closedAt: null },
    // Heard of now, also when the tablet says that it was over days ago.
    data: { closedAt: at, closedBy: actor.ref, closeReason: reason, heardAt: new Date() },
  })
  if (count === 0) return
  const promise = await tx.repairPromise.findFirst({
    where: { faultId, outcome: null },
    select: { id: true, dueAt: true },
  })
  const settled = promise === null ? [] : await settleAtClose(tx, promise, at)
  await addFacts(tx, actor, faultId, at, [{ kind: 'closed', detail: { reason } }, ...settled])
}

const addFacts = (tx: Transaction, actor: Actor, faultId: bigint, at: Date, facts: readonly EntryFact[]) =>
  addEntries(
    tx,
    facts.map((fact) => ({ ...fact, faultId, at, by: actor.ref }) as NewEntry),
  )
