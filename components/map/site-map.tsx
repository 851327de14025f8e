'use client'

import 'maplibre-gl/dist/maplibre-gl.css'
import type { Map as LibreMap } from 'maplibre-gl'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import { clusterPoints } from '@/lib/map/cluster-points'
import { CITIES } from './cities'
import { useMap } from './use-map'

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

interface SiteMapProps {
  sites: readonly MapSite[]
  styleUrl: string | null
  hrefOf: (site: MapSite) => string
  className?: string
}

const SWEDEN = [10.5, 55.2, 24.2, 68] as const
const WORST_FIRST: readonly ShownStatus[] = ['faulted', 'offline', 'unavailable', 'unknown', 'charging', 'available']
const MARK_PX = 58

/** Sites where they stand, near ones together, coloured and shaped by the worst of their stations. */
export function SiteMap({ sites, styleUrl, hrefOf, className = '' }: SiteMapProps) {
  const t = useTranslations('map')
  const element = useRef<HTMLDivElement>(null)
  const { map, error } = useMap(element, { styleUrl, bounds: boundsOf(sites) })
  return (
    <section aria-label={t('label')} className={`relative overflow-hidden ${className}`}>
      {/* MapLibre makes its element position: relative, so the size comes from around it. */}
      <div className="absolute inset-0">
        <div
          ref={element}
          className="h-full w-full dark:[&_.maplibregl-ctrl-group]:invert [&_.maplibregl-ctrl-attrib]:text-[10px]"
        />
      </div>
      {error && (
        <p className="absolute inset-0 flex items-center justify-center p-6 text-center text-muted-foreground">
          {t('failed')}
        </p>
      )}
      {map && <Marks map={map} sites={sites} hrefOf={hrefOf} hasCities={styleUrl === null} />}
    </section>
  )
}

function Marks({
  map,
  sites,
  hrefOf,
  hasCities,
}: Pick<SiteMapProps, 'sites' | 'hrefOf'> & { map: LibreMap; hasCities: boolean }) {
  const t = useTranslations('map')
  const router = useRouter()
  const moved = useMoves(map)
  const { clusters, cities } = useMemo(() => {
    void moved
    const { clientWidth, clientHeight } = map.getContainer()
    const isInView = ({ x, y }: { x: number; y: number }) =>
      x > -40 && y > -40 && x < clientWidth + 40 && y < clientHeight + 40
    const placed = sites.map((site) => ({ point: site, ...pointOf(map, [site.longitude, site.latitude]) }))
    return {
      clusters: clusterPoints(placed, ({ id }) => id, MARK_PX).filter(isInView),
      cities: hasCities
        ? CITIES.filter(({ minZoom }) => map.getZoom() >= minZoom)
            .map(({ name, at }) => ({ name, ...pointOf(map, at) }))
            .filter(isInView)
        : [],
    }
  }, [map, sites, moved, hasCities])

  return (
    <div className="pointer-events-none absolute inset-0 overflow-hidden">
      {cities.map(({ name, x, y }) => (
        <span
          key={name}
          aria-hidden="true"
          className="absolute top-0 left-0 whitespace-nowrap text-[10px] text-muted-foreground"
          style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
        >
          {name}
        </span>
      ))}
      {clusters.map(({ key, points, x, y }) => {
        const worst = WORST_FIRST.find((status) => points.some((site) => site.worst === status)) ?? 'unknown'
        const stationCount = points.reduce((sum, site) => sum + site.stationCount, 0)
        const brokenCount = points.reduce((sum, site) => sum + site.brokenCount, 0)
        const [first] = points
        const name = points.length === 1 && first ? first.name : t('sites', { count: points.length })
        const words = t('mark', { name, count: stationCount, broken: brokenCount })
        return (
          <button
            key={key}
            type="button"
            aria-label={words}
            title={words}
            onClick={() => (points.length === 1 && first ? router.push(hrefOf(first)) : zoomTo(map, points))}
            className="pointer-events-auto absolute top-0 left-0 inline-flex h-6 items-center gap-1 rounded-full border bg-popover px-1.5 font-medium text-xs shadow-sm hover:z-10 hover:border-foreground/40 focus-visible:outline-2 focus-visible:outline-ring"
            style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
          >
            <StatusDot status={worst} label={words} size={11} />
            {brokenCount > 0 ? `${brokenCount}/${stationCount}` : stationCount}
          </button>
        )
      })}
    </div>
  )
}

/** Counts the map's moves, once per frame. */
function useMoves(map: LibreMap): number {
  const [moves, setMoves] = useState(0)
  useEffect(() => {
    let frame = 0
    const onMove = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setMoves((count) => count + 1))
    }
    map.on('move', onMove)
    map.on('resize', onMove)
    return () => {
      cancelAnimationFrame(frame)
      map.off('move', onMove)
      map.off('resize', onMove)
    }
  }, [map])
  return moves
}

function pointOf(map: LibreMap, at: readonly [number, number]) {
  const { x, y } = map.project([at[0], at[1]])
  return { x, y }
}

function zoomTo(map: LibreMap, sites: readonly MapSite[]): void {
  map.fitBounds([...boundsOf(sites)], { padding: 80, maxZoom: Math.min(13, map.getZoom() + 4) })
}

function boundsOf(sites: readonly MapSite[]): readonly [number, number, number, number] {
  if (sites.length === 0) return SWEDEN
  const longitudes = sites.map((site) => site.longitude)
  const latitudes = sites.map((site) => site.latitude)
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}
