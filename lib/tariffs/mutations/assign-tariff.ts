import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { sameText } from '../../db/like'
import { DomainError, notFound } from '../../kernel/errors'

/** Where a tariff hangs; the nearest to the plug wins. */
export type TariffAssignment =
  | { readonly kind: 'site'; readonly siteId: bigint }
  | { readonly kind: 'station'; readonly station: string }
  | { readonly kind: 'connector'; readonly station: string; readonly evse: number; readonly connector: number }

/**
 * From the next session on. @param tariffId null: nothing of its own here, the next place decides
 * @throws DomainError not-found (place or tariff; also a place outside the actor's scope) | conflict (archived)
 */
export async function assignTariff(actor: Actor, place: TariffAssignment, tariffId: bigint | null): Promise<void> {
  requireAct(actor, 'tariffs.write')
  await db().$transaction(async (tx) => {
    if (tariffId !== null) {
      const tariff = await tx.tariff.findUnique({ where: { id: tariffId }, select: { name: true, archived: true } })
      if (tariff === null) throw notFound('tariff', tariffId)
      if (tariff.archived) {
        throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, {
          reason: 'tariff-archived',
          name: tariff.name,
        })
      }
    }
    const { subject, before } = await assign(tx, actor, place, tariffId)
    await audit(tx, actor, 'tariff.assign', subject, {
      before: { tariffId: text(before) },
      after: { tariffId: text(tariffId) },
    })
  })
}

const text = (id: bigint | null) => id?.toString() ?? null

async function assign(
  tx: Transaction,
  actor: Actor,
  place: TariffAssignment,
  tariffId: bigint | null,
): Promise<{ subject: string; before: bigint | null }> {
  const siteIds = sitesInScope(actor)
  if (place.kind === 'site') {
    const { siteId } = place
    const site = await tx.site.findUnique({ where: { id: siteId }, select: { tariffId: true } })
    if (site === null || (siteIds !== null && !siteIds.includes(siteId))) throw notFound('site', siteId)
    await tx.site.update({ where: { id: siteId }, data: { tariffId } })
    return { subject: `site:${siteId}`, before: site.tariffId }
  }
  const station = await tx.station.findFirst({
    where: {
      identity: sameText(place.station),
      ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }),
    },
    select: { id: true, identity: true, tariffId: true },
  })
  if (station === null) throw notFound('station', place.station)
  if (place.kind === 'station') {
    await tx.station.update({ where: { id: station.id }, data: { tariffId } })
    return { subject: `station:${station.identity}`, before: station.tariffId }
  }
  const connector = await tx.connector.findFirst({
    where: { stationId: station.id, number: place.connector, evse: { number: place.evse } },
    select: { id: true, tariffId: true },
  })
  if (connector === null) throw notFound('connector', `${place.evse}:${place.connector}`)
  await tx.connector.update({ where: { id: connector.id }, data: { tariffId } })
  return { subject: `station:${station.identity}`, before: connector.tariffId }
}
