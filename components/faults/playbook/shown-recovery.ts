import type { Action } from '@/components/forms/action-result'

/** One step of a run as it is shown; instants are ISO 8601. */
export interface ShownStep {
  readonly step: string
  readonly attempt: number
  readonly of: number
  readonly at: string
  readonly outcome: string | null
  readonly why: string | null
}

export interface ShownRun {
  readonly id: string
  readonly playbook: string
  readonly isDryRun: boolean
  readonly state: 'waiting' | 'asking' | 'asked' | 'proving' | 'succeeded' | 'failed' | 'stopped'
  readonly why: string | null
  readonly startedBy: string | null
  readonly startedAt: string
  readonly endedAt: string | null
  readonly nextAt: string
  readonly steps: readonly ShownStep[]
}

/** What self-recovery has done, does and could do about a fault. */
export interface ShownRecovery {
  readonly playbook: {
    readonly name: string
    readonly steps: readonly { readonly step: string; readonly times: number }[]
  } | null
  readonly isSafety: boolean
  readonly isStationUnsafe: boolean
  readonly mode: 'off' | 'dry-run' | 'live'
  /** What a run by hand would come to now; null: the fault is closed. */
  readonly prospect:
    | { readonly kind: 'act'; readonly step: string }
    | { readonly kind: 'wait' | 'never'; readonly why: string }
    | null
  readonly runs: readonly ShownRun[]
}

export interface RecoveryActions {
  readonly run: Action<{ id: string }>
  readonly stop: Action<{ id: string }>
}
