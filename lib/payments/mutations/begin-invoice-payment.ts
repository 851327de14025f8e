import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { placeToBegin, storePayment } from './begin-payment'
import { makeCalls } from './make-calls'

export const invoicePaymentSchema = z.object({
  station: z.string().trim().min(1, 'required').max(48, 'too-long'),
  evse: z.number('not-a-number').int('not-a-whole-number').min(1, 'out-of-range').max(9_999, 'out-of-range'),
  connector: z
    .number('not-a-number')
    .int('not-a-whole-number')
    .min(1, 'out-of-range')
    .max(9_999, 'out-of-range')
    .default(1),
})
export type InvoicePaymentInput = z.input<typeof invoicePaymentSchema>

/**
 * Starts a charge on a customer's invoice, for somebody who has called and has no card. Its credit is checked first.
 * @throws DomainError forbidden | invalid | not-found (customer, outlet) | conflict (reason: as `beginPayment`; a refused credit is the
 *   payment's own state)
 */
export async function beginInvoicePayment(
  actor: Actor,
  customerId: bigint,
  input: InvoicePaymentInput,
): Promise<{ id: bigint }> {
  requireAct(actor, 'payments.write')
  requireAllSites(actor)
  const wish = validated(invoicePaymentSchema, input)
  const now = new Date()
  const place = await placeToBegin(wish.station, wish)
  const way = await db().paymentProvider.findFirst({ where: { kind: 'invoice', isEnabled: true } })
  if (way === null || place.terms.tariff.currency !== 'SEK')
    throw new DomainError('conflict', 'Payment by invoice is not open.', { reason: 'way-closed' })
  const customer = await db().customer.findUnique({ where: { id: customerId }, select: { language: true } })
  if (customer === null) throw notFound('customer', customerId)
  const cap = new Decimal(String(way.cap)).toFixed(2)
  const { id } = await db().$transaction(async (tx) => {
    const payment = await storePayment(tx, {
      place,
      providerId: way.id,
      means: 'reserve',
      cap,
      language: customer.language === 'en' ? 'en' : 'sv',
      customerId,
      source: actor.ref,
      now,
    })
    await audit(tx, actor, 'driver-payment.begin', `driver-payment:${payment.id}`, {
      after: { customerId: String(customerId), station: place.identity, evse: place.evse, cap },
    })
    return payment
  })
  await makeCalls(now, { paymentId: id })
  return { id }
}
