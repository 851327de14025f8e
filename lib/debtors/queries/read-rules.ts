import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { type PaymentRules, USUAL_RULES } from '../payment-rules'

/** The rules in force. For other doors and the worker. */
export async function readRules(): Promise<PaymentRules> {
  const row = await db().paymentRules.findUnique({
    where: { id: 1 },
    select: { blocksDebtors: true, daysOverdue: true, leastReminders: true, warningDays: true, mostUnpaid: true },
  })
  return row ?? USUAL_RULES
}

/** @throws DomainError forbidden */
export async function getRules(actor: Actor): Promise<PaymentRules> {
  requireAct(actor, 'payments.read')
  return readRules()
}
