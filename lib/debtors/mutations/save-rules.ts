import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { validated } from '../../kernel/validated'
import { type PaymentRules, paymentRulesSchema } from '../payment-rules'
import { readRules } from '../queries/read-rules'

/** When who owes money is stopped. The worker heeds it within minutes. @throws DomainError forbidden | invalid */
export async function saveRules(actor: Actor, input: PaymentRules): Promise<void> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const rules = validated(paymentRulesSchema, input)
  const before = await readRules()
  await db().$transaction(async (tx) => {
    await tx.paymentRules.upsert({ where: { id: 1 }, create: { id: 1, ...rules }, update: rules, select: { id: true } })
    await audit(tx, actor, 'payment-rules.save', 'payment-rules:1', { before, after: rules })
  })
}
