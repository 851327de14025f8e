import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { asDate, dayOf } from '../../invoices/due-date'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type AgreementInput, agreementSchema, type HostInput, hostSchema } from '../agreement'

/** A site has one host at a time. @throws DomainError invalid | not-found (the site) | conflict (another agreement holds then) */
export async function createAgreement(actor: Actor, input: AgreementInput): Promise<{ id: bigint }> {
  requireAct(actor, 'hosts.write')
  const { siteId, validFrom, validTo, ...terms } = validated(agreementSchema, input)
  requireSite(actor, siteId!)
  return db().$transaction(async (tx) => {
    await lockSite(tx, siteId!)
    await requireFree(tx, { siteId: siteId!, validFrom, validTo, besides: null })
    const { id } = await tx.hostAgreement.create({
      data: {
        ...terms,
        siteId: siteId!,
        validFrom: asDate(validFrom),
        validTo: validTo === null ? null : asDate(validTo),
        createdBy: actor.ref,
      },
      select: { id: true },
    })
    await audit(tx, actor, 'host-agreement.create', `host-agreement:${id}`, {
      after: { ...terms, siteId: String(siteId), validFrom, validTo },
    })
    return { id }
  })
}

/** Changes who the host is and when the agreement ends; what it gets stays. @throws DomainError invalid | not-found | conflict */
export async function editAgreement(actor: Actor, id: bigint, input: HostInput): Promise<void> {
  requireAct(actor, 'hosts.write')
  const { validTo, ...host } = validated(hostSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.hostAgreement.findUnique({ where: { id } })
    if (before === null) throw notFound('host agreement', id)
    requireSite(actor, before.siteId)
    await lockSite(tx, before.siteId)
    const validFrom = dayOf(before.validFrom)
    if (validTo !== null && validTo < validFrom) {
      throw new DomainError('invalid', 'It would end before it begins.', { validTo: 'before-start' })
    }
    await requireFree(tx, { siteId: before.siteId, validFrom, validTo, besides: id })
    // What a statement has counted stays counted: the site's next host must not get its share of the same charges.
    const isShorter = validTo !== null && (before.validTo === null || validTo < dayOf(before.validTo))
    const settled = isShorter
      ? await tx.hostStatement.findFirst({
          where: { agreementId: id, periodTo: { gt: asDate(validTo) } },
          select: { id: true },
        })
      : null
    if (settled !== null)
      throw new DomainError('conflict', 'A month after that is settled.', { reason: 'statement-issued' })
    await tx.hostAgreement.update({
      where: { id },
      data: { ...host, validTo: validTo === null ? null : asDate(validTo) },
    })
    await audit(tx, actor, 'host-agreement.edit', `host-agreement:${id}`, {
      before: { name: before.name, bankAccount: before.bankAccount, validTo: before.validTo && dayOf(before.validTo) },
      after: { ...host, validTo },
    })
  })
}

function requireSite(actor: Actor, siteId: bigint): void {
  const siteIds = sitesInScope(actor)
  if (siteIds !== null && !siteIds.includes(siteId)) throw notFound('site', siteId)
}

async function lockSite(tx: Transaction, siteId: bigint): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM site WHERE id = ${siteId} FOR UPDATE`
  if (found.length === 0) throw notFound('site', siteId)
}

async function requireFree(
  tx: Transaction,
  wanted: { siteId: bigint; validFrom: string; validTo: string | null; besides: bigint | null },
): Promise<void> {
  const other = await tx.hostAgreement.findFirst({
    where: {
      siteId: wanted.siteId,
      ...(wanted.besides !== null && { id: { not: wanted.besides } }),
      ...(wanted.validTo !== null && { validFrom: { lte: asDate(wanted.validTo) } }),
      OR: [{ validTo: null }, { validTo: { gte: asDate(wanted.validFrom) } }],
    },
    select: { name: true },
  })
  if (other !== null) {
    throw new DomainError('conflict', `The site's agreement with ${other.name} holds then.`, {
      reason: 'host-agreement-overlaps',
      name: other.name,
    })
  }
}
