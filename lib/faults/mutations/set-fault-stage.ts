import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { acknowledging } from '../acknowledging'
import type { FaultStage } from '../fault'
import { changeFaults, type Edited } from './change-faults'

/** Says where faults are on their way to being mended. @throws DomainError forbidden | not-found | conflict (all closed) */
export async function setFaultStage(
  actor: Actor,
  ids: readonly bigint[],
  { stage }: { readonly stage: FaultStage },
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.stage', ids, (fault, at) => {
    if (fault.stage === stage) return null
    // Back to new is a slip put right, not somebody taking it in hand.
    const seen = stage === 'new' ? { data: {}, entries: [] } : acknowledging(fault, actor.ref, at, stage)
    return {
      data: { stage, ...seen.data },
      entries: [...seen.entries, { kind: 'stage', detail: { from: fault.stage, to: stage } }],
      before: { stage: fault.stage },
      after: { stage },
    }
  })
}
