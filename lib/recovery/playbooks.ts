import type { StepName } from './steps'

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
