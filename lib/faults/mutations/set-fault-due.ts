import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { changeFaults, type Edited } from './change-faults'

/** By when we want it mended: our own goal, told to no driver. @throws DomainError forbidden | not-found | conflict (all closed) */
export async function setFaultDue(
  actor: Actor,
  ids: readonly bigint[],
  { dueAt }: { readonly dueAt: Date | null },
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.due', ids, (fault) => {
    const [from, to] = [fault.dueAt?.toISOString() ?? null, dueAt?.toISOString() ?? null]
    if (from === to) return null
    return {
      data: { dueAt },
      entries: [{ kind: 'due', detail: { from, to } }],
      before: { dueAt: from },
      after: { dueAt: to },
    }
  })
}
