import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { blockDebtors } from './block-debtors'

export const creditSchema = z.object({
  /** Its tokens start also where payment is asked for first. */
  paysByInvoice: z.boolean(),
  /** Kronor; empty: no limit. */
  creditLimit: z
    .string()
    .trim()
    .transform((text) => text.replace(',', '.').replaceAll(/\s/g, ''))
    .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'not-an-amount')], 'not-an-amount'))
    .transform((text) => (text === '' ? null : text)),
  /** Excepted from the payment rules. */
  isNeverBlocked: z.boolean(),
})
export type CreditInput = z.input<typeof creditSchema>

/** What a customer may owe us. Who is excepted works again at once. @throws DomainError forbidden | invalid | not-found */
export async function setCredit(actor: Actor, customerId: bigint, input: CreditInput): Promise<void> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const data = validated(creditSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.customer.findUnique({
      where: { id: customerId },
      select: { paysByInvoice: true, creditLimit: true, isNeverBlocked: true },
    })
    if (before === null) throw notFound('customer', customerId)
    await tx.customer.update({ where: { id: customerId }, data, select: { id: true } })
    // Local lists follow the tokens.
    if (before.paysByInvoice !== data.paysByInvoice)
      await tx.token.updateMany({ where: { customerId }, data: { updatedAt: new Date() } })
    await audit(tx, actor, 'customer.set-credit', `customer:${customerId}`, {
      before: { ...before, creditLimit: before.creditLimit?.toString() ?? null },
      after: data,
    })
  })
  await blockDebtors(new Date(), { only: customerId })
}
