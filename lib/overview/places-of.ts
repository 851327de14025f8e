import type { Shape } from '../kernel/pack-rows'
import type { StationRow } from '../stations/queries/list-stations'

export interface WatchedSite {
  readonly id: string
  readonly name: string
  readonly latitude: number | null
  readonly longitude: number | null
  /** Main fuse per phase, A. */
  readonly fuseA: number | null
}

export const WATCHED_SITE: Shape<WatchedSite> = {
  id: true,
  name: true,
  latitude: true,
  longitude: true,
  fuseA: true,
}

/** The sites the stations stand on, once each, in the order they were made, as every list of places is. */
export function placesOf(
  rows: readonly Pick<StationRow, 'site' | 'latitude' | 'longitude' | 'siteFuseA'>[],
): readonly WatchedSite[] {
  const sites = new Map<bigint, WatchedSite>()
  for (const { site, latitude, longitude, siteFuseA } of rows)
    if (site !== null && !sites.has(site.id))
      sites.set(site.id, { id: String(site.id), name: site.name, latitude, longitude, fuseA: siteFuseA })
  return [...sites.values()].sort((a, b) => Number(a.id) - Number(b.id))
}
