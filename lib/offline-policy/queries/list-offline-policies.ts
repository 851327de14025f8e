import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import type { PolicyRow } from '../offline-policy'
import { POLICY_COLUMNS } from './load-policies'

export interface ListedPolicy extends PolicyRow {
  /** null: the network's. */
  readonly siteName: string | null
  /** Accepted stations it holds for. */
  readonly stationCount: number
}

/** The network's policy first, then those of sites by name. None: stations are left as they are. */
export async function listOfflinePolicies(actor: Actor): Promise<readonly ListedPolicy[]> {
  requireAct(actor, 'fleet.read')
  const siteIds = sitesInScope(actor)
  const own = siteIds === null ? {} : { OR: [{ siteId: null }, { siteId: { in: [...siteIds] } }] }
  const rows = await db().offlinePolicy.findMany({
    where: own,
    select: { ...POLICY_COLUMNS, site: { select: { name: true } } },
  })
  const counts = await db().station.groupBy({
    by: ['siteId'],
    where: { registration: 'accepted', ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }) },
    _count: { _all: true },
  })
  const countAt = (siteId: bigint | null) => counts.find((row) => row.siteId === siteId)?._count._all ?? 0
  const all = counts.reduce((sum, row) => sum + row._count._all, 0)
  const elsewhere = rows.reduce((sum, { siteId }) => sum + (siteId === null ? 0 : countAt(siteId)), 0)
  return rows
    .map(({ site, ...row }) => ({
      ...row,
      siteName: site?.name ?? null,
      stationCount: row.siteId === null ? all - elsewhere : countAt(row.siteId),
    }))
    .sort((a, b) => (a.siteName ?? '').localeCompare(b.siteName ?? '', 'sv'))
}
