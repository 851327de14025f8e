import type { Actor } from '../../access/actor'
import { sitesInScope } from '../../access/scope'
import type { Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'

/** @throws DomainError not-found (a site outside the actor's scope, an unknown tariff) | conflict (an archived tariff) */
export async function requireSettable(
  tx: Transaction,
  actor: Actor,
  { siteId, tariffId }: { readonly siteId?: bigint | null; readonly tariffId?: bigint | null },
): Promise<void> {
  if (siteId !== undefined) {
    const sites = sitesInScope(actor)
    // Taking a station away from all sites would put it out of the actor's own reach.
    if (sites !== null && (siteId === null || !sites.includes(siteId))) throw notFound('site', siteId ?? '-')
    if (siteId !== null && (await tx.site.count({ where: { id: siteId } })) === 0) throw notFound('site', siteId)
  }
  if (tariffId === null || tariffId === undefined) return
  const tariff = await tx.tariff.findUnique({ where: { id: tariffId }, select: { archived: true, name: true } })
  if (!tariff) throw notFound('tariff', tariffId)
  if (tariff.archived) {
    throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, {
      reason: 'tariff-archived',
      name: tariff.name,
    })
  }
}
