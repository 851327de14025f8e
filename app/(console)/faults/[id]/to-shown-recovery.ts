import type { ShownRecovery } from '@/components/faults/playbook/shown-recovery'
import type { FaultRecovery } from '@/lib/recovery/queries/get-recovery'

/** Self-recovery of a fault as its page shows it. */
export function toShownRecovery({ runs, ...recovery }: FaultRecovery): ShownRecovery {
  return {
    ...recovery,
    runs: runs.map(({ id, startedAt, endedAt, nextAt, steps, ...run }) => ({
      ...run,
      id: String(id),
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      nextAt: nextAt.toISOString(),
      steps: steps.map(({ step, attempt, of, at, outcome, why }) => ({
        step,
        attempt,
        of,
        at: new Date(at).toISOString(),
        outcome,
        why,
      })),
    })),
  }
}
