import type { Action } from '@/components/forms/action-result'
import type { RecoveryPolicy } from '@/lib/recovery/policy'

export interface ShownPolicy {
  /** null: the network's. */
  readonly siteId: string | null
  readonly name: string
  readonly policy: RecoveryPolicy
  /** Null: nobody has decided. */
  readonly updatedBy: string | null
  readonly updatedAt: string | null
}

export type PolicyInput = RecoveryPolicy & { readonly siteId: string | null }

export interface PolicyActions {
  readonly set: Action<PolicyInput>
  readonly reset: Action<{ siteId: string | null }>
}

export interface ChosenSite {
  readonly id: string
  readonly name: string
}
