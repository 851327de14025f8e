import type { ShownStatus } from '@/components/stations/status-badge'
import { clusterPoints } from '@/lib/map/cluster-points'
import { worldPoint } from '@/lib/map/mercator'
import { type Bounds, boundsOf, fitView, type Size } from '@/lib/map/view'

export interface MapSite {
  readonly id: string
  readonly name: string
  readonly longitude: number
  readonly latitude: number
  readonly stationCount: number
  readonly brokenCount: number
  /** The worst of its stations. */
  readonly worst: ShownStatus
}

/** A site on the map, or several that lie so near that one mark stands for them. */
export interface MapMark {
  /** The same while the same sites are together. */
  readonly key: string
  readonly siteCount: number
  /** The only site; null: there are several. */
  readonly site: Pick<MapSite, 'id' | 'name'> | null
  readonly stationCount: number
  readonly brokenCount: number
  readonly worst: ShownStatus
  /** On the flat world, px of zoom 0. */
  readonly x: number
  readonly y: number
  /** Around its sites. */
  readonly bounds: Bounds
}

/** A map's first picture, which a page can be sent with. */
export interface FirstMap {
  readonly bounds: Bounds
  /** How close the marks were put together for. */
  readonly step: number
  readonly marks: readonly MapMark[]
}

const WORST_FIRST: readonly ShownStatus[] = ['faulted', 'offline', 'unavailable', 'unknown', 'charging', 'available']
const MARK_PX = 58
/** What is together stays so for half a step of zoom: it need not be worked out for every frame of a movement. */
const STEPS_PER_ZOOM = 2

export const stepOf = (zoom: number): number => Math.floor(zoom * STEPS_PER_ZOOM) / STEPS_PER_ZOOM

/** Near sites as one mark, as they lie at this step of zoom. */
export function marksOf(sites: readonly MapSite[], step: number): readonly MapMark[] {
  const placed = sites.map((site) => ({ point: site, ...worldPoint(site.longitude, site.latitude, step) }))
  const scale = 2 ** -step
  return clusterPoints(placed, ({ id }) => id, MARK_PX).map(({ key, points, x, y }) => {
    const [first] = points
    return {
      key,
      siteCount: points.length,
      site: points.length === 1 && first ? { id: first.id, name: first.name } : null,
      stationCount: points.reduce((sum, site) => sum + site.stationCount, 0),
      brokenCount: points.reduce((sum, site) => sum + site.brokenCount, 0),
      worst: WORST_FIRST.find((status) => points.some((site) => site.worst === status)) ?? 'unknown',
      x: x * scale,
      y: y * scale,
      bounds: boundsOf(points),
    }
  })
}

/**
 * The picture a page begins with, before anybody has measured how large its map is.
 * @param size as large as the map usually is
 * @param bounds what to show; else all the sites
 */
export function firstMap(sites: readonly MapSite[], size: Size, bounds: Bounds = boundsOf(sites)): FirstMap {
  const step = stepOf(fitView(bounds, size).zoom)
  const [west, south, east, north] = wider(bounds)
  const shown = sites.filter(
    ({ longitude, latitude }) => longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  )
  return { bounds, step, marks: marksOf(shown, step) }
}

/** A map is seldom as wide as what must be seen in it. */
function wider([west, south, east, north]: Bounds): Bounds {
  const [x, y] = [Math.max(0.2, east - west), Math.max(0.2, north - south)]
  return [west - x, south - y, east + x, north + y]
}
