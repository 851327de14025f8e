import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { sameText } from '../../db/like'
import { maySeeCustomers } from '../may-see-customers'
import type { RevenueQuery } from '../revenue-query'
import type { NamedKey } from './get-revenue'

/** What a report is narrowed to, in words; what is not this reader's to know is not named. */
export async function nameChosen(actor: Actor, query: Partial<RevenueQuery>): Promise<readonly NamedKey[]> {
  requireAct(actor, 'revenue.read')
  const siteIds = sitesInScope(actor)
  const named = { select: { name: true } }
  const byId = (id: string | undefined) => (id === undefined || id === '0' ? null : { where: { id: BigInt(id) } })
  const [site, customer, tariff] = [byId(query.site), byId(query.customer), byId(query.tariff)]
  const ofSites = siteIds === null ? {} : { in: [...siteIds] }
  const [siteName, stationName, customerName, tariffName] = await Promise.all([
    site && db().site.findFirst({ where: { AND: [site.where, { id: ofSites }] }, ...named }),
    query.station === undefined
      ? null
      : db().station.findFirst({
          where: { identity: sameText(query.station), ...(siteIds === null ? {} : { siteId: ofSites }) },
          ...named,
        }),
    customer && maySeeCustomers(actor) ? db().customer.findUnique({ ...customer, ...named }) : null,
    tariff && db().tariff.findUnique({ ...tariff, ...named }),
  ])
  const keys: readonly (NamedKey | null)[] = [
    key('site', query.site, siteName?.name),
    key('station', query.station, stationName?.name || query.station),
    key('customer', query.customer, customerName?.name),
    key('tariff', query.tariff, tariffName?.name),
    key('means', query.means),
    key('hour', query.hour),
    key('weekday', query.weekday),
  ]
  return keys.filter((one) => one !== null)
}

const key = (
  dimension: NamedKey['dimension'],
  value: string | number | undefined,
  name: string | null | undefined = null,
): NamedKey | null => (value === undefined ? null : { dimension, value: String(value), name: name ?? null })
