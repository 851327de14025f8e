import { findCause } from '../faults/knowledge/all-causes'
import type { Cause } from '../faults/knowledge/cause'
import { isStepName, type StepName } from './steps'

export interface Playbook {
  /** In the order they are tried; of a cause only those its entry in the knowledge base allows. */
  readonly steps: readonly [StepName, ...StepName[]]
  /** It is for causes whose remote steps have this one; the first playbook that fits is taken. */
  readonly isFor: StepName
  /** Somebody's plug is in there because of the fault itself: that alone forbids nothing at the fault's own place. */
  readonly mayBePluggedIn: boolean
}

/** In the order in which they are looked through: what mends the cause itself before what restarts everything. */
export const PLAYBOOKS = {
  'resend-limits': { isFor: 'resend-profile', steps: ['resend-profile', 'soft-reset'], mayBePluggedIn: false },
  'send-list': { isFor: 'send-local-list', steps: ['send-local-list', 'soft-reset'], mayBePluggedIn: false },
  're-enable': { isFor: 'enable', steps: ['ask-status', 'enable', 'soft-reset'], mayBePluggedIn: false },
  release: { isFor: 'unlock', steps: ['ask-status', 'unlock', 'soft-reset'], mayBePluggedIn: true },
  restart: { isFor: 'soft-reset', steps: ['ask-status', 'soft-reset', 'hard-reset'], mayBePluggedIn: false },
  'restart-hard': { isFor: 'hard-reset', steps: ['ask-status', 'hard-reset'], mayBePluggedIn: false },
  ask: { isFor: 'ask-status', steps: ['ask-status'], mayBePluggedIn: false },
} as const satisfies Readonly<Record<string, Playbook>>

export type PlaybookName = keyof typeof PLAYBOOKS
export const PLAYBOOK_NAMES = Object.keys(PLAYBOOKS) as readonly PlaybookName[]

export const isPlaybookName = (word: string): word is PlaybookName => Object.hasOwn(PLAYBOOKS, word)

/**
 * Causes a restart could help and is kept from all the same: somebody has to see what a security event means, and a station whose
 * firmware did not come through, or whose line drops all the time, may not come back.
 */
const LEFT_ALONE: ReadonlySet<string> = new Set(['firmware-failed', 'log-failed', 'flapping', 'boot-loop'])
const isLeftAlone = (cause: string) => LEFT_ALONE.has(cause) || cause.startsWith('security:')

/** A playbook as it is played for one cause. */
export interface ChosenPlaybook {
  readonly name: PlaybookName
  readonly steps: readonly StepName[]
  readonly mayBePluggedIn: boolean
}

/**
 * What could mend a cause from afar. null: nothing could, or nothing may.
 * @param cause key into the knowledge base, which decides: asking for a status harms nobody, all else must be among its remote steps
 */
export function playbookFor(cause: string): ChosenPlaybook | null {
  const known: Cause = findCause(cause)
  if (known.isSafety || isLeftAlone(cause) || known.remote.includes('no-remote')) return null
  const possible = known.remote.filter(isStepName)
  const name = PLAYBOOK_NAMES.find((candidate) => possible.includes(PLAYBOOKS[candidate].isFor))
  if (name === undefined) return null
  const { steps, mayBePluggedIn } = PLAYBOOKS[name]
  return { name, mayBePluggedIn, steps: steps.filter((step) => step === 'ask-status' || possible.includes(step)) }
}
