'use client'

import type { Map as LibreMap } from 'maplibre-gl'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { boundsOf, FIT_MAX_ZOOM, FIT_PADDING, fitView, type Size, zoomedAt } from '@/lib/map/view'
import { BaseMap } from './base-map'
import { CityNames } from './city-names'
import { MapFrame, placing } from './frame'
import { LibreLayer } from './libre-layer'
import { markHref } from './mark-href'
import { Marks } from './marks'
import { type FirstMap, firstMap, type MapMark, type MapSite, marksOf, stepOf } from './marks-of'
import { useGestures } from './use-gestures'
import { useMapView } from './use-map-view'
import { ZoomButtons } from './zoom-buttons'

interface SiteMapProps {
  /** null: not all of them are here yet, and `first` is what the server made of them. */
  sites: readonly MapSite[] | null
  first?: FirstMap | null
  styleUrl: string | null
  className?: string
  /** Dark, whatever the page's theme. */
  isDark?: boolean
  /** As large as it usually is: marks are put together for it until it can be measured. Kept stable. */
  usualSize: Size
}

const NONE: readonly MapSite[] = []
/** So much closer at once, and no closer than this, when a mark of several sites is opened. */
const OPEN_STEPS = 4
const OPEN_MAX_ZOOM = 13
const OPEN_PADDING = 80

/**
 * Sites where they stand, near ones together, coloured and shaped by the worst of their stations. It is there with the page: a picture
 * with links, which can be moved when the page is alive. Only a tile server's map needs WebGL.
 */
export function SiteMap({ sites, first = null, styleUrl, className = '', isDark = false, usualSize }: SiteMapProps) {
  const t = useTranslations('map')
  const router = useRouter()
  const element = useRef<HTMLElement>(null)
  const [libre, setLibre] = useState<LibreMap | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const fail = useCallback(() => setFailed(true), [])
  const hasTiles = styleUrl !== null && !hasFailed
  const [start, setStart] = useState(() => first ?? firstMap(sites ?? NONE, usualSize))
  const { view, setView, glide } = useMapView(element, start.bounds, libre)
  useGestures(element, !hasTiles, setView)

  const showAll = useCallback(
    (bounds: FirstMap['bounds'], padding: number, maxZoom: number, animate = true) => {
      if (libre) libre.fitBounds([...bounds], { padding, maxZoom, animate })
      else glide((now) => fitView(bounds, now, padding, maxZoom), animate)
    },
    [libre, glide],
  )

  // Sites that came after the map are brought into view, once.
  const isEmpty = start.marks.length === 0 && first === null
  useEffect(() => {
    if (!isEmpty || sites === null || sites.length === 0) return
    const now = firstMap(sites, usualSize)
    setStart(now)
    showAll(now.bounds, FIT_PADDING, FIT_MAX_ZOOM, false)
  }, [isEmpty, sites, usualSize, showAll])

  const zoom = view?.zoom ?? start.step
  const step = stepOf(zoom)
  const marks = useMemo(() => (sites === null ? start.marks : marksOf(sites, step)), [sites, start, step])
  const newestZoom = useRef(zoom)
  newestZoom.current = zoom
  const open = useCallback(
    (mark: MapMark) => {
      if (mark.site !== null) router.push(markHref(mark))
      else showAll(mark.bounds, OPEN_PADDING, Math.min(OPEN_MAX_ZOOM, newestZoom.current + OPEN_STEPS))
    },
    [router, showAll],
  )
  const place = placing(view, start.bounds)
  return (
    <section
      ref={element}
      aria-label={t('label')}
      className={`relative isolate select-none overflow-hidden bg-[#eef1f4] dark:bg-[#0b0d10] ${hasTiles ? '' : 'cursor-grab touch-none active:cursor-grabbing'} ${className}`}
    >
      {hasTiles && (
        <LibreLayer styleUrl={styleUrl} bounds={start.bounds} isDark={isDark} onMap={setLibre} onFail={fail} />
      )}
      <MapFrame view={view} bounds={start.bounds}>
        {!hasTiles && <BaseMap view={view} bounds={start.bounds} zoom={zoom} />}
        {!hasTiles && <CityNames place={place} zoom={zoom} />}
        <Marks marks={marks} place={place} onOpen={open} />
      </MapFrame>
      {!hasTiles && (
        <ZoomButtons
          onZoom={(steps) => glide((now) => zoomedAt(now, steps))}
          onWhole={() => showAll(sites ? boundsOf(sites) : start.bounds, FIT_PADDING, FIT_MAX_ZOOM)}
        />
      )}
    </section>
  )
}
