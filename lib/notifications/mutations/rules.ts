import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type RuleInput, ruleSchema } from '../rule'

const MOST_RULES = 200

/** @throws DomainError forbidden | invalid | conflict (too many) */
export async function createRule(actor: Actor, input: RuleInput): Promise<{ id: bigint }> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const rule = validated(ruleSchema, input)
  return db().$transaction(async (tx) => {
    if ((await tx.notificationRule.count()) >= MOST_RULES)
      throw new DomainError('conflict', `There are ${MOST_RULES} rules already.`)
    await requireKnown(tx, rule)
    const { id } = await tx.notificationRule.create({
      data: { ...columnsOf(rule), createdBy: actor.ref },
      select: { id: true },
    })
    await audit(tx, actor, 'notification-rule.create', `notification-rule:${id}`, { after: shown(rule) })
    return { id }
  })
}

/** Replaces a rule. What is in the outbox already stays as it was planned. @throws DomainError forbidden | not-found | invalid */
export async function editRule(actor: Actor, id: bigint, input: RuleInput): Promise<void> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const rule = validated(ruleSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.notificationRule.findUnique({ where: { id } })
    if (!before) throw notFound('notification rule', id)
    await requireKnown(tx, rule)
    await tx.notificationRule.update({ where: { id }, data: columnsOf(rule) })
    await audit(tx, actor, 'notification-rule.edit', `notification-rule:${id}`, {
      before: shown(ruleSchema.safeParse(before).data ?? { name: before.name }),
      after: shown(rule),
    })
  })
}

/** Removes a rule. Its deliveries stay in the log; what waits because of it is cancelled. @throws DomainError forbidden | not-found */
export async function deleteRule(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const rule = await tx.notificationRule.findUnique({ where: { id }, select: { name: true } })
    if (!rule) throw notFound('notification rule', id)
    await tx.delivery.updateMany({
      where: { ruleId: id, state: { in: ['waiting', 'failed'] } },
      data: { state: 'cancelled', lastError: 'rule-removed' },
    })
    await tx.notificationRule.delete({ where: { id } })
    await audit(tx, actor, 'notification-rule.delete', `notification-rule:${id}`, { before: { name: rule.name } })
  })
}

type RuleValues = ReturnType<typeof ruleSchema.parse>

const columnsOf = ({ quietHours, escalate, ...rule }: RuleValues) => ({
  ...rule,
  quietHours: quietHours ?? Prisma.DbNull,
  escalate: escalate ?? Prisma.DbNull,
})

const shown = (rule: Partial<RuleValues>): Prisma.InputJsonObject => JSON.parse(JSON.stringify(rule))

/** Everybody and everything a rule names is there. */
async function requireKnown(tx: Transaction, { recipients, escalate, filter }: RuleValues): Promise<void> {
  const both = [recipients, ...(escalate ? [escalate.recipients] : [])]
  const userIds = unique(both.flatMap((each) => each.userIds))
  const webhookIds = unique(both.flatMap((each) => each.webhookIds))
  const siteIds = unique(filter.siteIds)
  const [users, webhooks, sites] = [
    await tx.user.count({ where: { id: { in: userIds } } }),
    await tx.webhook.count({ where: { id: { in: webhookIds } } }),
    await tx.site.count({ where: { id: { in: siteIds } } }),
  ]
  if (users < userIds.length) throw new DomainError('invalid', 'A user does not exist.', { recipients: 'unknown' })
  if (webhooks < webhookIds.length)
    throw new DomainError('invalid', 'A webhook does not exist.', { recipients: 'unknown' })
  if (sites < siteIds.length) throw new DomainError('invalid', 'A site does not exist.', { filter: 'unknown' })
}

const unique = (ids: readonly string[]): bigint[] => [...new Set(ids)].map(BigInt)
