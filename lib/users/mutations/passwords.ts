import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { hashPassword } from '../hash-password'
import { passwordFault } from '../password-policy'
import { newSetupToken, setupPath, setupTokenHash } from '../setup-token'

const LINK_LIVES_MS = 7 * DAY_MS

/** A fresh one-time link with which a user chooses a password; the user's earlier links stop working. @returns its path */
export async function makePasswordLink(tx: Transaction, userId: bigint): Promise<string> {
  const token = newSetupToken()
  await tx.setupLink.deleteMany({ where: { purpose: 'set-password', userId } })
  const expiresAt = new Date(Date.now() + LINK_LIVES_MS)
  await tx.setupLink.create({ data: { tokenHash: setupTokenHash(token), purpose: 'set-password', userId, expiresAt } })
  return setupPath(token)
}

/**
 * Takes a user's password away, ends their sign-ins and makes a link for a new one, to be handed over by the administrator.
 * @returns the link's path @throws DomainError not-found; conflict for a closed account
 */
export async function resetPassword(actor: Actor, id: bigint): Promise<string> {
  requireAct(actor, 'users.write')
  requireAllSites(actor)
  if (actor.ref === `user:${id}`) {
    throw new DomainError('conflict', 'Change your own password under your account.', { reason: 'own-account' })
  }
  return db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id }, select: { active: true } })
    if (!user) throw notFound('user', id)
    if (!user.active) throw new DomainError('conflict', 'The account is closed.', { reason: 'account-closed' })
    await tx.user.update({ where: { id }, data: { passwordHash: null } })
    await endSignIns(tx, id)
    await audit(tx, actor, 'user.reset-password', `user:${id}`)
    return makePasswordLink(tx, id)
  })
}

/**
 * Uses a set-password link up. The secret in the link stands in for an actor; the change is the user's own.
 * @returns the user's address @throws DomainError not-found when the link is used, too old or unknown; invalid
 */
export async function setPasswordByLink(token: string, password: string): Promise<string> {
  const tokenHash = setupTokenHash(token)
  const link = await db().setupLink.findUnique({ where: { tokenHash } })
  const user = link?.userId ? await db().user.findUnique({ where: { id: link.userId } }) : null
  if (link?.purpose !== 'set-password' || !user?.active) throw linkIsOver()
  const passwordHash = await checkedHash(password, user.email)
  return db().$transaction(async (tx) => {
    const { count } = await tx.setupLink.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    })
    if (count === 0) throw linkIsOver()
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } })
    await endSignIns(tx, user.id)
    await audit(
      tx,
      { ref: `user:${user.id}`, role: 'system', siteIds: null, customerId: null },
      'user.set-password',
      `user:${user.id}`,
    )
    return user.email
  })
}

/** @throws DomainError invalid */
export async function checkedHash(password: string, email: string): Promise<string> {
  const fault = passwordFault(password, email)
  if (fault) throw new DomainError('invalid', 'The password is too weak.', { password: fault })
  return hashPassword(password)
}

/** Ends all of a user's sign-ins, but `except` the one that asks. */
export async function endSignIns(tx: Transaction, userId: bigint, except?: string): Promise<number> {
  const { count } = await tx.userSignIn.updateMany({
    where: { userId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: new Date() },
  })
  return count
}

const linkIsOver = () => new DomainError('not-found', 'The link is used or too old.')
