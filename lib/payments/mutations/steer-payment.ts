import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { newCallKey } from '../keys'
import type { PaymentEvent } from '../payment-machine'
import { paymentScope } from '../queries/payment-scope'
import { applyEvents } from './apply-events'

export const refundSchema = z.object({
  amount: z
    .string()
    .trim()
    .transform((text) => text.replace(',', '.'))
    .pipe(z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, 'not-an-amount')),
  reason: z.string().trim().min(1, 'required').max(200, 'too-long'),
})
export type RefundInput = z.input<typeof refundSchema>

/** Gives some of what was taken back. @throws DomainError forbidden | not-found | invalid | conflict (more than is left) */
export async function refundPayment(actor: Actor, id: bigint, input: RefundInput): Promise<void> {
  requireAct(actor, 'payments.write')
  const { amount, reason } = validated(refundSchema, input)
  await steer(actor, id, 'refund', { amount, reason }, async () => [
    { kind: 'refund-asked', key: newCallKey(), amount: new Decimal(amount) },
  ])
}

/**
 * Tries again what the provider has refused or has not answered until we gave up. @throws DomainError forbidden | not-found | conflict
 */
export async function retryPayment(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'payments.write')
  await steer(actor, id, 'retry', {}, async (tx) => {
    const { count } = await tx.paymentCall.updateMany({
      where: { paymentId: id, state: 'dead' },
      data: { state: 'waiting', attempts: 0, nextAt: new Date() },
    })
    return count > 0 ? [] : [{ kind: 'retried' }]
  })
}

/** Lets the driver off: what was taken is enough, what is reserved is let go. @throws DomainError forbidden | not-found | conflict */
export async function letGoPayment(actor: Actor, id: bigint, input: { reason: string }): Promise<void> {
  requireAct(actor, 'payments.write')
  const { reason } = validated(refundSchema.pick({ reason: true }), input)
  await steer(actor, id, 'let-go', { reason }, async () => [{ kind: 'let-go' }])
}

/** A held session is to be paid as it is priced now. @throws DomainError forbidden | not-found | conflict (there is no price) */
export async function acceptPrice(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'payments.write')
  await steer(actor, id, 'accept-price', {}, async (tx) => {
    const { state, currency, session } = await tx.payment.findUniqueOrThrow({
      where: { id },
      select: {
        state: true,
        currency: true,
        session: { select: { priced: { select: { total: true, currency: true } } } },
      },
    })
    const priced = session?.priced
    if (state !== 'held' || !priced || priced.total === null || priced.currency !== currency)
      throw new DomainError('conflict', 'There is no price to take.', { reason: 'no-price' })
    return [{ kind: 'session-ended', price: new Decimal(String(priced.total)) }]
  })
}

async function steer(
  actor: Actor,
  id: bigint,
  act: string,
  after: Readonly<Record<string, string>>,
  eventsOf: (tx: Transaction) => Promise<readonly PaymentEvent[]>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const seen = await tx.payment.findFirst({ where: { AND: [paymentScope(actor), { id }] }, select: { id: true } })
    if (seen === null) throw notFound('payment', id)
    await tx.$queryRaw`SELECT 1 FROM payment WHERE id = ${id} FOR UPDATE`
    const events = await eventsOf(tx)
    const { reason = '' } = after
    const { refused } = await applyEvents(tx, id, events, {
      source: actor.ref,
      now: new Date(),
      reason,
      ...(reason && { detail: { reason } }),
    })
    if (refused !== null) throw new DomainError('conflict', `Not now: ${refused}.`, { reason: refused })
    await audit(tx, actor, `driver-payment.${act}`, `driver-payment:${id}`, { after })
  })
}
