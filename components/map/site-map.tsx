'use client'

import 'maplibre-gl/dist/maplibre-gl.css'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef } from 'react'
import type { ShownStatus } from '@/components/stations/status-badge'
import { Marks } from './marks'
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
  /** Dark, whatever the page's theme. */
  isDark?: boolean
}

const SWEDEN = [10.5, 55.2, 24.2, 68] as const

/** Sites where they stand, near ones together, coloured and shaped by the worst of their stations. */
export function SiteMap({ sites, styleUrl, hrefOf, className = '', isDark }: SiteMapProps) {
  const t = useTranslations('map')
  const element = useRef<HTMLDivElement>(null)
  const { map, error } = useMap(element, { styleUrl, bounds: boundsOf(sites), isDark })
  const zoomTo = useCallback(
    (some: readonly MapSite[]) =>
      map?.fitBounds([...boundsOf(some)], { padding: 80, maxZoom: Math.min(13, map.getZoom() + 4) }),
    [map],
  )
  // Sites that came after the map are brought into view, once.
  const isFitted = useRef(sites.length > 0)
  useEffect(() => {
    if (map === null || isFitted.current || sites.length === 0) return
    isFitted.current = true
    map.fitBounds([...boundsOf(sites)], { padding: 48, maxZoom: 11, animate: false })
  }, [map, sites])
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
      {map && <Marks map={map} sites={sites} hrefOf={hrefOf} hasCities={styleUrl === null} zoomTo={zoomTo} />}
    </section>
  )
}

function boundsOf(sites: readonly MapSite[]): readonly [number, number, number, number] {
  if (sites.length === 0) return SWEDEN
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const { longitude, latitude } of sites) {
    bounds[0] = Math.min(bounds[0], longitude)
    bounds[1] = Math.min(bounds[1], latitude)
    bounds[2] = Math.max(bounds[2], longitude)
    bounds[3] = Math.max(bounds[3], latitude)
  }
  return bounds
}
