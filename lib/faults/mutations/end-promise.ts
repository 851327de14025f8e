import type { Transaction } from '../../db/client'
import type { EntryFact } from '../entries'
import { outcomeAtChange, outcomeAtClose } from '../promise'

interface Standing {
  readonly id: bigint
  readonly dueAt: Date
}

/**
 * Ends a promise that people change or take back; gives what the story says of it (nothing of one that was only made better).
 * @param next the time of the promise that takes its place; null: none does
 */
export async function endPromise(
  tx: Transaction,
  promise: Standing,
  at: Date,
  next: Date | null,
): Promise<readonly EntryFact[]> {
  const outcome = outcomeAtChange(promise.dueAt, at, next)
  await tx.repairPromise.update({ where: { id: promise.id }, data: { outcome, settledAt: at } })
  if (outcome === 'replaced') return []
  const kind = outcome === 'broken' ? ('promise-broken' as const) : ('promise-withdrawn' as const)
  return [{ kind, detail: { promiseId: String(promise.id), dueAt: promise.dueAt.toISOString() } }]
}

/** Ends the promise of a fault that is over: kept when it was over in time. */
export async function settleAtClose(tx: Transaction, promise: Standing, closedAt: Date): Promise<EntryFact> {
  const outcome = outcomeAtClose(promise.dueAt, closedAt)
  await tx.repairPromise.update({ where: { id: promise.id }, data: { outcome, settledAt: closedAt } })
  return {
    kind: `promise-${outcome}`,
    detail: { promiseId: String(promise.id), dueAt: promise.dueAt.toISOString() },
  }
}
