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
  if (!(await settle(tx, promise, outcome, at)) || outcome === 'replaced') return []
  const kind = outcome === 'broken' ? ('promise-broken' as const) : ('promise-withdrawn' as const)
  return [{ kind, detail: { promiseId: String(promise.id), dueAt: promise.dueAt.toISOString() } }]
}

/** Ends the promise of a fault that is over: kept when it was over in time. */
export async function settleAtClose(tx: Transaction, promise: Standing, closedAt: Date): Promise<readonly EntryFact[]> {
  const outcome = outcomeAtClose(promise.dueAt, closedAt)
  if (!(await settle(tx, promise, outcome, closedAt))) return []
  const detail = { promiseId: String(promise.id), dueAt: promise.dueAt.toISOString() }
  return [{ kind: `promise-${outcome}`, detail }]
}

/** Once: false when its time passed in this very moment, and the worker has said so. */
async function settle(tx: Transaction, { id }: Standing, outcome: string, settledAt: Date): Promise<boolean> {
  const { count } = await tx.repairPromise.updateMany({ where: { id, outcome: null }, data: { outcome, settledAt } })
  return count > 0
}
