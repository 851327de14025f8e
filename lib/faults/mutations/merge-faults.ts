import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import type { Transaction } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import type { EntryFact } from '../entries'
import { changeFaults, type Edited, type HeldFault } from './change-faults'
import { endPromise } from './end-promise'

/**
 * Says that several faults are one: they are closed, and their story goes on in `intoId`. What was promised of them is promised of it.
 * @throws DomainError forbidden | not-found | invalid (intoId: itself) | conflict (`intoId` is closed)
 */
export async function mergeFaults(
  actor: Actor,
  ids: readonly bigint[],
  { intoId }: { readonly intoId: bigint },
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  if (ids.includes(intoId)) throw new DomainError('invalid', 'A fault is not merged into itself.', { intoId: 'itself' })
  // Of the one that takes over; it has to be known before the first of the others is settled.
  let promisedAt: Date | null | undefined
  const edited = await changeFaults(actor, 'fault.merge', [intoId, ...ids], async (fault, at, tx, all) => {
    const into = all.find(({ id }) => id === intoId) as HeldFault
    if (into.closedAt !== null)
      throw new DomainError('conflict', 'The fault is closed already.', { reason: 'fault-closed' })
    const others = all.filter(({ id, closedAt }) => id !== intoId && closedAt === null)
    if (fault.id === intoId) {
      if (others.length === 0) return null
      const merged = others.map(({ id }): EntryFact => ({ kind: 'merged', detail: { fromId: String(id) } }))
      return { entries: merged, after: { from: others.map(({ id }) => String(id)) } }
    }
    if (promisedAt === undefined) promisedAt = into.promise?.dueAt ?? null
    const ended: EntryFact[] = []
    if (fault.promise !== null) {
      ended.push(...(await endPromise(tx, fault.promise, at, promisedAt ?? fault.promise.dueAt)))
      promisedAt ??= await movePromise(tx, fault.promise, intoId, at, actor.ref)
    }
    // What was part of this one is part of that one now: nothing hangs on a fault that is closed.
    await tx.fault.updateMany({ where: { mergedIntoId: fault.id }, data: { mergedIntoId: intoId } })
    return {
      data: { closedAt: at, closedBy: actor.ref, closeReason: 'merged', mergedIntoId: intoId },
      entries: [
        { kind: 'merged', detail: { intoId: String(intoId) } },
        { kind: 'closed', detail: { reason: 'merged' } },
        ...ended,
      ],
      after: { into: String(intoId) },
    }
  })
  return { changed: Math.max(0, edited.changed - 1) }
}

/** A promise that has passed is not made again. */
async function movePromise(
  tx: Transaction,
  promise: NonNullable<HeldFault['promise']>,
  intoId: bigint,
  at: Date,
  by: string,
): Promise<Date | null> {
  if (promise.dueAt <= at) return null
  await tx.repairPromise.create({
    data: { faultId: intoId, dueAt: promise.dueAt, note: promise.note, madeAt: at, madeBy: by },
  })
  return promise.dueAt
}
