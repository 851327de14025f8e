import { z } from 'zod'
import type { RecoveringStep } from '../live/events'
import { isPlaybookName } from './playbooks'
import type { Run, StepRecord } from './run'
import { STEP_NAMES } from './steps'

const stepSchema = z.object({
  step: z.enum(STEP_NAMES),
  attempt: z.number().int(),
  of: z.number().int().default(1),
  at: z.number(),
  commandId: z.string().nullable(),
  doneAt: z.number().nullable(),
  outcome: z.enum(['proven', 'unproven', 'refused', 'not-asked', 'would']).nullable(),
  endedAt: z.number().nullable(),
  why: z.string().nullable(),
})
const stepsSchema = z.array(stepSchema)

/** A run's steps as they were stored; what another version of this program wrote and nobody understands is none. */
export function readSteps(stored: unknown): readonly StepRecord[] {
  const read = stepsSchema.safeParse(stored)
  return read.success ? read.data : []
}

/** The newest of them, as lists tell of it. */
export function recoveringStep(steps: readonly StepRecord[]): RecoveringStep | null {
  const last = steps.at(-1)
  return last === undefined ? null : { step: last.step, attempt: last.attempt, of: last.of }
}

interface StoredRun {
  readonly playbook: string
  readonly isDryRun: boolean
  readonly startedBy: string
  readonly startedAt: Date
  readonly steps: unknown
}

/** The run as decisions see it; null: its playbook is gone. */
export function readRun({ playbook, isDryRun, startedBy, startedAt, steps }: StoredRun): Run | null {
  if (!isPlaybookName(playbook)) return null
  return {
    playbook,
    isDryRun,
    isByPerson: startedBy !== 'worker',
    startedAt: startedAt.getTime(),
    steps: readSteps(steps),
  }
}
