import type { PlaybookName } from './playbooks'

export const RECOVERY_MODES = ['off', 'dry-run', 'live'] as const
export type RecoveryMode = (typeof RECOVERY_MODES)[number]

/** `22:00`, in the site's own zone; past midnight when `until` is not after `from`; the same twice: never quiet. */
export type QuietHours = { readonly from: string; readonly until: string }

export const MOST_TRIES = 5

/** What self-recovery may do. */
export interface RecoveryPolicy {
  readonly mode: RecoveryMode
  /** How often a step may be taken at a station within a day. */
  readonly maxTries: number
  readonly quietHours: QuietHours | null
  /** Playbooks that are switched off. */
  readonly playbooksOff: readonly PlaybookName[]
}

/** Until somebody decides: it says what it would do, and touches nothing. */
export const USUAL_POLICY: RecoveryPolicy = { mode: 'dry-run', maxTries: 2, quietHours: null, playbooksOff: [] }
