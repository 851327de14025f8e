import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { verifyPassword } from '../hash-password'
import { ownUserId } from '../user'
import { checkedHash, endSignIns } from './passwords'

/** @param locale sv or en */
export async function setOwnLocale(actor: Actor, locale: 'sv' | 'en'): Promise<void> {
  requireAct(actor, 'account.write')
  const id = ownUserId(actor)
  await db().$transaction(async (tx) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id }, select: { locale: true } })
    if (before.locale === locale) return
    await tx.user.update({ where: { id }, data: { locale } })
    await audit(tx, actor, 'user.set-language', `user:${id}`, { before, after: { locale } })
  })
}

/**
 * Changes one's own password and ends all other sign-ins.
 * @param input.signInId the sign-in that asks, which goes on @throws DomainError invalid when the old one is wrong or the new one weak
 */
export async function changeOwnPassword(
  actor: Actor,
  input: { current: string; password: string; signInId: string },
): Promise<void> {
  requireAct(actor, 'account.write')
  const id = ownUserId(actor)
  const user = await db().user.findUniqueOrThrow({ where: { id }, select: { email: true, passwordHash: true } })
  if (!(await verifyPassword(user.passwordHash, input.current))) {
    throw new DomainError('invalid', 'The current password is wrong.', { current: 'password-wrong' })
  }
  const passwordHash = await checkedHash(input.password, user.email)
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { passwordHash } })
    await endSignIns(tx, id, input.signInId)
    await audit(tx, actor, 'user.set-password', `user:${id}`)
  })
}

/** Ends one of one's own sign-ins, this browser's or another's. @throws DomainError not-found */
export async function endOwnSignIn(actor: Actor, signInId: string): Promise<void> {
  requireAct(actor, 'account.write')
  const userId = ownUserId(actor)
  await db().$transaction(async (tx) => {
    const { count } = await tx.userSignIn.updateMany({
      where: { id: signInId, userId, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 0) throw notFound('sign-in', 'of yours')
    await audit(tx, actor, 'user.sign-out', `user:${userId}`)
  })
}
