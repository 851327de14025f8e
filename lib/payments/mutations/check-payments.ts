import { db, type Prisma, pool } from '../../db/client'
import { MINUTE_MS, SECOND_MS } from '../../kernel/time'
import { payerHash } from '../keys'
import { type PaymentFacts, refundedOf } from '../payment-machine'
import { areSameFacts } from '../payment-row'
import type { Done } from '../provider'
import { type Provide, provide } from '../queries/load-provider'
import { nextCheck } from '../when-to-ask'
import { applyEvents } from './apply-events'

/** A check that was begun longer ago was begun by a process that is gone. */
const CLAIM_LASTS_MS = MINUTE_MS
const MOST_CHECKED = 20
/** A word of the provider's may take this long without being lost. */
const WORD_TAKES_MS = 2 * MINUTE_MS

/**
 * Reconciliation: asks providers how open payments stand, and mends what a lost answer or a lost webhook has left behind. A webhook
 * only brings the check forward: what providers say unasked is never believed. What was mended is kept as a `difference`.
 * @param only these payments, now @returns how many were checked
 */
export async function checkPayments(
  now: Date,
  { only, provider: bring = provide }: { readonly only?: readonly bigint[]; readonly provider?: Provide } = {},
): Promise<number> {
  const { rows } = await pool().query<{ id: string }>(CLAIM, [
    now,
    new Date(now.getTime() + CLAIM_LASTS_MS),
    MOST_CHECKED,
    only === undefined ? null : only.map(String),
  ])
  await Promise.all(rows.map(({ id }) => checkPayment(BigInt(id), bring, now, only !== undefined)))
  return rows.length
}

async function checkPayment(id: bigint, bring: Provide, now: Date, wasTold: boolean): Promise<void> {
  const payment = await db().payment.findUniqueOrThrow({
    where: { id },
    select: {
      providerRef: true,
      createdAt: true,
      refunds: { where: { stage: 'asked' }, select: { key: true } },
      calls: { where: { state: { in: ['waiting', 'sending'] } }, select: { id: true } },
      provider: { select: { kind: true, settings: true, secrets: true } },
    },
  })
  const provider = bring(payment.provider)
  const answer =
    provider === null || payment.providerRef === null
      ? null
      : await provider.status(
          payment.providerRef,
          payment.refunds.map(({ key }) => key),
        )
  await db().$transaction(async (tx) => {
    const done = answer?.result === 'done' ? answer : null
    const { before, after } = await applyEvents(tx, id, done?.events ?? [], { source: 'provider', now })
    const row = await tx.payment.findUniqueOrThrow({ where: { id }, select: { createdAt: true, settledAt: true } })
    // Nobody knows how it stands: soon again.
    const checkAt =
      answer === null || done ? nextCheck({ ...after, ...row }, now) : new Date(now.getTime() + 30 * SECOND_MS)
    await tx.payment.update({ where: { id }, data: { checkAt, ...learned(done) }, select: { id: true } })
    const isLate = now.getTime() - payment.createdAt.getTime() > WORD_TAKES_MS
    if (!wasTold && isLate && payment.calls.length === 0 && after.means === 'reserve' && !areSameFacts(before, after))
      await tx.paymentEvent.create({
        data: {
          paymentId: id,
          at: now,
          kind: 'difference',
          source: 'worker',
          state: after.state,
          detail: { ours: sumsOf(before), theirs: sumsOf(after) },
        },
        select: { id: true },
      })
  })
}

const learned = (done: Done | null): Prisma.PaymentUpdateInput => ({
  ...(done?.payer !== undefined && { payer: payerHash(done.payer) }),
  ...(done?.declineCode !== undefined && { declineCode: done.declineCode }),
})

const sumsOf = (facts: PaymentFacts) => ({
  state: facts.state,
  authorised: facts.authorised.toFixed(2),
  captured: facts.captured.toFixed(2),
  refunded: refundedOf(facts).toFixed(2),
  isCancelled: facts.isCancelled,
})

const CLAIM = `
  WITH due AS (
    SELECT id FROM payment
     WHERE CASE WHEN $4::bigint[] IS NULL THEN check_at <= $1 ELSE id = ANY($4) END
     ORDER BY check_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE payment SET check_at = $2 FROM due WHERE payment.id = due.id RETURNING payment.id`
