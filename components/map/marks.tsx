'use client'

import type { Map as LibreMap } from 'maplibre-gl'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import { clusterPoints } from '@/lib/map/cluster-points'
import { worldPoint } from '@/lib/map/mercator'
import { CITIES } from './cities'
import type { MapSite } from './site-map'

interface MarksProps {
  map: LibreMap
  sites: readonly MapSite[]
  hrefOf: (site: MapSite) => string
  zoomTo: (sites: readonly MapSite[]) => void
  /** Draw our own, where the map below has no names. */
  hasCities: boolean
}

const WORST_FIRST: readonly ShownStatus[] = ['faulted', 'offline', 'unavailable', 'unknown', 'charging', 'available']
const MARK_PX = 58
/** Px beyond the edge that are drawn, too: half a mark must not vanish. */
const MARGIN_PX = 40
/** What is together stays so for half a step of zoom: it need not be worked out for every frame of a movement. */
const STEPS_PER_ZOOM = 2

/** The sites over the map, near ones as one mark. A move only shifts what is there; a zoom puts together anew at every half step. */
export function Marks({ map, sites, hrefOf, zoomTo, hasCities }: MarksProps) {
  const t = useTranslations('map')
  const router = useRouter()
  const view = useMapView(map)
  const step = Math.floor(view.zoom * STEPS_PER_ZOOM) / STEPS_PER_ZOOM
  const marks = useMemo(() => {
    const placed = sites.map((site) => ({ point: site, ...worldPoint(site.longitude, site.latitude, step) }))
    return clusterPoints(placed, ({ id }) => id, MARK_PX).map(({ key, points, x, y }) => {
      const stationCount = points.reduce((sum, site) => sum + site.stationCount, 0)
      const brokenCount = points.reduce((sum, site) => sum + site.brokenCount, 0)
      const worst = WORST_FIRST.find((status) => points.some((site) => site.worst === status)) ?? 'unknown'
      return { key, points, stationCount, brokenCount, worst, x, y }
    })
  }, [sites, step])
  const cities = useMemo(
    () => (hasCities ? CITIES.map((city) => ({ ...city, ...worldPoint(city.at[0], city.at[1], step) })) : []),
    [hasCities, step],
  )

  const newest = useRef(marks)
  newest.current = marks
  const open = useCallback(
    (wanted: string) => {
      const points = newest.current.find(({ key }) => key === wanted)?.points ?? []
      const [only] = points
      if (points.length === 1 && only) router.push(hrefOf(only))
      else if (points.length > 1) zoomTo(points)
    },
    [router, hrefOf, zoomTo],
  )

  // World px of this step → px of the screen.
  const scale = 2 ** (view.zoom - step)
  const centre = worldPoint(view.longitude, view.latitude, view.zoom)
  const onScreen = <Thing extends { x: number; y: number }>(things: readonly Thing[]) =>
    things
      .map((thing) => ({
        thing,
        x: thing.x * scale - centre.x + view.width / 2,
        y: thing.y * scale - centre.y + view.height / 2,
      }))
      .filter(
        ({ x, y }) => x > -MARGIN_PX && y > -MARGIN_PX && x < view.width + MARGIN_PX && y < view.height + MARGIN_PX,
      )
  const at = (x: number, y: number) => ({ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` })

  return (
    <div className="pointer-events-none absolute inset-0 overflow-hidden">
      {onScreen(cities)
        .filter(({ thing }) => view.zoom >= thing.minZoom)
        .map(({ thing, x, y }) => (
          <div key={thing.name} aria-hidden="true" className="absolute top-0 left-0" style={at(x, y)}>
            <span className="block -translate-x-1/2 -translate-y-1/2 whitespace-nowrap text-[10px] text-muted-foreground">
              {thing.name}
            </span>
          </div>
        ))}
      {onScreen(marks).map(({ thing: { key, points, stationCount, brokenCount, worst }, x, y }) => {
        const [first] = points
        return (
          <div key={key} className="absolute top-0 left-0 hover:z-10" style={at(x, y)}>
            <Mark
              id={key}
              name={points.length === 1 && first ? first.name : t('sites', { count: points.length })}
              stationCount={stationCount}
              brokenCount={brokenCount}
              worst={worst}
              onOpen={open}
            />
          </div>
        )
      })}
    </div>
  )
}

interface MarkProps {
  id: string
  name: string
  stationCount: number
  brokenCount: number
  worst: ShownStatus
  onOpen: (id: string) => void
}

/** Redrawn only when it says something else: there may be hundreds, and they move with the map. */
const Mark = memo(function Mark({ id, name, stationCount, brokenCount, worst, onOpen }: MarkProps) {
  const t = useTranslations('map')
  const words = t('mark', { name, count: stationCount, broken: brokenCount })
  return (
    <button
      type="button"
      data-mark={id}
      aria-label={words}
      title={words}
      onClick={() => onOpen(id)}
      className="pointer-events-auto inline-flex h-6 -translate-x-1/2 -translate-y-1/2 items-center gap-1 rounded-full border bg-popover px-1.5 font-medium text-xs shadow-sm hover:border-foreground/40 focus-visible:outline-2 focus-visible:outline-ring"
    >
      <StatusDot status={worst} label={words} size={11} />
      {brokenCount > 0 ? `${brokenCount}/${stationCount}` : stationCount}
    </button>
  )
})

interface MapView {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

/** What the map shows, followed once per frame. */
function useMapView(map: LibreMap): MapView {
  const [view, setView] = useState(() => viewOf(map))
  useEffect(() => {
    let frame = 0
    const onMove = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setView(viewOf(map)))
    }
    onMove()
    map.on('move', onMove)
    map.on('resize', onMove)
    return () => {
      cancelAnimationFrame(frame)
      map.off('move', onMove)
      map.off('resize', onMove)
    }
  }, [map])
  return view
}

function viewOf(map: LibreMap): MapView {
  const { lng, lat } = map.getCenter()
  const { clientWidth, clientHeight } = map.getContainer()
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), width: clientWidth, height: clientHeight }
}
