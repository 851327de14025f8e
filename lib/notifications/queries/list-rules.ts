import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import type { Rule } from '../rule'
import { loadRules } from './load-rules'

/** Every notification rule, the oldest first. */
export async function listRules(actor: Actor): Promise<readonly Rule[]> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  return loadRules()
}

/** Whom a rule can name. */
export interface RuleChoices {
  readonly users: readonly { readonly id: bigint; readonly name: string; readonly role: string }[]
  readonly webhooks: readonly WebhookRow[]
}

export interface WebhookRow {
  readonly id: bigint
  readonly name: string
  readonly url: string
  readonly isEnabled: boolean
  readonly createdAt: Date
  /** What has been given up and waits for somebody. */
  readonly dead: number
  readonly lastDeliveredAt: Date | null
}

/** Everybody with an open account, and every webhook. */
export async function listRuleChoices(actor: Actor): Promise<RuleChoices> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const users = await db().user.findMany({
    where: { active: true },
    select: { id: true, name: true, email: true, role: true },
    orderBy: { email: 'asc' },
    take: 2_000,
  })
  return {
    users: users.map(({ id, name, email, role }) => ({ id, name: name || email, role })),
    webhooks: await listWebhooks(actor),
  }
}

/** Every webhook by name, without its key. */
export async function listWebhooks(actor: Actor): Promise<readonly WebhookRow[]> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const [rows, sent] = await Promise.all([
    db().webhook.findMany({
      select: { id: true, name: true, url: true, isEnabled: true, createdAt: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    db().$queryRaw<{ id: string; dead: number; last: Date | null }[]>`
      SELECT recipient ->> 'webhookId' AS id, count(*) FILTER (WHERE state = 'dead')::int AS dead, max(delivered_at) AS last
        FROM delivery WHERE channel = 'webhook' GROUP BY 1`,
  ])
  const byId = new Map(sent.map((row) => [row.id, row]))
  return rows.map((row) => {
    const { dead = 0, last = null } = byId.get(String(row.id)) ?? {}
    return { ...row, dead, lastDeliveredAt: last }
  })
}
