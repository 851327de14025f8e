import type { Actor } from '../../access/actor'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'

/**
 * The strongest connector that each tariff prices, kW, of what the actor may see: the tariff nearest to the plug counts, else the
 * default one. Tariffs that price none, or whose connectors do not say, are left out.
 * @param tariffId only this one
 */
export async function strongestPoints(
  actor: Actor,
  tariffId: bigint | null = null,
): Promise<ReadonlyMap<bigint, number>> {
  const siteIds = sitesInScope(actor)
  const rows = await db().$queryRaw<{ id: bigint; watts: number }[]>`
    select id, max(watts) as watts from (
      select coalesce(connector.tariff_id, station.tariff_id, site.tariff_id, (select id from tariff where is_default)) as id,
        connector.max_power_w as watts
      from connector join station on station.id = connector.station_id left join site on site.id = station.site_id
      where connector.max_power_w is not null
        and (${siteIds === null} or station.site_id = any(${siteIds === null ? [] : [...siteIds]}::bigint[]))
    ) as priced
    where id is not null and (${tariffId}::bigint is null or id = ${tariffId})
    group by id`
  return new Map(rows.map(({ id, watts }) => [id, watts / 1000]))
}
