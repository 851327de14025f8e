import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { clipRing, type Line, type Window } from './clip-ring'

/** Europe with a margin. What lies outside is sea on our map. */
const EUROPE: Window = { west: -30, south: 30, east: 50, north: 74 }
/** Three decimals are 100 m, finer than the data (Natural Earth 1:10 million). */
const PRECISION = 1000
/** Least distance between points, degrees: all there is where the network is at home, coarser further away. */
const FINE = 0.004
const COARSE = 0.04
const isHome = (longitude: number, latitude: number) => longitude > 4 && longitude < 32 && latitude > 54

interface Basemap {
  readonly type: 'FeatureCollection'
  readonly features: readonly Feature[]
}
interface Feature {
  readonly type: 'Feature'
  readonly properties: { readonly kind: 'land' | 'border' }
  readonly geometry: { readonly type: 'Polygon' | 'MultiLineString'; readonly coordinates: readonly Line[] }
}

/** Land and borders as GeoJSON, from the `world-atlas` package (Natural Earth, public domain): a map that needs nobody's server. */
export async function readBasemap(): Promise<Basemap> {
  const file = path.join(process.cwd(), 'node_modules/world-atlas/countries-10m.json')
  const topology = JSON.parse(await readFile(file, 'utf8')) as Topology<{
    land: GeometryCollection
    countries: GeometryCollection
  }>
  const land = feature(topology, topology.objects.land).features.flatMap(({ geometry }) => polygonsOf(geometry))
  const borders = mesh(topology, topology.objects.countries as never, (a, b) => a !== b)
    .coordinates as unknown as Line[]
  return {
    type: 'FeatureCollection',
    features: [
      ...land.flatMap((rings): Feature[] => {
        const [outer, ...holes] = rings.map((ring) => thinned(clipRing(ring, EUROPE))).filter((ring) => ring.length > 3)
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
      {
        type: 'Feature',
        properties: { kind: 'border' },
        geometry: { type: 'MultiLineString', coordinates: borders.filter(isInside).map(thinned) },
      },
    ],
  }
}

function polygonsOf(geometry: { type: string } | null): Line[][] {
  if (geometry?.type === 'Polygon') return [(geometry as unknown as { coordinates: Line[] }).coordinates]
  return geometry?.type === 'MultiPolygon' ? (geometry as unknown as { coordinates: Line[][] }).coordinates : []
}

const isInside = (line: Line) =>
  line.some(([x, y]) => x > EUROPE.west && x < EUROPE.east && y > EUROPE.south && y < EUROPE.north)

/** Rounded; points that nearly fall together become one. A ring stays closed. */
function thinned(line: Line): Line {
  const kept: [number, number][] = []
  const rounded = (value: number) => Math.round(value * PRECISION) / PRECISION
  for (const [longitude, latitude] of line) {
    const point: [number, number] = [rounded(longitude), rounded(latitude)]
    const last = kept.at(-1)
    const least = isHome(...point) ? FINE : COARSE
    if (!last || Math.abs(last[0] - point[0]) + Math.abs(last[1] - point[1]) > least) kept.push(point)
  }
  const [first, end] = [line[0], line.at(-1)]
  if (first && end && kept[0] && first[0] === end[0] && first[1] === end[1]) kept.push(kept[0])
  return kept
}
