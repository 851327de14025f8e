import { systemActor } from '../../access/actor'
import { db, pool } from '../../db/client'
import { owedBy } from '../../debtors/queries/owed'
import { creditInvoice } from '../../invoices/mutations/credit-invoice'
import { DomainError } from '../../kernel/errors'
import type { Decimal } from '../../kernel/money'
import type { ProviderEvent } from '../payment-machine'
import { factColumns, factsOf } from '../payment-row'
import type { Answer, Order, Provider } from '../provider'

/**
 * Payment by invoice, behind the same interface as cards and Swish: nothing moves here. What is reserved is credit; what is taken goes
 * on the customer's next invoice by the way of all sessions (lib/invoices/queries/sessions-to-bill.ts); what is given back is not
 * invoiced, or credited. Its books are the payment's own row.
 */
export const invoiceProvider: Provider = {
  means: 'reserve',
  async authorise({ key, paymentId, amount }) {
    const { customerId } = await db().payment.findUniqueOrThrow({
      where: { id: paymentId },
      select: { customerId: true },
    })
    const no = await refusal(customerId, amount)
    return no === null
      ? { result: 'done', ref: key, events: [{ kind: 'authorised', amount }] }
      : { result: 'refused', code: no }
  },
  async increment({ ref, amount }) {
    const no = await refusal((await find(ref))?.customerId ?? null, amount)
    return no === null ? { result: 'done', events: [{ kind: 'authorised', amount }] } : { result: 'refused', code: no }
  },
  capture: async ({ amount }) => ({ result: 'done', events: [{ kind: 'captured', amount }] }),
  cancel: async () => ({ result: 'done', events: [{ kind: 'cancelled' }] }),
  refund,
  async status(ref) {
    const payment = await find(ref)
    return payment === null
      ? { result: 'refused', code: 'unknown-payment' }
      : { result: 'done', events: known(payment) }
  },
  webhook: () => 'forged',
  test: async () => ({ result: 'done', events: [] }),
}

/** Why a customer may not charge for as much on credit; null: it may. Checked when it is asked, not kept. */
async function refusal(customerId: bigint | null, amount: Decimal): Promise<string | null> {
  if (customerId === null) return 'no-customer'
  const { rows } = await pool().query<{ pays: boolean; blocked: boolean; limit: string | null; owes: string }>(
    `SELECT pays_by_invoice AS pays, blocked_at IS NOT NULL AS blocked, credit_limit AS limit, ${owedBy('c.id')} AS owes
     FROM customer c WHERE id = $1`,
    [String(customerId)],
  )
  const [credit] = rows
  if (credit === undefined || !credit.pays) return 'not-by-invoice'
  if (credit.blocked) return 'customer-blocked'
  return credit.limit !== null && amount.plus(credit.owes).greaterThan(credit.limit) ? 'credit-limit' : null
}

const find = (ref: string) =>
  db().payment.findFirst({
    where: { providerRef: ref, provider: { kind: 'invoice' } },
    select: {
      ...factColumns,
      id: true,
      customerId: true,
      sessionId: true,
      session: { select: { priced: { select: { total: true } } } },
    },
  })
type Found = NonNullable<Awaited<ReturnType<typeof find>>>

function known(payment: Found): ProviderEvent[] {
  const { authorised, captured, isCancelled, refunds } = factsOf(payment)
  return [
    ...(authorised.greaterThan(0) ? [{ kind: 'authorised', amount: authorised } as const] : []),
    ...(captured.greaterThan(0) ? [{ kind: 'captured', amount: captured } as const] : []),
    ...(isCancelled ? [{ kind: 'cancelled' } as const] : []),
    ...[...refunds].flatMap(([key, { amount, stage }]) =>
      stage === 'done' ? [{ kind: 'refunded', key, amount } as const] : [],
    ),
  ]
}

/**
 * A session is invoiced as it is priced, and credited whole. Not invoiced yet: all of it back means that it never will be, and what a
 * lower price leaves over comes right by itself. On an invoice: all of it back is a credit note; part of it is for a person.
 */
async function refund({ ref, key, amount }: Order): Promise<Answer> {
  const payment = await find(ref)
  if (payment?.sessionId == null) return { result: 'refused', code: 'no-session' }
  const { captured, refunds } = factsOf(payment)
  const back = [...refunds].reduce(
    (sum, [one, refunded]) => (one !== key && refunded.stage === 'done' ? sum.plus(refunded.amount) : sum),
    amount,
  )
  const left = captured.minus(back)
  const done: Answer = { result: 'done', events: [{ kind: 'refunded', key, amount }] }
  const billed = await db().billedSession.findUnique({
    where: { sessionId: payment.sessionId },
    select: { invoiceId: true },
  })
  if (billed === null) {
    const price = payment.session?.priced?.total
    const isPriceLeft = price != null && left.equals(String(price))
    return left.isZero() || isPriceLeft ? done : { result: 'refused', code: 'only-the-whole-session' }
  }
  if (!left.isZero()) return { result: 'refused', code: 'credit-the-invoice' }
  return (await creditSession(billed.invoiceId, payment.sessionId))
    ? done
    : { result: 'refused', code: 'invoice-not-issued' }
}

/** @returns false: its invoice is a draft, which a person can drop. Credited before is credited. */
async function creditSession(invoiceId: bigint, sessionId: bigint): Promise<boolean> {
  const lines = await db().invoiceLine.findMany({ where: { invoiceId, sessionId }, select: { position: true } })
  try {
    await creditInvoice(systemActor('worker'), invoiceId, {
      positions: lines.map(({ position }) => position),
      reason: 'Återbetalning / refund',
      invoicesAgain: false,
    })
    return true
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.details.reason === 'invoice-credited'
  }
}
