import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { getStationKey } from '../../stations/queries/find-station'
import { type ExclusionInput, exclusionSchema } from '../exclusion'

/**
 * Leaves time out of what a contract counts, with the reason. Only outage is left out; the days are made anew within minutes.
 * @returns the exclusion's id @throws DomainError forbidden | not-found | invalid
 */
export async function excludeTime(actor: Actor, input: ExclusionInput): Promise<bigint> {
  requireAct(actor, 'fault-rules.write')
  const { siteId, stationId, evse, faultId, ...rest } = validated(exclusionSchema, input)
  const station = stationId === undefined ? null : await getStationKey(actor, stationId)
  if (siteId !== undefined) await requireSite(actor, siteId)
  return db().$transaction(async (tx) => {
    const { id } = await tx.availabilityExclusion.create({
      data: {
        ...rest,
        siteId: siteId ?? null,
        stationId: station?.key ?? null,
        evseNumber: evse ?? null,
        faultId: faultId ?? null,
        madeBy: actor.ref,
      },
      select: { id: true },
    })
    await audit(tx, actor, 'exclusion.make', station === null ? `site:${siteId}` : `station:${station.identity}`, {
      after: {
        id: String(id),
        evse: evse ?? null,
        from: rest.fromAt.toISOString(),
        until: rest.untilAt.toISOString(),
        reason: rest.reason,
        note: rest.note,
      },
    })
    return id
  })
}

async function requireSite(actor: Actor, siteId: bigint): Promise<void> {
  const siteIds = sitesInScope(actor)
  const isInScope = siteIds === null || siteIds.includes(siteId)
  if (!isInScope || (await db().site.count({ where: { id: siteId } })) === 0) throw notFound('site', siteId)
}

/** Counts the time again; that it was left out stays in the list. @throws DomainError forbidden | not-found | conflict (is already) */
export async function revokeExclusion(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'fault-rules.write')
  const siteIds = sitesInScope(actor)
  await db().$transaction(async (tx) => {
    const found = await tx.availabilityExclusion.findUnique({ where: { id } })
    const station =
      found?.stationId == null
        ? null
        : await tx.station.findUnique({ where: { id: found.stationId }, select: { identity: true, siteId: true } })
    const siteId = station === null ? (found?.siteId ?? null) : station.siteId
    if (!found || (siteIds !== null && (siteId === null || !siteIds.includes(siteId)))) throw notFound('exclusion', id)
    const { count } = await tx.availabilityExclusion.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(), revokedBy: actor.ref },
    })
    if (count === 0) throw new DomainError('conflict', 'It counts again already.')
    await audit(tx, actor, 'exclusion.revoke', station === null ? `site:${siteId}` : `station:${station.identity}`, {
      before: { id: String(id), reason: found.reason },
    })
  })
}
