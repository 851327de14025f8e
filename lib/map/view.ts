import { BASE_BOUNDS } from './base-bounds'
import { WORLD_PX, worldPoint } from './mercator'

/** Degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** Px. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What a map shows: its middle, how close (MapLibre's zoom), and how large it is on the screen. */
export interface MapView extends Size {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
}

interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** Px on the screen, from a map's north-west corner or of a movement. */
export interface Offset {
  readonly x: number
  readonly y: number
}

/** What is shown where there is nothing to show. */
export const SWEDEN: Bounds = [10.5, 55.2, 24.2, 68]

/** Px around what must be seen. */
export const FIT_PADDING = 48
/** No closer than this, however near each other the places are. */
export const FIT_MAX_ZOOM = 11
/** Px of zoom 0: a box is at least as large as what can be seen from closest up, and its middle stays. */
const LEAST_PX = 0.1
/** How far out and in one can go on the bundled basemap. */
const MIN_ZOOM = 2
const MAX_ZOOM = 13

/** The smallest box around the places; Sweden when there are none. */
export function boundsOf(places: readonly Place[]): Bounds {
  if (places.length === 0) return SWEDEN
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const { longitude, latitude } of places) {
    bounds[0] = Math.min(bounds[0], longitude)
    bounds[1] = Math.min(bounds[1], latitude)
    bounds[2] = Math.max(bounds[2], longitude)
    bounds[3] = Math.max(bounds[3], latitude)
  }
  return bounds
}

/** A box on the flat world, px of zoom 0. */
export interface WorldBox extends Size {
  readonly x: number
  readonly y: number
}

export function worldBox([west, south, east, north]: Bounds): WorldBox {
  const from = worldPoint(west, north, 0)
  const to = worldPoint(east, south, 0)
  const [width, height] = [Math.max(LEAST_PX, to.x - from.x), Math.max(LEAST_PX, to.y - from.y)]
  return { x: (from.x + to.x - width) / 2, y: (from.y + to.y - height) / 2, width, height }
}

/** The view that holds the bounds as large as they can be: MapLibre's `fitBounds`, worked out without it. */
export function fitView(
  bounds: Bounds,
  { width, height }: Size,
  padding = FIT_PADDING,
  maxZoom = FIT_MAX_ZOOM,
): MapView {
  const box = worldBox(bounds)
  const scale = Math.min(Math.max(1, width - 2 * padding) / box.width, Math.max(1, height - 2 * padding) / box.height)
  return {
    ...placeAt(box.x + box.width / 2, box.y + box.height / 2),
    zoom: Math.min(maxZoom, Math.log2(scale)),
    width,
    height,
  }
}

/** The inverse of `worldPoint` at zoom 0. */
function placeAt(x: number, y: number): Place {
  const north = Math.PI * (1 - (2 * y) / WORLD_PX)
  return { longitude: (x / WORLD_PX) * 360 - 180, latitude: (Math.atan(Math.sinh(north)) * 180) / Math.PI }
}

/** The view when what it shows is dragged so far. It does not leave the basemap. */
export function movedBy(view: MapView, { x, y }: Offset): MapView {
  const centre = worldPoint(view.longitude, view.latitude, view.zoom)
  return centredOn(view, centre.x - x, centre.y - y)
}

/** The view so many steps closer, with what lies at `at` staying there. @param at else the middle */
export function zoomedAt(
  view: MapView,
  steps: number,
  at: Offset = { x: view.width / 2, y: view.height / 2 },
): MapView {
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, view.zoom + steps))
  const scale = 2 ** (zoom - view.zoom)
  const centre = worldPoint(view.longitude, view.latitude, view.zoom)
  const [dx, dy] = [at.x - view.width / 2, at.y - view.height / 2]
  return centredOn({ ...view, zoom }, (centre.x + dx) * scale - dx, (centre.y + dy) * scale - dy)
}

/** The view between two, `share` of the way. */
export function between(from: MapView, to: MapView, share: number): MapView {
  const a = worldPoint(from.longitude, from.latitude, 0)
  const b = worldPoint(to.longitude, to.latitude, 0)
  return {
    ...to,
    ...placeAt(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share),
    zoom: from.zoom + (to.zoom - from.zoom) * share,
  }
}

/** @param x px of the view's zoom */
function centredOn(view: MapView, x: number, y: number): MapView {
  const scale = 2 ** view.zoom
  const base = worldBox(BASE_BOUNDS)
  const within = (value: number, from: number, length: number) => Math.min(from + length, Math.max(from, value))
  return { ...view, ...placeAt(within(x / scale, base.x, base.width), within(y / scale, base.y, base.height)) }
}

/** Bounds as an address carries them: four numbers with commas between. Null when it is anything else. */
export function readBounds(text: string | null | undefined): Bounds | null {
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN, ...more] = (text ?? '')
    .split(',', 5)
    .map((part) => (/^-?\d{1,3}(\.\d{1,6})?$/.test(part) ? Number(part) : Number.NaN))
  const isRight =
    more.length === 0 && west >= -180 && east <= 180 && west <= east && south >= -85 && north <= 85 && south <= north
  return isRight ? [west, south, east, north] : null
}

/** The inverse of `readBounds`, to about 10 m. */
export const writeBounds = (bounds: Bounds): string => bounds.map((degrees) => Number(degrees.toFixed(4))).join(',')
