import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites, sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import type { RecoveryPolicy } from '../policy'
import { recoveryPolicySchema } from '../policy-input'
import { readPolicy } from '../stored-policy'

/**
 * Decides what self-recovery may do in the network (siteId null), or at one site instead of that. Holds from the next step on, also
 * for what is under way.
 * @throws DomainError forbidden | not-found (the site) | invalid
 */
export async function setRecoveryPolicy(actor: Actor, siteId: bigint | null, input: RecoveryPolicy): Promise<void> {
  requireAct(actor, 'fault-rules.write')
  await requirePlace(actor, siteId)
  const { mode, maxTries, quietHours, playbooksOff } = validated(recoveryPolicySchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.recoveryPolicy.findFirst({ where: { siteId } })
    const data = {
      mode,
      maxTries,
      quietHours: quietHours === null ? Prisma.DbNull : { ...quietHours },
      playbooks: Object.fromEntries(playbooksOff.map((name) => [name, { isEnabled: false }])),
      updatedBy: actor.ref,
    }
    if (before) await tx.recoveryPolicy.update({ where: { id: before.id }, data })
    else await tx.recoveryPolicy.create({ data: { ...data, siteId } })
    await audit(tx, actor, 'recovery-policy.set', subjectOf(siteId), {
      before: before ? toJson(readPolicy(before)) : undefined,
      after: toJson({ mode, maxTries, quietHours, playbooksOff }),
    })
  })
}

/** A site goes by the network's policy again; the network by the usual one. @throws DomainError forbidden | not-found (the site) */
export async function resetRecoveryPolicy(actor: Actor, siteId: bigint | null): Promise<void> {
  requireAct(actor, 'fault-rules.write')
  await requirePlace(actor, siteId)
  await db().$transaction(async (tx) => {
    const { count } = await tx.recoveryPolicy.deleteMany({ where: { siteId } })
    if (count > 0) await audit(tx, actor, 'recovery-policy.reset', subjectOf(siteId))
  })
}

const toJson = (policy: RecoveryPolicy) => ({ ...policy }) as unknown as Prisma.InputJsonObject

const subjectOf = (siteId: bigint | null) => (siteId === null ? 'recovery-policy' : `recovery-policy@site:${siteId}`)

async function requirePlace(actor: Actor, siteId: bigint | null): Promise<void> {
  if (siteId === null) return requireAllSites(actor)
  const siteIds = sitesInScope(actor)
  const isInScope = siteIds === null || siteIds.includes(siteId)
  if (!isInScope || (await db().site.count({ where: { id: siteId } })) === 0) throw notFound('site', siteId)
}
