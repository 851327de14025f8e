import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { maskToken } from '../token'

/** Only a token that was never used can go: the books must keep saying who charged. @throws DomainError not-found | conflict */
export async function deleteToken(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'tokens.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const token = await tx.token.findUnique({
      where: { id },
      select: { value: true, name: true, _count: { select: { sessions: true, subscriptions: true } } },
    })
    if (token === null) throw notFound('token', id)
    if (token._count.sessions > 0) {
      const sessions = String(token._count.sessions)
      throw new DomainError('conflict', `The token has ${sessions} sessions; block it instead.`, {
        reason: 'token-has-sessions',
        sessions,
      })
    }
    if (token._count.subscriptions > 0) {
      throw new DomainError('conflict', 'The token has a plan.', { reason: 'token-has-plan' })
    }
    await tx.token.delete({ where: { id } })
    await audit(tx, actor, 'token.delete', `token:${id}`, {
      before: { value: maskToken(token.value), name: token.name },
    })
  })
}
