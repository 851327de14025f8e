import type { Transaction } from '../../db/client'
import type { NewEntry } from '../../faults/entries'
import type { FaultStage } from '../../faults/fault'

/** The fault is being mended from here, when nobody has put it further along. Gives what the story says of it. */
export const moveToRecovering = (tx: Transaction, faultId: bigint, now: Date): Promise<readonly NewEntry[]> =>
  moveStage(tx, faultId, ['new', 'diagnosing'], () => 'recovering', now, 'worker')

/** Self-recovery has let go of it: it is back where a person finds it. */
export const moveBack = (tx: Transaction, faultId: bigint, now: Date, by: string): Promise<readonly NewEntry[]> =>
  moveStage(tx, faultId, ['recovering'], (isSeen) => (isSeen ? 'diagnosing' : 'new'), now, by)

async function moveStage(
  tx: Transaction,
  faultId: bigint,
  from: readonly FaultStage[],
  to: (isSeen: boolean) => FaultStage,
  now: Date,
  by: string,
): Promise<readonly NewEntry[]> {
  const fault = await tx.fault.findFirst({
    where: { id: faultId, stage: { in: [...from] }, closedAt: null },
    select: { stage: true, acknowledgedAt: true },
  })
  if (fault === null) return []
  const stage = to(fault.acknowledgedAt !== null)
  await tx.fault.update({ where: { id: faultId }, data: { stage }, select: { id: true } })
  const detail = { from: fault.stage as FaultStage, to: stage }
  return [{ faultId, at: now, kind: 'stage', by, detail }]
}
