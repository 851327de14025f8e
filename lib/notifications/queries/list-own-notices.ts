import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import type { Language } from '../../faults/knowledge/words'
import { ownUserId } from '../../users/user'
import { composeMessage } from '../compose-message'
import type { Filling } from '../notice'

export interface OwnNotice {
  readonly id: bigint
  readonly at: Date
  readonly title: string
  /** The first thing its message says. */
  readonly text: string
  readonly faultId: bigint | null
  /** Of a fleet's budget. */
  readonly isOfBudget: boolean
  /** A customer's that somebody has to call. */
  readonly customerId: string | null
  readonly isSafety: boolean
  readonly isRead: boolean
}

export interface OwnNotices {
  readonly notices: readonly OwnNotice[]
  readonly unread: number
}

const MOST = 30

/** What one's own bell has rung for, the newest first, in the reader's language; nothing for who has no account. */
export async function listOwnNotices(actor: Actor, language: Language): Promise<OwnNotices> {
  requireAct(actor, 'account.write')
  const where = { userId: ownUserId(actor), channel: 'in-app', state: 'delivered' }
  const [rows, unread] = await Promise.all([
    db().delivery.findMany({
      where,
      select: {
        id: true,
        createdAt: true,
        deliveredAt: true,
        template: true,
        content: true,
        faultId: true,
        readAt: true,
      },
      // When it rang: an escalation was planned long before.
      orderBy: [{ deliveredAt: 'desc' }, { id: 'desc' }],
      take: MOST,
    }),
    db().delivery.count({ where: { ...where, readAt: null } }),
  ])
  return {
    unread,
    notices: rows.map(({ id, createdAt, deliveredAt, template, content, faultId, readAt }) => {
      const filling = { template, content } as unknown as Filling
      const message = composeMessage(filling, { language, baseUrl: '', token: null })
      return {
        id,
        at: deliveredAt ?? createdAt,
        title: message.title,
        text: message.facts[0]?.[1] ?? message.paragraphs[0] ?? '',
        faultId,
        isOfBudget: template === 'budget',
        customerId: filling.template === 'debtor' ? filling.content.customerId : null,
        isSafety: 'fault' in filling.content && filling.content.fault.isSafety,
        isRead: readAt !== null,
      }
    }),
  }
}

/** Whether this browser of one's own gets push messages. */
export async function hasPushSubscription(actor: Actor, endpoint: string): Promise<boolean> {
  requireAct(actor, 'account.write')
  return (await db().pushSubscription.count({ where: { userId: ownUserId(actor), endpoint } })) > 0
}
