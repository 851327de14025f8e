import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites, sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { type RuleInput, settledThresholds } from '../rules/rule-input'
import type { RuleName } from '../rules/rule-names'

/**
 * Sets a detection rule for the network (siteId null) or for one site instead of it. Holds from the detector's next look.
 * @throws DomainError forbidden | not-found (the site) | invalid (thresholds)
 */
export async function setRule(actor: Actor, siteId: bigint | null, input: RuleInput): Promise<void> {
  requireAct(actor, 'fault-rules.write')
  await requirePlace(actor, siteId)
  const thresholds = settledThresholds(input.rule, input.thresholds)
  await db().$transaction(async (tx) => {
    const before = await tx.detectionRule.findFirst({ where: { rule: input.rule, siteId } })
    const data = { isEnabled: input.isEnabled, thresholds, updatedBy: actor.ref, updatedAt: new Date() }
    if (before) await tx.detectionRule.update({ where: { id: before.id }, data })
    else await tx.detectionRule.create({ data: { ...data, rule: input.rule, siteId } })
    await audit(tx, actor, 'fault-rule.set', subjectOf(input.rule, siteId), {
      before: before ? { isEnabled: before.isEnabled, thresholds: before.thresholds as object } : undefined,
      after: { isEnabled: input.isEnabled, thresholds },
    })
    await lookAtAll(tx, siteId)
  })
}

/**
 * Takes a rule back to what it comes with, or a site's to the network's. Without a setting nothing changes.
 * @throws DomainError forbidden | not-found (the site)
 */
export async function resetRule(actor: Actor, siteId: bigint | null, rule: RuleName): Promise<void> {
  requireAct(actor, 'fault-rules.write')
  await requirePlace(actor, siteId)
  await db().$transaction(async (tx) => {
    const { count } = await tx.detectionRule.deleteMany({ where: { rule, siteId } })
    if (count === 0) return
    await audit(tx, actor, 'fault-rule.reset', subjectOf(rule, siteId))
    await lookAtAll(tx, siteId)
  })
}

const subjectOf = (rule: RuleName, siteId: bigint | null) =>
  siteId === null ? `rule:${rule}` : `rule:${rule}@site:${siteId}`

async function requirePlace(actor: Actor, siteId: bigint | null): Promise<void> {
  if (siteId === null) return requireAllSites(actor)
  const siteIds = sitesInScope(actor)
  const isInScope = siteIds === null || siteIds.includes(siteId)
  if (!isInScope || (await db().site.count({ where: { id: siteId } })) === 0) throw notFound('site', siteId)
}

/** Under other limits something may be due at once. */
async function lookAtAll(tx: Transaction, siteId: bigint | null): Promise<void> {
  const where = siteId === null ? {} : { station: { siteId } }
  await tx.detectionState.updateMany({ where, data: { wakeAt: new Date() } })
}
