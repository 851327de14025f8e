import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { newCallKey, newPaymentKey } from '../keys'
import { newPayment, refundedOf } from '../payment-machine'
import { factColumns, factsOf, rowOf } from '../payment-row'
import { waysToPay } from '../queries/ways-to-pay'
import { applyEvents } from './apply-events'
import { PAY_WITHIN_MS } from './begin-payment'
import { makeCalls } from './make-calls'

/**
 * A driver who was refused for an older charge that is unpaid pays that one: a payment that starts nothing and takes just what is left.
 * The key of the refused payment is the permission: only the same card or telephone was refused for it.
 * @throws DomainError not-found | conflict (reason: no-debt, way-closed)
 */
export async function beginDebtPayment(key: string, now: Date): Promise<{ key: string }> {
  const refused = await db().payment.findUnique({
    where: { key },
    select: { payer: true, language: true, phone: true },
  })
  if (refused === null) throw notFound('payment', key)
  const debt =
    refused.payer === null
      ? null
      : await db().payment.findFirst({
          where: { payer: refused.payer, state: 'unpaid' },
          select: {
            ...factColumns,
            id: true,
            currency: true,
            provider: { select: { kind: true } },
            stationId: true,
            siteId: true,
            evseNumber: true,
            connectorNumber: true,
            tariffVersionId: true,
          },
          orderBy: { id: 'asc' },
        })
  const left = debt === null ? new Decimal(0) : leftOf(debt)
  if (debt === null || !left.greaterThan(0)) throw conflict('no-debt')
  const way = (await waysToPay(debt.currency)).find(({ kind }) => kind === debt.provider.kind)
  if (way === undefined) throw conflict('way-closed')
  const means = way.kind === 'swish' ? 'prepay' : 'reserve'
  const { id: settlesId, stationId, siteId, evseNumber, connectorNumber, tariffVersionId, currency } = debt
  const cap = left.toFixed(2)
  const begun = await db().payment.create({
    data: {
      ...rowOf(newPayment(means)),
      ...{ stationId, siteId, evseNumber, connectorNumber, tariffVersionId, currency, means, cap, settlesId },
      key: newPaymentKey(),
      providerId: way.providerId,
      language: refused.language,
      createdAt: now,
      payBy: new Date(now.getTime() + PAY_WITHIN_MS),
      checkAt: now,
      events: {
        create: {
          at: now,
          kind: 'begun',
          source: 'driver',
          state: 'created',
          detail: { cap, settles: String(settlesId) },
        },
      },
      calls: { create: { kind: 'authorise', key: newCallKey(), amount: cap, nextAt: now } },
    },
    select: { id: true, key: true },
  })
  await makeCalls(now, { paymentId: begun.id })
  return { key: begun.key }
}

/** What of an unpaid charge was never taken. */
const leftOf = (debt: Parameters<typeof factsOf>[0]): Decimal => {
  const facts = factsOf(debt)
  return (facts.price ?? new Decimal(0)).minus(facts.captured.minus(refundedOf(facts)))
}

/**
 * The money for an old charge is there: it is taken at once. Of two payments for the same charge (two windows, two telephones) the second
 * is let go: nobody pays twice.
 */
export async function takeDebt(
  payment: { readonly id: bigint; readonly settlesId: bigint | null; readonly cap: { toString(): string } },
  now: Date,
): Promise<void> {
  const price = new Decimal(String(payment.cap))
  await db().$transaction(async (tx) => {
    const isOwed = payment.settlesId !== null && (await isStillOwed(tx, payment.settlesId))
    const event = isOwed ? ({ kind: 'session-ended', price } as const) : ({ kind: 'start-refused' } as const)
    const detail = isOwed ? {} : { reason: 'paid-already' }
    await applyEvents(tx, payment.id, [event], { source: 'worker', now, detail })
  })
}

/** Under the old charge's lock, so that two payments for it are told apart. */
async function isStillOwed(tx: Transaction, debtId: bigint): Promise<boolean> {
  const [debt] = await tx.$queryRaw<{ state: string }[]>`SELECT state FROM payment WHERE id = ${debtId} FOR UPDATE`
  const taken = await tx.payment.count({ where: { settlesId: debtId, state: { in: ['settling', 'paid'] } } })
  return debt?.state === 'unpaid' && taken === 0
}

/**
 * Old charges that have been paid by another payment since: their drivers owe nothing more. Payments for them that failed in the end are
 * no debts of their own: what is owed is still the old charge.
 */
export async function closeSettledDebts(now: Date): Promise<void> {
  const failed = await db().payment.findMany({
    where: { settlesId: { not: null }, state: 'unpaid' },
    select: { id: true },
    take: 100,
  })
  for (const { id } of failed) await db().$transaction((tx) => applyEvents(tx, id, [LET_GO], { source: 'worker', now }))
  const rows = await db().payment.findMany({
    where: { settlesId: { not: null }, state: 'paid', settles: { state: 'unpaid' } },
    select: { id: true, settlesId: true },
    take: 100,
  })
  for (const { id, settlesId } of rows) {
    if (settlesId === null) continue
    await db().$transaction((tx) =>
      applyEvents(tx, settlesId, [LET_GO], {
        source: 'worker',
        now,
        detail: { paidBy: String(id) },
      }),
    )
  }
}

const LET_GO = { kind: 'let-go' } as const

const conflict = (reason: string) => new DomainError('conflict', `Cannot begin: ${reason}.`, { reason })
