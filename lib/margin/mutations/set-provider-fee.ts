import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { asDate } from '../../invoices/due-date'
import { validated } from '../../kernel/validated'
import { type ProviderFeeInput, providerFeeSchema } from '../provider-fee'

/** Says what a provider takes of each payment from a day on; what was said for that day is replaced. @throws DomainError invalid */
export async function setProviderFee(actor: Actor, input: ProviderFeeInput): Promise<void> {
  requireAct(actor, 'margin.write')
  requireAllSites(actor)
  const { kind, validFrom, percent, fixed } = validated(providerFeeSchema, input)
  await db().$transaction(async (tx) => {
    const key = { kind_validFrom: { kind, validFrom: asDate(validFrom) } }
    const before = await tx.providerFee.findUnique({ where: key, select: { percent: true, fixed: true } })
    await tx.providerFee.upsert({
      where: key,
      create: { kind, validFrom: asDate(validFrom), percent, fixed, createdBy: actor.ref },
      update: { percent, fixed, createdBy: actor.ref, changedAt: new Date() },
    })
    await audit(tx, actor, 'provider-fee.set', `provider:${kind}`, {
      ...(before && { before: { percent: before.percent.toFixed(), fixed: before.fixed.toFixed() } }),
      after: { validFrom, percent, fixed },
    })
  })
}
