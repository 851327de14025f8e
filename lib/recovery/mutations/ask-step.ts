import { systemActor } from '../../access/actor'
import type { CommandInput } from '../../commands/command'
import { requestCommand } from '../../commands/mutations/request-command'
import type { Prisma, Transaction } from '../../db/client'
import { addEntry } from '../../faults/entries'
import { DomainError } from '../../kernel/errors'
import { SECOND_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import type { Precondition } from '../precondition'
import { openStep } from '../run'
import { readRun } from '../stored-run'

/** A step that is written down as being asked for. */
export interface AskedStep {
  readonly runId: bigint
  readonly faultId: bigint
  /** OCPP identity. */
  readonly identity: string
  readonly command: CommandInput
  /** Looked at again by the gateway when the command leaves. */
  readonly onlyIf: Precondition
  /** When it was decided, epoch ms: tells it from every other step of the run. */
  readonly at: number
}

/** `why` without a command: the door's refusal, or that it came too late. */
export type Asking = { readonly commandId: bigint } | { readonly commandId: null; readonly why: string }

/** A restart is about now: one the gateway cannot send at once may meet somebody who has come meanwhile. */
const EXPIRES_AFTER_MS = 10 * SECOND_MS

/** Asks the station, through the same door as people do: it refuses what is offline, and writes the audit row. */
export async function askStep({ identity, command, onlyIf }: AskedStep, isStillNow: () => boolean): Promise<Asking> {
  if (!isStillNow()) return { commandId: null, why: 'too-late' }
  try {
    const options = { expiresAfterMs: EXPIRES_AFTER_MS, onlyIf }
    const { id } = await requestCommand(systemActor('worker'), identity, command, options)
    return { commandId: id }
  } catch (error) {
    if (error instanceof DomainError) return { commandId: null, why: error.code }
    throw error
  }
}

/** Writes down what became of the asking, unless somebody has taken the step up meanwhile. */
export async function recordAsked(
  tx: Transaction,
  { runId, faultId, at }: Pick<AskedStep, 'runId' | 'faultId' | 'at'>,
  asking: Asking,
  now: Date,
): Promise<readonly ScopedEvent[]> {
  await tx.$queryRaw`SELECT id FROM playbook_run WHERE id = ${runId} FOR UPDATE`
  const row = await tx.playbookRun.findUniqueOrThrow({ where: { id: runId } })
  const run = readRun(row)
  const step = run && openStep(run)
  if (row.state !== 'asking' || !run || !step || step.at !== at) return []
  const others = run.steps.slice(0, -1)
  if (asking.commandId !== null) {
    const steps = [...others, { ...step, commandId: String(asking.commandId) }]
    await tx.playbookRun.update({
      where: { id: runId },
      data: { state: 'asked', commandId: asking.commandId, nextAt: now, steps: asJson(steps) },
    })
    return []
  }
  const outcome = asking.why === 'too-late' ? ('not-asked' as const) : ('refused' as const)
  const steps = [...others, { ...step, outcome, why: asking.why, endedAt: now.getTime() }]
  await tx.playbookRun.update({ where: { id: runId }, data: { state: 'waiting', nextAt: now, steps: asJson(steps) } })
  const { playbook, isDryRun } = run
  const detail = {
    runId: String(runId),
    playbook,
    isDryRun,
    event: 'unproven',
    step: step.step,
    why: asking.why,
  } as const
  await addEntry(tx, { faultId, at: now, kind: 'recovery', by: 'worker', detail })
  return []
}

export const asJson = (steps: object): Prisma.InputJsonValue => steps as Prisma.InputJsonValue
