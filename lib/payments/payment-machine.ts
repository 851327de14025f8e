import { Decimal } from '../kernel/money'

/**
 * A payment's states:
 * `created` the driver has not paid yet · `declined` the means said no, another may say yes · `authorised` the money is reserved (or
 * paid in advance) · `starting` the station is asked to start · `charging` · `settling` the session has a price, which is being taken ·
 * `paid` · `releasing` nothing is to be paid, the money is being let go · `released` · `held` a person must look · `unpaid` there is a
 * price, and it was not (wholly) paid.
 */
export const PAYMENT_STATES = [
  'created',
  'declined',
  'authorised',
  'starting',
  'charging',
  'settling',
  'paid',
  'releasing',
  'released',
  'held',
  'unpaid',
] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** Nothing more is to be expected of these by themselves. */
export const FINAL_STATES: readonly PaymentState[] = ['paid', 'released', 'unpaid']

/** `reserve`: reserved first, taken when the price is known (cards). `prepay`: taken first, the rest given back (Swish). */
export type Means = 'reserve' | 'prepay'

/**
 * Why a person must look: there is no price, parts of the session are missing, it was priced by other terms than were shown, or money
 * could not be given back.
 */
export const HELD_REASONS = ['unpriced', 'incomplete', 'other-terms', 'refund-failed'] as const
export type HeldReason = (typeof HELD_REASONS)[number]

export interface RefundFact {
  readonly amount: Decimal
  readonly stage: 'asked' | 'done' | 'failed'
}

/** What is known of one payment. Amounts are totals so far in major units, never negative. */
export interface PaymentFacts {
  readonly state: PaymentState
  readonly means: Means
  readonly authorised: Decimal
  readonly captured: Decimal
  /** The provider has let go of the reservation, or of the request to pay. */
  readonly isCancelled: boolean
  /** The provider will not hand over what it had reserved. */
  readonly isCaptureRefused: boolean
  /** By the key each was asked with. */
  readonly refunds: ReadonlyMap<string, RefundFact>
  /** What is to be paid for the session, incl. VAT; null: not known. */
  readonly price: Decimal | null
  readonly heldReason: HeldReason | null
}

/** What a provider says has happened. Totals, so that saying it twice or out of order means the same. */
export type ProviderEvent =
  | { readonly kind: 'authorised'; readonly amount: Decimal }
  | { readonly kind: 'declined' }
  | { readonly kind: 'captured'; readonly amount: Decimal }
  | { readonly kind: 'capture-refused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refunded'; readonly key: string; readonly amount: Decimal }
  | { readonly kind: 'refund-failed'; readonly key: string }

/** What becomes of the session, and what people decide. */
export type LifeEvent =
  | { readonly kind: 'start-asked' }
  | { readonly kind: 'start-refused' }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'session-began' }
  | { readonly kind: 'session-ended'; readonly price: Decimal }
  | { readonly kind: 'session-held'; readonly reason: HeldReason }
  | { readonly kind: 'refund-asked'; readonly key: string; readonly amount: Decimal }
  | { readonly kind: 'retried' }
  | { readonly kind: 'let-go' }

export type PaymentEvent = ProviderEvent | LifeEvent

export type Refusal = 'not-now' | 'session-runs' | 'more-than-captured' | 'price-rose' | 'nothing-to-retry'
export interface Refused {
  readonly refused: Refusal
}
export const isRefused = (outcome: PaymentFacts | Refused): outcome is Refused => 'refused' in outcome

const ZERO = new Decimal(0)

export const newPayment = (means: Means): PaymentFacts => ({
  state: 'created',
  means,
  authorised: ZERO,
  captured: ZERO,
  isCancelled: false,
  isCaptureRefused: false,
  refunds: new Map(),
  price: null,
  heldReason: null,
})

/** Given back so far. */
export const refundedOf = ({ refunds }: PaymentFacts): Decimal => sumOf(refunds, ({ stage }) => stage === 'done')

/** What may still be given back: what was taken, less what is or may be on its way back. */
export const refundableOf = ({ captured, refunds }: PaymentFacts): Decimal =>
  Decimal.max(ZERO, captured.minus(sumOf(refunds, ({ stage }) => stage !== 'failed')))

const sumOf = (refunds: PaymentFacts['refunds'], counts: (refund: RefundFact) => boolean): Decimal =>
  [...refunds.values()].filter(counts).reduce((sum, { amount }) => sum.plus(amount), ZERO)

/**
 * The one machine: what a payment is after an event, or why the event is refused (it then changes nothing). What providers say is never
 * refused: it only ever adds to what is known, so that its order and its repetition do not matter.
 */
