import { db } from '../../db/client'
import { Decimal } from '../../kernel/money'
import type { HeldReason, LifeEvent } from '../payment-machine'
import { applyEvents } from './apply-events'

interface Ended {
  readonly status: string
  readonly completeness: string
  readonly tariffVersionId: bigint | null
  readonly priced: { readonly total: { toString(): string } | null; readonly currency: string | null } | null
}

/**
 * What an ended session means for its payment. Its stored price is what is taken. No price, missing parts or other terms than the
 * driver was shown are for a person: it is held, never silently free. null: it is not over, or its price is still awaited.
 */
export function outcomeOf(
  session: Ended,
  shown: { readonly tariffVersionId: bigint; readonly currency: string },
): Extract<LifeEvent, { kind: 'session-ended' | 'session-held' }> | null {
  if (session.status !== 'ended' || session.completeness === 'waiting' || session.priced === null) return null
  const held = (reason: HeldReason) => ({ kind: 'session-held', reason }) as const
  const { total, currency } = session.priced
  if (total === null) return held('unpriced')
  if (session.completeness === 'incomplete') return held('incomplete')
  if (session.tariffVersionId !== shown.tariffVersionId || currency !== shown.currency) return held('other-terms')
  return { kind: 'session-ended', price: new Decimal(String(total)) }
}

/** Takes the session's price when it is there. @returns whether the session is over */
export async function settleSession(
  payment: {
    readonly id: bigint
    readonly sessionId: bigint | null
    readonly tariffVersionId: bigint
    readonly currency: string
  },
  now: Date,
): Promise<boolean> {
  if (payment.sessionId === null) return false
  const session = await db().session.findUniqueOrThrow({
    where: { id: payment.sessionId },
    select: {
      status: true,
      completeness: true,
      tariffVersionId: true,
      priced: { select: { total: true, currency: true } },
    },
  })
  const outcome = outcomeOf(session, payment)
  if (outcome !== null)
    await db().$transaction((tx) => applyEvents(tx, payment.id, [outcome], { source: 'worker', now }))
  return session.status === 'ended'
}

/** Paid sessions whose price was corrected since: what is too much is given back. What is too little is for the list of differences. */
export async function settleCorrections(now: Date): Promise<number> {
  const rows = await db().$queryRaw<{ id: bigint; total: { toString(): string } }[]>`
    SELECT payment.id, priced.total FROM payment JOIN priced_session AS priced ON priced.session_id = payment.session_id
     WHERE payment.state IN ('settling', 'paid', 'unpaid') AND priced.total < payment.price
       AND priced.priced_at > ${now}::timestamptz - interval '3 days' LIMIT 100`
  for (const { id, total } of rows) {
    await db().$transaction((tx) =>
      applyEvents(tx, id, [{ kind: 'session-ended', price: new Decimal(String(total)) }], { source: 'worker', now }),
    )
  }
  return rows.length
}
