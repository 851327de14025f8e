import type { Action } from '@/components/forms/action-result'

export interface ListedUser {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: string
  readonly state: 'active' | 'invited' | 'closed'
  readonly customerId: string | null
  readonly customerName: string | null
  readonly siteIds: readonly string[]
  readonly lastSignInAt: string | null
}

/** What a role can be limited to. */
export interface Scopes {
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  readonly customers: readonly { readonly id: string; readonly name: string }[]
}

export interface UserFieldsValue {
  readonly name: string
  readonly role: 'admin' | 'operator' | 'technician' | 'fleet-manager' | 'site-host' | 'viewer'
  readonly customerId: string | null
  readonly siteIds: string[]
}

export interface UserActions {
  readonly edit: Action<UserFieldsValue & { id: string; active: boolean }>
  readonly reset: Action<{ id: string }, { path: string }>
  readonly endSignIns: Action<{ id: string }, number>
}
