import { db } from '../../db/client'
import type { Dimension } from '../dimension'
import type { NamedKey } from './get-revenue'
import type { SummedRow } from './sum-revenue'

/** Names what sums are split by: one statement for each kind of thing. */
export async function nameKeys(
  by: readonly Dimension[],
  rows: readonly SummedRow[],
): Promise<(dimension: Dimension, key: string) => NamedKey> {
  const ids = (dimension: Dimension) => {
    const at = by.indexOf(dimension)
    if (at < 0) return []
    return [...new Set(rows.map(({ keys }) => keys[at]))].flatMap((id) =>
      id === undefined || id === '0' ? [] : [BigInt(id)],
    )
  }
  const named = { select: { id: true, name: true } }
  const wanted = (dimension: Dimension) => ({ where: { id: { in: ids(dimension) } } })
  const [sites, stations, customers, tariffs] = await Promise.all([
    by.includes('site') ? db().site.findMany({ ...wanted('site'), ...named }) : [],
    by.includes('station')
      ? db().station.findMany({ ...wanted('station'), select: { id: true, name: true, identity: true } })
      : [],
    by.includes('customer') ? db().customer.findMany({ ...wanted('customer'), ...named }) : [],
    by.includes('tariff') ? db().tariff.findMany({ ...wanted('tariff'), ...named }) : [],
  ])
  const names = {
    site: new Map(sites.map(({ id, name }) => [String(id), name])),
    customer: new Map(customers.map(({ id, name }) => [String(id), name])),
    tariff: new Map(tariffs.map(({ id, name }) => [String(id), name])),
  }
  const stationOf = new Map(stations.map((station) => [String(station.id), station]))
  return (dimension, key) => {
    if (dimension === 'station') {
      const station = stationOf.get(key)
      return { dimension, value: station?.identity ?? key, name: station ? station.name || station.identity : null }
    }
    if (dimension === 'site' || dimension === 'customer' || dimension === 'tariff')
      return { dimension, value: key, name: names[dimension].get(key) ?? null }
    return { dimension, value: key, name: null }
  }
}