export function afterEvent(payment: PaymentFacts, event: PaymentEvent): PaymentFacts | Refused {
  switch (event.kind) {
    case 'authorised':
    case 'declined':
    case 'captured':
    case 'capture-refused':
    case 'cancelled':
    case 'refunded':
    case 'refund-failed':
      return goOn(learn(payment, event))
    case 'start-asked':
      return byState(payment, { authorised: 'starting', starting: 'starting' })
    case 'start-refused':
      return byState(payment, { authorised: 'releasing', starting: 'releasing' })
    case 'gave-up':
      return byState(payment, {
        created: 'releasing',
        declined: 'releasing',
        authorised: 'releasing',
        starting: 'releasing',
      })
    case 'session-began':
      // Also after the money was let go: the session is there, and somebody must hear that nobody pays for it.
      return byState(payment, {
        created: 'charging',
        declined: 'charging',
        authorised: 'charging',
        starting: 'charging',
        charging: 'charging',
        releasing: 'charging',
        released: 'charging',
      })
    case 'session-ended':
      return priced(payment, event.price)
    case 'session-held':
      return payment.state === 'held' && payment.heldReason === event.reason
        ? payment
        : payment.state === 'charging' || payment.state === 'held'
          ? { ...payment, state: 'held', heldReason: event.reason }
          : { refused: 'not-now' }
    case 'refund-asked':
      return askRefund(payment, event.key, event.amount)
    case 'retried':
      return retry(payment)
    case 'let-go':
      return letGo(payment)
  }
}

/** Adds what a provider says. A join: repeated and reordered sayings lead to the same. */
function learn(payment: PaymentFacts, event: ProviderEvent): PaymentFacts {
  switch (event.kind) {
    case 'authorised': {
      const authorised = Decimal.max(payment.authorised, event.amount)
      const captured = payment.means === 'prepay' ? Decimal.max(payment.captured, event.amount) : payment.captured
      return { ...payment, authorised, captured }
    }
    case 'captured': {
      const captured = Decimal.max(payment.captured, event.amount)
      return { ...payment, captured, authorised: Decimal.max(payment.authorised, captured) }
    }
    case 'declined':
      return payment.state === 'created' ? { ...payment, state: 'declined' } : payment
    case 'capture-refused':
      return { ...payment, isCaptureRefused: true }
    case 'cancelled':
      return { ...payment, isCancelled: true }
    case 'refunded': {
      const refunds = new Map(payment.refunds).set(event.key, { amount: event.amount, stage: 'done' })
      // Nothing is given back that was not taken: the word of the taking is still under way.
      const captured = Decimal.max(
        payment.captured,
        sumOf(refunds, ({ stage }) => stage === 'done'),
      )
      return { ...payment, refunds, captured, authorised: Decimal.max(payment.authorised, captured) }
    }
    case 'refund-failed': {
      const refund = payment.refunds.get(event.key)
      if (refund === undefined || refund.stage !== 'asked') return payment
      return { ...payment, refunds: new Map(payment.refunds).set(event.key, { ...refund, stage: 'failed' }) }
    }
  }
}

/** Where what is known leads by itself. */
function goOn(payment: PaymentFacts): PaymentFacts {
  switch (payment.state) {
    case 'created':
    case 'declined':
      if (payment.isCancelled && isAllBack(payment)) return { ...payment, state: 'released' }
      return payment.authorised.greaterThan(0) ? { ...payment, state: 'authorised' } : payment
    case 'authorised':
    case 'starting':
      return payment.isCancelled && isAllBack(payment) ? { ...payment, state: 'released' } : payment
    case 'charging':
      return payment
    case 'settling':
    case 'paid':
    case 'unpaid':
      return settled(payment)
    case 'releasing':
      if (hasFailedRefund(payment)) return { ...payment, state: 'held', heldReason: 'refund-failed' }
      return (payment.isCancelled || payment.captured.greaterThan(0)) && isAllBack(payment)
        ? { ...payment, state: 'released' }
        : payment
    case 'released':
      return isAllBack(payment) ? payment : { ...payment, state: 'releasing' }
    case 'held':
      return payment.heldReason === 'refund-failed' && !hasFailedRefund(payment) ? resumed(payment) : payment
  }
}

