import type { ShownStatus } from '@/components/stations/status-badge'
import { troubleOf, type WatchedStation } from '@/lib/overview/find-attention'
import type { WatchedSite } from '@/lib/overview/places-of'
import type { MapSite } from './marks-of'

const RANK: readonly ShownStatus[] = ['faulted', 'offline', 'unavailable', 'unknown', 'charging', 'available']

/** The sites that can be put on a map, each with the worst of its stations. */
export function sitesOf(
  sites: readonly WatchedSite[],
  stations: readonly Pick<WatchedStation, 'siteId' | 'station'>[],
): MapSite[] {
  const counts = new Map<string, { stationCount: number; brokenCount: number; rank: number }>()
  for (const { siteId, station } of stations) {
    if (siteId === null || station.registration !== 'accepted') continue
    const count = counts.get(siteId) ?? { stationCount: 0, brokenCount: 0, rank: RANK.length - 1 }
    const trouble = troubleOf(station)
    count.stationCount++
    if (trouble !== null) count.brokenCount++
    count.rank = Math.min(count.rank, RANK.indexOf(shown(trouble, station)))
    counts.set(siteId, count)
  }
  return sites.flatMap(({ id, name, latitude, longitude }) => {
    const count = counts.get(id)
    if (!count || latitude === null || longitude === null) return []
    const { stationCount, brokenCount, rank } = count
    return [{ id, name, latitude, longitude, stationCount, brokenCount, worst: RANK[rank] ?? 'unknown' }]
  })
}

function shown(trouble: ReturnType<typeof troubleOf>, station: WatchedStation['station']): ShownStatus {
  if (trouble === 'never-connected') return 'offline'
  if (trouble !== null) return trouble
  return station.connectors.some(({ status }) => status === 'charging') ? 'charging' : 'available'
}
