import type { PlaybookName } from './playbooks'
import type { StepName } from './steps'

/** What became of a step. `would`: a dry run only said it. */
export type StepOutcome = 'proven' | 'unproven' | 'refused' | 'not-asked' | 'would'

/** One step of a run, as it is kept and shown. Instants are epoch ms. */
export interface StepRecord {
  readonly step: StepName
  /** 1: the first time at this station within a day. */
  readonly attempt: number
  /** How often it may be tried there within a day; 1: it is not tried again. */
  readonly of: number
  readonly at: number
  readonly commandId: string | null
  /** When the station's own messages proved that it was done. */
  readonly doneAt: number | null
  /** null: under way. */
  readonly outcome: StepOutcome | null
  readonly endedAt: number | null
  /** The station's no, or a guard's name. */
  readonly why: string | null
}

export interface Run {
  readonly playbook: PlaybookName
  readonly isDryRun: boolean
  /** A person has asked for it: policy, quiet hours and whose fault it is do not stop it; every other guard does. */
  readonly isByPerson: boolean
  readonly startedAt: number
  readonly steps: readonly StepRecord[]
}

/** The step under way. */
export const openStep = ({ steps }: Run): StepRecord | null => {
  const last = steps.at(-1)
  return last !== undefined && last.outcome === null ? last : null
}

/** Whether it has done anything to the station. */
export const hasActed = ({ isDryRun, steps }: Run): boolean =>
  !isDryRun && steps.some(({ doneAt, commandId }) => doneAt !== null && commandId !== null)
