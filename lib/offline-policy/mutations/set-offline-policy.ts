import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites, sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type OfflinePolicyInput, offlinePolicySchema } from '../offline-policy'

const columns = {
  localList: true,
  authorisationCache: true,
  preAuthorise: true,
  unknownTokens: true,
  safeCurrentA: true,
} as const

/**
 * Sets what stations do when they cannot ask us; the worker brings them to it within minutes.
 * @param siteId null: the whole network, but for sites with a policy of their own
 * @throws DomainError invalid | not-found | forbidden (the network's, for somebody limited to some sites)
 */
export async function setOfflinePolicy(actor: Actor, siteId: bigint | null, input: OfflinePolicyInput): Promise<void> {
  requireAct(actor, 'fleet.write')
  const data = validated(offlinePolicySchema, input)
  await db().$transaction(async (tx) => {
    await requirePlace(tx, actor, siteId)
    const before = await tx.offlinePolicy.findFirst({ where: { siteId }, select: { id: true, ...columns } })
    // One row per place: unique by site, and one without (a partial index), so two at once cannot both make it.
    if (before === null) await tx.offlinePolicy.create({ data: { siteId, ...data } })
    else await tx.offlinePolicy.update({ where: { id: before.id }, data: { ...data, updatedAt: new Date() } })
    const { id: _id, ...values } = before ?? { id: null }
    await audit(tx, actor, 'offline-policy.set', placeName(siteId), {
      ...(before && { before: values }),
      after: data,
    })
  })
}

/** From now on the site follows the network's policy; without one, stations are left as they are. @throws DomainError not-found */
export async function removeOfflinePolicy(actor: Actor, siteId: bigint | null): Promise<void> {
  requireAct(actor, 'fleet.write')
  await db().$transaction(async (tx) => {
    await requirePlace(tx, actor, siteId)
    const before = await tx.offlinePolicy.findFirst({ where: { siteId }, select: { id: true, ...columns } })
    if (before === null) throw notFound('offline policy of', siteId ?? 'the network')
    const { id, ...values } = before
    await tx.offlinePolicy.delete({ where: { id } })
    await audit(tx, actor, 'offline-policy.remove', placeName(siteId), { before: values })
  })
}

const placeName = (siteId: bigint | null) => (siteId === null ? 'network' : `site:${siteId}`)

async function requirePlace(tx: Transaction, actor: Actor, siteId: bigint | null): Promise<void> {
  if (siteId === null) return requireAllSites(actor)
  const siteIds = sitesInScope(actor)
  const isInScope = siteIds === null || siteIds.includes(siteId)
  const site = isInScope && (await tx.site.findUnique({ where: { id: siteId }, select: { id: true } }))
  if (!site) throw notFound('site', siteId)
}
