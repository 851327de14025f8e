import { mayDo } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import type { Transaction } from '../../db/client'
import { actorOfUser } from '../../users/user'
import type { Channel } from '../notice'
import { addressKey, type Circumstances, type Person, type Recipient, STORM_MS } from '../plan-deliveries'
import { loadRules } from './load-rules'

/** All that decides who is told, as it stands in this transaction. A few statements, for all happenings of a round. */
export async function loadCircumstances(tx: Transaction, now: Date): Promise<Circumstances> {
  const [rules, people, webhooks, lately] = [
    await loadRules(tx),
    await loadPeople(tx),
    await tx.webhook.findMany({ where: { isEnabled: true }, select: { id: true } }),
    await tx.$queryRaw<{ channel: Channel; recipient: Recipient; count: number }[]>`
      SELECT channel, recipient, count(*)::int AS count FROM delivery
       WHERE created_at > ${new Date(now.getTime() - STORM_MS)} AND template = 'fault' AND channel IN ('email', 'push', 'sms')
       GROUP BY 1, 2`,
  ]
  return {
    rules,
    people,
    webhookIds: new Set(webhooks.map(({ id }) => String(id))),
    lately: new Map(lately.map(({ channel, recipient, count }) => [addressKey(channel, recipient), count])),
    now,
  }
}

async function loadPeople(tx: Transaction): Promise<Person[]> {
  const rows = await tx.user.findMany({
    where: { active: true },
    select: {
      id: true,
      role: true,
      locale: true,
      customerId: true,
      sites: { select: { siteId: true } },
      pushSubscriptions: { select: { id: true } },
    },
    orderBy: { id: 'asc' },
    take: 5_000,
  })
  return rows.map(({ id, role, locale, customerId, sites, pushSubscriptions }) => {
    const actor = actorOfUser({ id, role, customerId, siteIds: sites.map(({ siteId }) => siteId) })
    const scope = sitesInScope(actor)?.map(String)
    return {
      userId: String(id),
      role,
      locale: locale ?? 'sv',
      pushIds: pushSubscriptions.map((subscription) => String(subscription.id)),
      mayKnow: mayDo(actor.role, 'faults.write'),
      maySee: (siteId) =>
        mayDo(actor.role, 'faults.read') && (scope === undefined || (siteId !== null && scope.includes(siteId))),
    }
  })
}