/** Of a payment with a price: follows from the sums alone, not from how they came about. */
function settled(payment: PaymentFacts): PaymentFacts {
  const { price, captured, authorised, isCancelled, isCaptureRefused } = payment
  if (price === null) return payment
  if (captured.isZero()) {
    const isNothingToTake = isCancelled || isCaptureRefused || authorised.isZero()
    return { ...payment, state: isNothingToTake ? 'unpaid' : 'settling' }
  }
  if (netOf(payment).greaterThan(price))
    return hasFailedRefund(payment)
      ? { ...payment, state: 'held', heldReason: 'refund-failed' }
      : { ...payment, state: 'settling' }
  // What was given back out of goodwill does not make a paid session unpaid.
  return { ...payment, state: captured.greaterThanOrEqualTo(price) ? 'paid' : 'unpaid' }
}

/**
 * The session's price is known. Once money is being taken the price can only fall: nobody pays more than was first asked for.
 */
function priced(payment: PaymentFacts, price: Decimal): PaymentFacts | Refused {
  switch (payment.state) {
    case 'created':
    case 'declined':
    case 'authorised':
    case 'starting':
    case 'charging':
    case 'held':
      return resumed({ ...payment, price })
    case 'settling':
    case 'paid':
    case 'unpaid': {
      if (payment.price !== null && price.greaterThan(payment.price)) return { refused: 'price-rose' }
      if (payment.price?.equals(price)) return payment
      return resumed({ ...payment, price })
    }
    case 'releasing':
    case 'released':
      return price.isZero() ? payment : { refused: 'not-now' }
  }
}

/** Takes up settling, or letting go when there is nothing to pay. */
function resumed(payment: PaymentFacts): PaymentFacts {
  const isFree = payment.price === null || payment.price.isZero()
  return goOn({ ...payment, state: isFree ? 'releasing' : 'settling', heldReason: null })
}

function askRefund(payment: PaymentFacts, key: string, amount: Decimal): PaymentFacts | Refused {
  if (payment.refunds.has(key)) return payment
  if (!amount.greaterThan(0) || amount.greaterThan(refundableOf(payment))) return { refused: 'more-than-captured' }
  return { ...payment, refunds: new Map(payment.refunds).set(key, { amount, stage: 'asked' }) }
}

function retry(payment: PaymentFacts): PaymentFacts | Refused {
  if (payment.state === 'held' && payment.heldReason === 'refund-failed')
    return resumed({
      ...payment,
      refunds: new Map([...payment.refunds].filter(([, { stage }]) => stage !== 'failed')),
    })
  if (payment.state !== 'unpaid' || payment.isCancelled || payment.captured.greaterThan(0))
    return { refused: 'nothing-to-retry' }
  return resumed({ ...payment, isCaptureRefused: false })
}

/** A person lets the driver off: what has been paid is enough, and what is only reserved is let go. */
function letGo(payment: PaymentFacts): PaymentFacts | Refused {
  if (payment.state === 'held') return resumed({ ...payment, price: ZERO })
  if (payment.state === 'unpaid') return resumed({ ...payment, price: netOf(payment) })
  return { refused: 'not-now' }
}

function byState(payment: PaymentFacts, next: Partial<Record<PaymentState, PaymentState>>): PaymentFacts | Refused {
  const state = next[payment.state]
  if (state === undefined) return { refused: payment.state === 'charging' ? 'session-runs' : 'not-now' }
  return state === payment.state ? payment : goOn({ ...payment, state })
}

const netOf = (payment: PaymentFacts): Decimal => payment.captured.minus(refundedOf(payment))
const isAllBack = (payment: PaymentFacts): boolean => netOf(payment).isZero()
const hasFailedRefund = ({ refunds }: PaymentFacts): boolean =>
  [...refunds.values()].some(({ stage }) => stage === 'failed')
/** What the provider should be asked for next, so that the payment comes to its end. */
export type Wanted =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'capture'; readonly amount: Decimal }
  | { readonly kind: 'refund'; readonly amount: Decimal }

/** @returns null: nothing, or the answer to what was asked is awaited */
export function wantedOf(payment: PaymentFacts): Wanted | null {
  const { state, captured, authorised, isCancelled, isCaptureRefused, price } = payment
  const refundable = refundableOf(payment)
  if (state === 'releasing') {
    if (captured.isZero()) return isCancelled ? null : { kind: 'cancel' }
    return refundable.greaterThan(0) ? { kind: 'refund', amount: refundable } : null
  }
  if (state !== 'settling' || price === null) return null
  if (captured.isZero())
    return isCancelled || isCaptureRefused ? null : { kind: 'capture', amount: Decimal.min(price, authorised) }
  const over = refundable.minus(price)
  return over.greaterThan(0) ? { kind: 'refund', amount: over } : null
}
