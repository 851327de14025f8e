import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { DomainError } from '../../kernel/errors'
import { acknowledging } from '../acknowledging'
import { findWorkers } from '../queries/list-workers'
import { changeFaults, type Edited } from './change-faults'

/**
 * Gives faults to somebody, or to nobody.
 * @throws DomainError forbidden | not-found | conflict (all closed) | invalid (assigneeId: nobody who works with faults)
 */
export async function assignFaults(
  actor: Actor,
  ids: readonly bigint[],
  { assigneeId }: { readonly assigneeId: bigint | null },
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.assign', ids, async (fault, at, tx) => {
    const [to = null] = assigneeId === null ? [] : await findWorkers(tx, [assigneeId])
    if (to === null && assigneeId !== null)
      throw new DomainError('invalid', 'Nobody who works with faults.', { assigneeId: 'unknown-user' })
    if ((fault.assignee?.id ?? null) === (to?.id ?? null)) return null
    const seen = acknowledging(fault, actor.ref, at)
    return {
      data: { assigneeId, ...seen.data },
      entries: [...seen.entries, { kind: 'assigned', detail: { from: fault.assignee, to } }],
      before: { assignee: fault.assignee?.name ?? null },
      after: { assignee: to?.name ?? null },
    }
  })
}
