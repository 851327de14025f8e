'use client'

import type { FilterSpecification, Map as LibreMap, StyleSpecification } from 'maplibre-gl'
import { useTheme } from 'next-themes'
import { type RefObject, useEffect, useState } from 'react'
import { PAPER } from '@/lib/map/paper'

function bundledStyle(theme: keyof typeof PAPER): StyleSpecification {
  const paper = PAPER[theme]
  return {
    version: 8,
    sources: { basemap: { type: 'geojson', data: '/map/basemap.json' } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': paper.sea } },
      {
        id: 'land',
        type: 'fill',
        source: 'basemap',
        filter: ['==', ['get', 'kind'], 'land'],
        paint: { 'fill-color': paper.land, 'fill-outline-color': paper.land },
      },
      line('shore', paper.shore),
      line('border', paper.border),
    ],
  }
}

const line = (kind: 'shore' | 'border', colour: string) => ({
  id: kind,
  type: 'line' as const,
  source: 'basemap',
  filter: ['==', ['get', 'kind'], kind] satisfies FilterSpecification,
  paint: { 'line-color': colour },
})

interface MapOptions {
  /** A tile server's style; without it the bundled basemap is drawn. */
  readonly styleUrl: string | null
  /** West, south, east, north of what must be seen at first. */
  readonly bounds: readonly [number, number, number, number]
  /** Dark, whatever the page's theme. */
  readonly isDark?: boolean
}

export type MapStanding =
  | { readonly map: LibreMap; readonly error: null }
  | { readonly map: null; readonly error: string | null }

/** A MapLibre map in the element. Its code is fetched only when a map is shown. */
export function useMap(
  element: RefObject<HTMLElement | null>,
  { styleUrl, bounds, isDark = false }: MapOptions,
): MapStanding {
  const { resolvedTheme } = useTheme()
  const theme = isDark || resolvedTheme === 'dark' ? 'dark' : 'light'
  const [standing, setStanding] = useState<MapStanding>({ map: null, error: null })
  const [firstBounds] = useState(bounds)

  useEffect(() => {
    let map: LibreMap | null = null
    let isGone = false
    void import('maplibre-gl')
      .then(({ Map: LibreMapClass, setWorkerUrl, NavigationControl }) => {
        if (isGone || !element.current) return
        setWorkerUrl('/map/worker.js')
        map = new LibreMapClass({
          container: element.current,
          style: styleUrl ?? { version: 8, sources: {}, layers: [] },
          bounds: [...firstBounds],
          fitBoundsOptions: { padding: 48, maxZoom: 11 },
          attributionControl: styleUrl ? { compact: true } : false,
          maxZoom: styleUrl ? 19 : 13,
          minZoom: 2,
          dragRotate: false,
          pitchWithRotate: false,
          cooperativeGestures: false,
        })
        map.touchZoomRotate.disableRotation()
        map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
        setStanding({ map, error: null })
      })
      .catch((error: unknown) =>
        setStanding({ map: null, error: error instanceof Error ? error.message : String(error) }),
      )
    return () => {
      isGone = true
      map?.remove()
      setStanding({ map: null, error: null })
    }
  }, [element, styleUrl, firstBounds])

  useEffect(() => {
    if (standing.map && styleUrl === null) standing.map.setStyle(bundledStyle(theme))
  }, [standing.map, styleUrl, theme])

  return standing
}
