import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites, sitesInScope } from '../access/scope'
import { audit } from '../db/audit'
import { db, type Transaction } from '../db/client'
import { markSiteCostsStale } from '../energy-costs/mutations/mark-site-stale'
import { DomainError, notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { type SiteInput, siteSchema } from './site'

/** @throws DomainError invalid | not-found or conflict (the tariff) */
export async function createSite(actor: Actor, input: SiteInput): Promise<{ id: bigint }> {
  requireAct(actor, 'sites.write')
  requireAllSites(actor)
  const data = validated(siteSchema, input)
  return db().$transaction(async (tx) => {
    await requireUsableTariff(tx, data.tariffId)
    const { id } = await tx.site.create({ data, select: { id: true } })
    await audit(tx, actor, 'site.create', `site:${id}`, { after: plain(data) })
    return { id }
  })
}

/** Sessions already started keep the zone and tariff they began with. @throws DomainError invalid | not-found | conflict (the tariff) */
export async function editSite(actor: Actor, id: bigint, input: SiteInput): Promise<void> {
  requireAct(actor, 'sites.write')
  const data = validated(siteSchema, input)
  const siteIds = sitesInScope(actor)
  if (siteIds !== null && !siteIds.includes(id)) throw notFound('site', id)
  await db().$transaction(async (tx) => {
    const before = await tx.site.findUnique({
      where: { id },
      select: {
        name: true,
        address: true,
        postalCode: true,
        city: true,
        country: true,
        latitude: true,
        longitude: true,
        timeZone: true,
        priceArea: true,
        fuseA: true,
        tariffId: true,
        hasPublicPages: true,
      },
    })
    if (before === null) throw notFound('site', id)
    if (data.tariffId !== before.tariffId) await requireUsableTariff(tx, data.tariffId)
    await tx.site.update({ where: { id }, data })
    if (data.priceArea !== before.priceArea || data.timeZone !== before.timeZone) await markSiteCostsStale(tx, id)
    await audit(tx, actor, 'site.edit', `site:${id}`, { before: plain(before), after: plain(data) })
  })
}

async function requireUsableTariff(tx: Transaction, id: bigint | null | undefined): Promise<void> {
  if (id === null || id === undefined) return
  const tariff = await tx.tariff.findUnique({ where: { id }, select: { archived: true, name: true } })
  if (tariff === null) throw notFound('tariff', id)
  if (tariff.archived)
    throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, {
      reason: 'tariff-archived',
      name: tariff.name,
    })
}

const plain = <Row extends { tariffId?: bigint | null }>(row: Row) => ({
  ...row,
  tariffId: row.tariffId?.toString() ?? null,
})
