import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'

export const paymentFirstSchema = z.object({ of: z.enum(['site', 'tariff']), asksPaymentFirst: z.boolean() })
export type PaymentFirstInput = z.input<typeof paymentFirstSchema>

/**
 * From now on nothing starts unpaid at a site, or by a tariff; or it may again. What charges already goes on.
 * @throws DomainError forbidden | invalid | not-found
 */
export async function setPaymentFirst(actor: Actor, id: bigint, input: PaymentFirstInput): Promise<void> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const { of, asksPaymentFirst } = validated(paymentFirstSchema, input)
  await db().$transaction(async (tx) => {
    const [where, select] = [{ id }, { asksPaymentFirst: true } as const]
    const before =
      of === 'site' ? await tx.site.findUnique({ where, select }) : await tx.tariff.findUnique({ where, select })
    if (before === null) throw notFound(of, id)
    if (of === 'site') await tx.site.update({ where, data: { asksPaymentFirst }, select })
    else await tx.tariff.update({ where, data: { asksPaymentFirst }, select })
    await audit(tx, actor, `${of}.payment-first`, `${of}:${id}`, { before, after: { asksPaymentFirst } })
  })
  bus().publish('payPlaces', {})
}
