import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** West, south, east, north: Europe with a margin. What lies outside is sea on our map. */
const WINDOW = [-26, 33, 46, 73] as const
/** Three decimals are 100 m, finer than the data (Natural Earth 1:10 million). */
const PRECISION = 1000
/** Least distance between points, degrees: all there is where the network is at home, coarser further away. */
const FINE = 0.004
const COARSE = 0.04
const isHome = (longitude: number, latitude: number) => longitude > 4 && longitude < 32 && latitude > 54

type Ring = [number, number][]
interface Basemap {
  readonly type: 'FeatureCollection'
  readonly features: readonly { type: 'Feature'; properties: { kind: 'land' | 'border' }; geometry: object }[]
}

/** Land and borders as GeoJSON, from the `world-atlas` package (Natural Earth, public domain): a map that needs nobody's server. */
export async function readBasemap(): Promise<Basemap> {
  const file = path.join(process.cwd(), 'node_modules/world-atlas/countries-10m.json')
  const topology = JSON.parse(await readFile(file, 'utf8')) as Topology<{
    land: GeometryCollection
    countries: GeometryCollection
  }>
  const land = feature(topology, topology.objects.land).features.flatMap(({ geometry }) => polygonsOf(geometry))
  const borders = mesh(topology, topology.objects.countries as never, (a, b) => a !== b).coordinates as Ring[]
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { kind: 'land' },
        geometry: {
          type: 'MultiPolygon',
          coordinates: land.filter(([outer]) => isNear(outer as Ring)).map((rings) => rings.map(rounded)),
        },
      },
      {
        type: 'Feature',
        properties: { kind: 'border' },
        geometry: { type: 'MultiLineString', coordinates: borders.filter(isNear).map(rounded) },
      },
    ],
  }
}

function polygonsOf(geometry: { type: string } | null): Ring[][] {
  if (geometry?.type === 'Polygon') return [(geometry as unknown as { coordinates: Ring[] }).coordinates]
  return geometry?.type === 'MultiPolygon' ? (geometry as unknown as { coordinates: Ring[][] }).coordinates : []
}

function isNear(line: Ring): boolean {
  const [west, south, east, north] = WINDOW
  const longitudes = line.map(([longitude]) => longitude)
  const latitudes = line.map(([, latitude]) => latitude)
  return (
    longitudes.some((longitude) => longitude > west) &&
    longitudes.some((longitude) => longitude < east) &&
    latitudes.some((latitude) => latitude > south) &&
    latitudes.some((latitude) => latitude < north) &&
    line.some(
      ([longitude, latitude]) =>
        longitude > west - 5 && longitude < east + 5 && latitude > south - 5 && latitude < north + 5,
    )
  )
}

/** Cut to the window's surroundings and rounded; points that nearly fall together become one. */
function rounded(line: Ring): Ring {
  const [west, south, east, north] = WINDOW
  const kept: Ring = []
  for (const [longitude, latitude] of line) {
    const x = Math.round(Math.min(east + 10, Math.max(west - 10, longitude)) * PRECISION) / PRECISION
    const y = Math.round(Math.min(north + 5, Math.max(south - 5, latitude)) * PRECISION) / PRECISION
    const last = kept.at(-1)
    const least = isHome(x, y) ? FINE : COARSE
    if (!last || Math.abs(last[0] - x) + Math.abs(last[1] - y) > least) kept.push([x, y])
  }
  const [first, end] = [line[0], line.at(-1)]
  if (first && end && kept[0] && first[0] === end[0] && first[1] === end[1]) kept.push(kept[0])
  return kept
}
