import { db } from '../../db/client'
import type { ScopedEvent } from '../../live/events'
import { addEntry } from '../entries'
import { outcomeInTime } from '../promise'
import { liveFaultsOf } from '../queries/live-faults-of'

/** One beat settles at most so many; the next takes the rest. */
const AT_ONCE = 200

/**
 * Promises whose time has passed are broken; those of faults that the station (or a playbook) ended are kept or broken by when that
 * was. Twice, or by two workers, settles each once. Gives what browsers should know.
 */
export async function settlePromises(now: Date): Promise<readonly ScopedEvent[]> {
  const due = await db().repairPromise.findMany({
    where: { outcome: null, OR: [{ dueAt: { lt: now } }, { fault: { closedAt: { not: null } } }] },
    select: { id: true, faultId: true, dueAt: true, fault: { select: { closedAt: true } } },
    orderBy: { id: 'asc' },
    take: AT_ONCE,
  })
  if (due.length === 0) return []
  return db().$transaction(async (tx) => {
    const settled: bigint[] = []
    for (const { id, faultId, dueAt, fault } of due) {
      const outcome = outcomeInTime(dueAt, fault.closedAt, now)
      if (outcome === null) continue
      const settledAt = fault.closedAt ?? now
      const { count } = await tx.repairPromise.updateMany({
        where: { id, outcome: null },
        data: { outcome, settledAt },
      })
      if (count === 0) continue
      settled.push(faultId)
      const detail = { promiseId: String(id), dueAt: dueAt.toISOString() }
      await addEntry(tx, { faultId, at: now, kind: `promise-${outcome}`, by: 'worker', detail })
    }
    return liveFaultsOf(tx, settled)
  })
}
