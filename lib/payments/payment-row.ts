import { Decimal } from '../kernel/money'
import type { HeldReason, Means, PaymentFacts, PaymentState, RefundFact } from './payment-machine'

type Amount = { toString(): string }

/** The columns that the machine's facts are kept in. */
export const factColumns = {
  state: true,
  means: true,
  heldReason: true,
  authorised: true,
  captured: true,
  price: true,
  isCancelled: true,
  isCaptureRefused: true,
  refunds: { select: { key: true, amount: true, stage: true } },
} as const

export interface FactsRow {
  readonly state: string
  readonly means: string
  readonly heldReason: string | null
  readonly authorised: Amount
  readonly captured: Amount
  readonly price: Amount | null
  readonly isCancelled: boolean
  readonly isCaptureRefused: boolean
  readonly refunds: readonly { readonly key: string; readonly amount: Amount; readonly stage: string }[]
}

export const factsOf = (row: FactsRow): PaymentFacts => ({
  state: row.state as PaymentState,
  means: row.means as Means,
  heldReason: row.heldReason as HeldReason | null,
  authorised: new Decimal(String(row.authorised)),
  captured: new Decimal(String(row.captured)),
  price: row.price === null ? null : new Decimal(String(row.price)),
  isCancelled: row.isCancelled,
  isCaptureRefused: row.isCaptureRefused,
  refunds: new Map(
    row.refunds.map(({ key, amount, stage }) => [
      key,
      { amount: new Decimal(String(amount)), stage: stage as RefundFact['stage'] },
    ]),
  ),
})

/** What the payment's own row keeps of the facts; refunds have rows of their own. */
export const rowOf = (facts: PaymentFacts) => ({
  state: facts.state,
  heldReason: facts.heldReason,
  authorised: facts.authorised.toFixed(),
  captured: facts.captured.toFixed(),
  price: facts.price?.toFixed() ?? null,
  isCancelled: facts.isCancelled,
  isCaptureRefused: facts.isCaptureRefused,
})

/** Alike as far as money and state go. */
export const areSameFacts = (one: PaymentFacts, other: PaymentFacts): boolean => textOf(one) === textOf(other)

const textOf = (facts: PaymentFacts): string =>
  JSON.stringify([
    rowOf(facts),
    [...facts.refunds].map(([key, { amount, stage }]) => `${key} ${amount.toFixed()} ${stage}`).sort(),
  ])
