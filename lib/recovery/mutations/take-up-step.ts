import type { Transaction } from '../../db/client'
import { SECOND_MS } from '../../kernel/time'
import type { Run, StepRecord } from '../run'
import { commandOf } from '../steps'
import { recordAsked } from './ask-step'

interface Orphan {
  readonly runId: bigint
  readonly faultId: bigint
  readonly stationId: bigint | null
  readonly run: Run
  readonly under: StepRecord
}

/** Clocks of worker and database are not one. */
const TOLERANCE_MS = 5 * SECOND_MS

/**
 * A worker died between writing a step down and writing down what it had asked. If the command is there it was asked, and is the
 * step's; if it is not, the station never heard of it. Either way it is not asked twice.
 */
export async function takeUpStep(
  tx: Transaction,
  { runId, faultId, stationId, run, under }: Orphan,
  now: Date,
): Promise<void> {
  const taken = run.steps.flatMap(({ commandId }) => (commandId === null ? [] : [BigInt(commandId)]))
  const type = commandOf(under.step, { evse: 1, connector: 1 }, null)?.type
  const command =
    stationId === null
      ? null
      : await tx.command.findFirst({
          where: {
            stationId,
            type,
            requestedBy: 'worker',
            queuedAt: { gte: new Date(under.at - TOLERANCE_MS) },
            id: { notIn: taken },
          },
          orderBy: { id: 'asc' },
          select: { id: true },
        })
  const asking = command === null ? { commandId: null, why: 'too-late' } : { commandId: command.id }
  await recordAsked(tx, { runId, faultId, at: under.at }, asking, now)
}
