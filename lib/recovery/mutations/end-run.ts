import type { Transaction } from '../../db/client'
import { addEntries, type NewEntry } from '../../faults/entries'
import { liveFaultsOf } from '../../faults/queries/live-faults-of'
import type { RecoveryFacts } from '../facts'
import type { NextStep } from '../next-step'
import { openStep, type Run } from '../run'
import { asJson } from './ask-step'
import type { Decided } from './decided'
import { moveBack } from './move-stage'

interface EndingRun {
  readonly runId: bigint
  readonly faultId: bigint
  readonly playbook: string
  readonly isDryRun: boolean
}

/**
 * Ends a run. One that has succeeded closes its fault as recovered; a fault that the station or its rule has closed meanwhile is said
 * to be recovered. Any other leaves the fault to people.
 * @param seen null: the run's playbook is gone @param by worker, or the person who stops it
 */
export async function endRun(
  tx: Transaction,
  { runId, faultId, playbook, isDryRun }: EndingRun,
  seen: { readonly facts: RecoveryFacts; readonly run: Run } | null,
  { state, why }: Extract<NextStep, { kind: 'end' }>,
  now: Date,
  by = 'worker',
): Promise<Decided> {
  const under = seen && openStep(seen.run)
  const steps = seen?.run.steps.map((step) =>
    step === under
      ? { ...step, outcome: state === 'succeeded' ? 'proven' : isDryRun ? 'would' : 'unproven', endedAt: now.getTime() }
      : step,
  )
  await tx.playbookRun.update({
    where: { id: runId },
    data: { state, why, endedAt: now, commandId: null, ...(steps && { steps: asJson(steps) }) },
  })
  const detail = { runId: String(runId), playbook, isDryRun, event: state, why, ...(under && { step: under.step }) }
  const entries: NewEntry[] = [{ faultId, at: now, kind: 'recovery', by, detail }]
  if (state === 'succeeded') entries.push(...(await closeAsRecovered(tx, faultId, now)))
  else if (!isDryRun) entries.push(...(await moveBack(tx, faultId, now, by)))
  await addEntries(tx, entries)
  return { ask: null, goesOn: false, events: isDryRun ? [] : await liveFaultsOf(tx, [faultId]) }
}

async function closeAsRecovered(tx: Transaction, faultId: bigint, now: Date): Promise<readonly NewEntry[]> {
  const { count } = await tx.fault.updateMany({
    where: { id: faultId, closedAt: null },
    data: { closedAt: now, closedBy: 'worker', closeReason: 'recovered' },
  })
  if (count > 0) return [{ faultId, at: now, kind: 'closed', by: 'worker', detail: { reason: 'recovered' } }]
  await tx.fault.updateMany({ where: { id: faultId, closeReason: 'over' }, data: { closeReason: 'recovered' } })
  return []
}
