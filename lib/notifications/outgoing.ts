import type { Filling } from './notice'
import type { PushKeys } from './push-encryption'

/** Where a delivery goes, with all that is needed to get there. Never stored, never logged. */
export type Address =
  | { readonly channel: 'email'; readonly email: string }
  | { readonly channel: 'push'; readonly endpoint: string; readonly keys: PushKeys }
  | { readonly channel: 'sms'; readonly phone: string }
  | { readonly channel: 'webhook'; readonly url: string; readonly secret: string }
  /** The row itself is the notice. */
  | { readonly channel: 'in-app' }

/** A delivery that has been claimed and is to be sent now. */
export interface Outgoing {
  readonly id: bigint
  /** Which try this is, from 1: what becomes of it is recorded only while it is the newest. */
  readonly attempt: number
  /** The same at every try, to the outside. */
  readonly name: string
  readonly filling: Filling
  readonly locale: string
  readonly createdAt: Date
  readonly address: Address
  /** The secret of a subscriber's own links. */
  readonly token: string | null
}
