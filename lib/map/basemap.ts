import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { BASE_BOUNDS } from './base-bounds'
import { clipRing, type Line, type Window } from './clip-ring'

const [west, south, east, north] = BASE_BOUNDS
const EUROPE: Window = { west, south, east, north }
/** ISO 3166 numeric: its corner in the window would be a white block at the map's edge. */
const GREENLAND = '304'
/** Three decimals are 100 m, finer than the data (Natural Earth 1:10 million). */
const PRECISION = 1000
/** Least distance between points, degrees: all there is where the network is at home, coarser further away. */
const FINE = 0.004
const COARSE = 0.04
const isHome = (longitude: number, latitude: number) => longitude > 4 && longitude < 32 && latitude > 54

type World = Topology<{ countries: GeometryCollection }>
type Kind = 'land' | 'shore' | 'border'
interface Feature {
  readonly type: 'Feature'
  readonly properties: { readonly kind: Kind }
  readonly geometry: { readonly type: 'Polygon' | 'MultiLineString'; readonly coordinates: readonly Line[] }
}
export interface Basemap {
  readonly type: 'FeatureCollection'
  readonly features: readonly Feature[]
}

/** Land, shores and borders as GeoJSON, from the `world-atlas` package (Natural Earth, public domain): a map that needs nobody's server. */
export async function readBasemap(): Promise<Basemap> {
  const file = path.join(process.cwd(), 'node_modules/world-atlas/countries-10m.json')
  const world = thinned(JSON.parse(await readFile(file, 'utf8')) as World)
  const countries = {
    ...world.objects.countries,
    geometries: world.objects.countries.geometries.filter(({ id }) => id !== GREENLAND),
  }
  // Country by country: a continent in one piece is more than the map's triangulation takes without faults.
  const land = feature(world, countries).features.flatMap(({ geometry }) => polygonsOf(geometry))
  const lines = (kind: Kind, isWanted: (a: unknown, b: unknown) => boolean): Feature => ({
    type: 'Feature',
    properties: { kind },
    geometry: {
      type: 'MultiLineString',
      coordinates: (mesh(world, countries as never, isWanted).coordinates as unknown as Line[]).flatMap(partsInside),
    },
  })
  return {
    type: 'FeatureCollection',
    features: [
      ...land.flatMap((rings): Feature[] => {
        const [outer, ...holes] = rings.flatMap(inEurope)
        return outer
          ? [
              {
                type: 'Feature',
                properties: { kind: 'land' },
                geometry: { type: 'Polygon', coordinates: [outer, ...holes] },
              },
            ]
          : []
      }),
      lines('shore', (a, b) => a === b),
      lines('border', (a, b) => a !== b),
    ],
  }
}

function polygonsOf(geometry: { type: string } | null): Line[][] {
  if (geometry?.type === 'Polygon') return [(geometry as unknown as { coordinates: Line[] }).coordinates]
  return geometry?.type === 'MultiPolygon' ? (geometry as unknown as { coordinates: Line[][] }).coordinates : []
}

/** A ring's part inside the window, wherever it began to count its longitudes; none or one. */
function inEurope(ring: Line): Line[] {
  const whole = unwrapped(ring)
  return [0, 360, -360]
    .map((turn) => clipRing(turn === 0 ? whole : whole.map(([x, y]) => [x + turn, y]), EUROPE))
    .filter((part) => part.length > 3)
    .slice(0, 1)
}

/** A ring across the date line goes on past 180° instead of leaping round the world. */
function unwrapped(ring: Line): Line {
  let turn = 0
  let before = 0
  return ring.map(([longitude, latitude], index) => {
    if (index > 0 && Math.abs(longitude - before) > 180) turn += longitude > before ? -360 : 360
    before = longitude
    return [longitude + turn, latitude]
  })
}

/** The stretches of a line that lie inside the window. */
function partsInside(line: Line): Line[] {
  const parts: (readonly [number, number])[][] = []
  let wasInside = false
  for (const point of line) {
    const [x, y] = point
    const isInside = x > EUROPE.west && x < EUROPE.east && y > EUROPE.south && y < EUROPE.north
    if (isInside && !wasInside) parts.push([])
    if (isInside) parts.at(-1)?.push(point)
    wasInside = isInside
  }
  return parts.filter((part) => part.length > 1)
}

/** The same topology with fewer points. Done on the arcs, which neighbours share, so that no gap opens between them. */
function thinned({ arcs, transform, ...world }: World): World {
  const [scaleX, scaleY] = transform?.scale ?? [1, 1]
  const [moveX, moveY] = transform?.translate ?? [0, 0]
  const rounded = (value: number) => Math.round(value * PRECISION) / PRECISION
  return {
    ...world,
    arcs: arcs.map((arc) => {
      let [x, y] = [0, 0]
      const kept: [number, number][] = []
      for (const [index, [dx = 0, dy = 0]] of arc.entries()) {
        x += dx
        y += dy
        const point: [number, number] = [rounded(x * scaleX + moveX), rounded(y * scaleY + moveY)]
        const last = kept.at(-1)
        const least = isHome(...point) ? FINE : COARSE
        const isEnd = index === arc.length - 1
        if (!last || isEnd || Math.abs(last[0] - point[0]) + Math.abs(last[1] - point[1]) > least) kept.push(point)
      }
      return kept
    }),
  }
}
