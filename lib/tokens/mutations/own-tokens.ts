import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { tokenEditSchema } from '../token'
import { checkHolder, holderText } from './check-holder'

/** What a fleet says of a card of its own: whose it is. The card itself, its kind and its end are the operator's. */
export const ownTokenSchema = z.object(tokenEditSchema.shape).pick({
  name: true,
  driverId: true,
  vehicleId: true,
  costCentreId: true,
})
export type OwnTokenInput = z.input<typeof ownTokenSchema>

/** Says whose a card is; sessions invoiced from now on follow it. @throws DomainError invalid | not-found (it, or what is not the fleet's) */
export async function assignOwnToken(actor: Actor, id: bigint, input: OwnTokenInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(ownTokenSchema, input)
  await db().$transaction(async (tx) => {
    const before = await findOwn(tx, actor, id)
    const { customerId } = before
    await checkHolder(tx, { ...data, customerId })
    await tx.token.update({ where: { id }, data })
    await audit(tx, actor, 'token.edit', `token:${id}`, {
      before: { name: before.name, ...holderText(before) },
      after: { name: data.name, ...holderText({ ...data, customerId }) },
    })
  })
}

/** A lost card: from now on stations are told Blocked. @throws DomainError not-found */
export async function blockOwnToken(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { active, isBlockedForDebt } = await findOwn(tx, actor, id)
    if (!active && !isBlockedForDebt) return
    // Lost stays lost, also when the customer has paid.
    await tx.token.update({ where: { id }, data: { active: false, isBlockedForDebt: false } })
    await audit(tx, actor, 'token.block', `token:${id}`, { before: { active }, after: { active: false } })
  })
}

/** A card that was found again; what the operator has blocked stays so. @throws DomainError not-found | conflict */
export async function unblockOwnToken(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { active, isBlockedForDebt, customerId } = await findOwn(tx, actor, id)
    if (active) return
    if (isBlockedForDebt) throw new DomainError('conflict', 'Its customer owes.', { reason: 'token-blocked-for-debt' })
    if (customerInScope(actor) !== null && !(await wasBlockedByFleet(tx, id, customerId))) {
      throw new DomainError('conflict', 'The operator has blocked this card.', { reason: 'token-blocked-by-operator' })
    }
    await tx.token.update({ where: { id }, data: { active: true } })
    await audit(tx, actor, 'token.unblock', `token:${id}`, { before: { active }, after: { active: true } })
  })
}

async function findOwn(tx: Transaction, actor: Actor, id: bigint) {
  const scope = customerInScope(actor)
  const found = await tx.token.findFirst({
    where: { id, isOneTime: false, customerId: scope ?? { not: null } },
    select: {
      name: true,
      active: true,
      isBlockedForDebt: true,
      customerId: true,
      driverId: true,
      vehicleId: true,
      costCentreId: true,
    },
  })
  if (found === null || found.customerId === null) throw notFound('token', id)
  return { ...found, customerId: found.customerId }
}

/** Whether the last to block it was one of the customer's own fleet managers. */
async function wasBlockedByFleet(tx: Transaction, id: bigint, customerId: bigint): Promise<boolean> {
  const last = await tx.auditEntry.findFirst({
    where: { subject: `token:${id}`, act: 'token.block' },
    select: { actor: true },
    orderBy: { id: 'desc' },
  })
  const userId = /^user:(\d{1,18})$/.exec(last?.actor ?? '')?.[1]
  if (userId === undefined) return false
  return (await tx.user.count({ where: { id: BigInt(userId), role: 'fleet-manager', customerId } })) > 0
}
