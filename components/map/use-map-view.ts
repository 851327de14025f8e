'use client'

import type { Map as LibreMap } from 'maplibre-gl'
import {
  type Dispatch,
  type RefObject,
  type SetStateAction,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { type Bounds, between, fitView, type MapView, type Size } from '@/lib/map/view'

interface MapViewState {
  /** null until the element has been measured: on the server, and until the page is alive. */
  readonly view: MapView | null
  /** Whoever moves it by hand ends a glide: it would pull the map away from under the hand. */
  readonly setView: Dispatch<SetStateAction<MapView | null>>
  /** Moves to another view, step by step where people like movement. */
  readonly glide: (to: (now: MapView) => MapView, animate?: boolean) => void
}

const GLIDE_MS = 250

/** What the map shows: the bounds fitted into the element, and then wherever it is moved. @param libre where there is one, it says */
export function useMapView(
  element: RefObject<HTMLElement | null>,
  bounds: Bounds,
  libre: LibreMap | null,
): MapViewState {
  const [view, setView] = useState<MapView | null>(null)
  const newest = useRef(view)
  newest.current = view

  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () =>
      setView((before) => resized(before, bounds, { width: box.clientWidth, height: box.clientHeight }))
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    measure()
    return () => observer.disconnect()
  }, [element, bounds])

  useEffect(() => {
    if (libre === null) return
    let frame = 0
    const onMove = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setView(viewOf(libre)))
    }
    onMove()
    libre.on('move', onMove)
    libre.on('resize', onMove)
    return () => {
      cancelAnimationFrame(frame)
      libre.off('move', onMove)
      libre.off('resize', onMove)
    }
  }, [libre])

  const frame = useRef(0)
  const glide = useCallback((to: (now: MapView) => MapView, animate = true) => {
    cancelAnimationFrame(frame.current)
    const from = newest.current
    if (from === null) return
    const wanted = to(from)
    if (!animate || matchMedia('(prefers-reduced-motion: reduce)').matches) return setView(wanted)
    const begun = performance.now()
    const advance = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - begun) / GLIDE_MS))
      setView(between(from, wanted, 1 - (1 - share) ** 3))
      if (share < 1) frame.current = requestAnimationFrame(advance)
    }
    frame.current = requestAnimationFrame(advance)
  }, [])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  const take = useCallback((change: SetStateAction<MapView | null>) => {
    cancelAnimationFrame(frame.current)
    setView(change)
  }, [])
  return { view, setView: take, glide }
}

/** A map that nobody has moved shows all it should in its new size, too. */
function resized(before: MapView | null, bounds: Bounds, size: Size): MapView {
  if (before === null) return fitView(bounds, size)
  if (before.width === size.width && before.height === size.height) return before
  const fitted = fitView(bounds, before)
  const isUnmoved = fitted.zoom === before.zoom && fitted.longitude === before.longitude
  return isUnmoved ? fitView(bounds, size) : { ...before, ...size }
}

function viewOf(map: LibreMap): MapView {
  const { lng, lat } = map.getCenter()
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), width, height }
}
