import { findCause } from '../faults/knowledge/all-causes'
import type { Cause } from '../faults/knowledge/cause'
import { PLAYBOOK_NAMES, PLAYBOOKS, type PlaybookName } from './playbooks'
import { isStepName, type StepName } from './steps'

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
