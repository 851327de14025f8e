'use client'

import 'maplibre-gl/dist/maplibre-gl.css'
import type { Map as LibreMap } from 'maplibre-gl'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { CITIES } from '@/components/map/cities'
import { useMap } from '@/components/map/use-map'
import { cn } from '@/components/ui/cn'
import type { Point } from '@/lib/field/driving-order'

export interface RouteStop {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly at: Point
  readonly isOver: boolean
}

interface RouteMapProps {
  readonly stops: readonly RouteStop[]
  /** Where the tablet is; null: not asked, or not told. */
  readonly here: Point | null
  readonly styleUrl: string | null
  readonly onOpen: (id: string) => void
}

const SWEDEN = [10.5, 55.2, 24.2, 68] as const

/** The day's stops where they stand, numbered in driving order, with the way between them as the crow flies. */
export function RouteMap({ stops, here, styleUrl, onOpen }: RouteMapProps) {
  const t = useTranslations('field.map')
  const element = useRef<HTMLDivElement>(null)
  const { map, error } = useMap(element, { styleUrl, bounds: boundsOf(stops) })
  return (
    <section aria-label={t('label')} className="relative h-full min-h-64 overflow-hidden">
      <div className="absolute inset-0">
        <div ref={element} className="h-full w-full dark:[&_.maplibregl-ctrl-group]:invert" />
      </div>
      {error && <p className="absolute inset-0 grid place-content-center p-6 text-muted-foreground">{t('failed')}</p>}
      {map && <Stops map={map} stops={stops} here={here} onOpen={onOpen} hasCities={styleUrl === null} />}
    </section>
  )
}

function Stops({
  map,
  stops,
  here,
  onOpen,
  hasCities,
}: Omit<RouteMapProps, 'styleUrl'> & { map: LibreMap; hasCities: boolean }) {
  const t = useTranslations('field.map')
  useMoves(map)
  const placed = spread(stops.map((stop) => ({ ...stop, ...pointOf(map, stop.at) })))
  const start = here && pointOf(map, here)
  const line = [...(start ? [start] : []), ...placed.filter(({ isOver }) => !isOver)]
  return (
    <div className="pointer-events-none absolute inset-0 overflow-hidden">
      {hasCities &&
        CITIES.filter(({ minZoom }) => map.getZoom() >= minZoom).map(({ name, at: [longitude, latitude] }) => {
          const { x, y } = pointOf(map, { longitude, latitude })
          return (
            <span
              key={name}
              aria-hidden="true"
              className="absolute top-0 left-0 whitespace-nowrap text-muted-foreground text-xs"
              style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
            >
              {name}
            </span>
          )
        })}
      <svg className="absolute inset-0 h-full w-full text-muted-foreground" aria-hidden>
        <polyline
          points={line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeDasharray="6 5"
        />
        {start && (
          <circle cx={start.x} cy={start.y} r={7} fill="var(--charging)" stroke="var(--background)" strokeWidth={2} />
        )}
      </svg>
      {placed.map(({ id, number, name, isOver, x, y }) => (
        <button
          key={id}
          type="button"
          aria-label={t('stop', { number, name })}
          onClick={() => onOpen(id)}
          className={cn(
            'pointer-events-auto absolute top-0 left-0 grid size-11 place-content-center rounded-full border-2 bg-popover font-semibold text-base shadow-sm hover:z-10 focus-visible:outline-2 focus-visible:outline-ring',
            isOver ? 'border-border text-muted-foreground' : 'border-foreground',
          )}
          style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
        >
          {number}
        </button>
      ))}
    </div>
  )
}

/** Redraws once per frame while the map moves. */
function useMoves(map: LibreMap): void {
  const [, setMoves] = useState(0)
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
}

function pointOf(map: LibreMap, { longitude, latitude }: Point) {
  const { x, y } = map.project([longitude, latitude])
  return { x, y }
}

/** Two jobs at one station must both be reached: a later one is moved aside. */
function spread<Placed extends { x: number; y: number }>(stops: readonly Placed[]): readonly Placed[] {
  const done: Placed[] = []
  for (const stop of stops) {
    let { x } = stop
    while (done.some((other) => Math.abs(other.x - x) < 30 && Math.abs(other.y - stop.y) < 30)) x += 40
    done.push({ ...stop, x })
  }
  return done
}

function boundsOf(stops: readonly RouteStop[]): readonly [number, number, number, number] {
  if (stops.length === 0) return SWEDEN
  const [longitudes, latitudes] = [stops.map(({ at }) => at.longitude), stops.map(({ at }) => at.latitude)]
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}
