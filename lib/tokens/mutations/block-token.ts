import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'

/** From now on stations are told Blocked. A running session goes on until it is stopped. @throws DomainError not-found */
export async function blockToken(actor: Actor, id: bigint): Promise<void> {
  await setActive(actor, id, false)
}

/** @throws DomainError not-found | conflict (its customer owes: the payment rules hold it) */
export async function unblockToken(actor: Actor, id: bigint): Promise<void> {
  await setActive(actor, id, true)
}

async function setActive(actor: Actor, id: bigint, active: boolean): Promise<void> {
  requireAct(actor, 'tokens.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const before = await tx.token.findUnique({ where: { id }, select: { active: true, isBlockedForDebt: true } })
    if (before === null) throw notFound('token', id)
    if (before.active === active && !before.isBlockedForDebt) return
    if (active && before.isBlockedForDebt)
      throw new DomainError('conflict', 'Its customer owes.', { reason: 'token-blocked-for-debt' })
    // Blocked by a person it stays so, also when its customer has paid.
    await tx.token.update({ where: { id }, data: { active, isBlockedForDebt: false } })
    await audit(tx, actor, active ? 'token.unblock' : 'token.block', `token:${id}`, {
      before: { active: before.active },
      after: { active },
    })
  })
}
