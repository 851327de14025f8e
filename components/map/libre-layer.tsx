'use client'

import 'maplibre-gl/dist/maplibre-gl.css'
import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Bounds } from '@/lib/map/view'
import { useMap } from './use-map'

interface LibreLayerProps {
  styleUrl: string
  bounds: Bounds
  isDark: boolean
  /** Kept stable. */
  onMap: (map: LibreMap | null) => void
  onFail: () => void
}

/** A tile server's map under the marks. Its code is fetched only when one is configured. */
export function LibreLayer({ styleUrl, bounds, isDark, onMap, onFail }: LibreLayerProps) {
  const element = useRef<HTMLDivElement>(null)
  const { map, error } = useMap(element, { styleUrl, bounds, isDark })
  useEffect(() => {
    onMap(map)
    return () => onMap(null)
  }, [map, onMap])
  useEffect(() => {
    if (error !== null) onFail()
  }, [error, onFail])
  return (
    // MapLibre makes its element position: relative, so the size comes from around it.
    <div className="absolute inset-0">
      <div
        ref={element}
        className="h-full w-full dark:[&_.maplibregl-ctrl-group]:invert [&_.maplibregl-ctrl-attrib]:text-[10px]"
      />
    </div>
  )
}
