import type { Prisma } from '../db/client'
import type { EntryFact } from './entries'
import type { FaultStage } from './fault'

interface Seen {
  readonly acknowledgedAt: Date | null
  readonly stage: FaultStage
}

/**
 * Who takes a fault in hand has seen it: what that adds to the change and to the story. Nothing when somebody had already. A new
 * fault that somebody has seen is being looked into.
 * @param stage where the act itself puts it; left out: nowhere
 */
export function acknowledging(
  fault: Seen,
  by: string,
  at: Date,
  stage?: FaultStage,
): { readonly data: Prisma.FaultUncheckedUpdateInput; readonly entries: readonly EntryFact[] } {
  if (fault.acknowledgedAt !== null) return { data: {}, entries: [] }
  const moves = stage === undefined && fault.stage === 'new'
  return {
    data: { acknowledgedAt: at, acknowledgedBy: by, ...(moves && { stage: 'diagnosing' satisfies FaultStage }) },
    entries: [
      { kind: 'acknowledged', detail: {} },
      ...(moves ? [{ kind: 'stage', detail: { from: 'new', to: 'diagnosing' } } as const] : []),
    ],
  }
}
