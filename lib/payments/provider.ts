import type { Decimal } from '../kernel/money'
import type { Means, ProviderEvent } from './payment-machine'

/** The ways to be paid. `sandbox`: make-believe, for the demo and trials. `invoice`: on credit, by customers. */
export const PROVIDER_KINDS = ['stripe', 'swish', 'sandbox', 'invoice'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

export interface AuthoriseOrder {
  /** Idempotency key: asked again under the same one, the provider does nothing twice. See `newCallKey`. */
  readonly key: string
  readonly paymentId: bigint
  /** The most that is reserved, or taken in advance. */
  readonly amount: Decimal
  readonly currency: string
  /** What the driver reads on the provider's page and on statements. */
  readonly description: string
  readonly language: 'sv' | 'en'
  /** Where the driver comes back to. */
  readonly returnUrl: string
  /** Where the provider may call us. */
  readonly callbackUrl: string
  /** The telephone of the driver's Swish app; null: it is on the same device. */
  readonly phone: string | null
  /** Until when it can be paid. */
  readonly payBy: Date
  /** True when it may have been asked before: an answer may have been lost. */
  readonly isRepeat: boolean
}

/** Something about a payment that the provider knows as `ref`. */
export interface Order {
  readonly ref: string
  readonly key: string
  readonly amount: Decimal
  readonly currency: string
  readonly callbackUrl: string
  readonly isRepeat: boolean
}

export interface Done {
  readonly result: 'done'
  /** What the provider calls the payment, when it has a (new) name for it. */
  readonly ref?: string
  /** Where the driver pays: https:, a path of ours, or an app's link. */
  readonly payUrl?: string
  readonly events: readonly ProviderEvent[]
  /** What tells the payer again, as it is; it is stored as a hash. */
  readonly payer?: string
  readonly declineCode?: string
}

/**
 * `refused`: the provider has answered, and asking again is no use. `unknown`: nobody knows whether it was done (no answer, an answer
 * that makes no sense, too many requests): ask again under the same key.
 */
export type Answer =
  | Done
  | { readonly result: 'refused'; readonly code: string }
  | { readonly result: 'unknown'; readonly error: string; readonly retryAfterMs?: number }

export interface WebhookCall {
  readonly headers: Headers
  /** Byte for byte: signatures are over it. */
  readonly body: string
}

/**
 * What a provider's call was about. Nothing in it is believed: the provider is asked how the payment stands. null: a genuine call
 * about nothing of ours; 'forged': it is not from the provider.
 */
export type WebhookWord = { readonly refs: readonly string[] } | null | 'forged'

/**
 * One provider. Nothing here throws for what the other side does: an answer that was lost is an answer (`unknown`). Money is asked for
 * in totals, so that the same order twice is the same as once.
 */
export interface Provider {
  readonly means: Means
  /** Makes it possible for the driver to pay. */
  authorise(order: AuthoriseOrder): Promise<Answer>
  /** Reserves up to `amount` in all. */
  increment(order: Order): Promise<Answer>
  /** Takes `amount` of what is reserved and lets go of the rest. */
  capture(order: Order): Promise<Answer>
  /** Lets go of what is reserved, or takes back the request to pay. */
  cancel(order: Omit<Order, 'amount'>): Promise<Answer>
  refund(order: Order): Promise<Answer>
  /** All that has happened to the payment, as events; `refunds`: the keys of those asked for. */
  status(ref: string, refunds: readonly string[]): Promise<Answer>
  webhook(call: WebhookCall): WebhookWord
  /** Whether its keys and certificates work; changes nothing. */
  test(): Promise<Answer>
}
