import { describe, expect, test } from 'vitest'
import { readBasemap } from './basemap'
import { clipRing, type Line } from './clip-ring'
import { clusterPoints } from './cluster-points'
import { worldPoint } from './mercator'

describe('clusterPoints', () => {
  const place = (key: string, x: number, y: number) => ({ point: key, x, y })
  const keys = (placed: ReturnType<typeof place>[]) =>
    clusterPoints(placed, (key) => key, 40).map(({ points }) => points.join(''))

  test('near ones are one mark, far ones their own', () => {
    expect(keys([place('a', 0, 0), place('b', 10, 10), place('c', 200, 0)])).toEqual(['ab', 'c'])
  })
  test('also across a cell’s edge', () => {
    expect(keys([place('a', 39, 0), place('b', 41, 0)])).toEqual(['ab'])
  })
  test('no point is lost, and there may be none', () => {
    const many = Array.from({ length: 2000 }, (_, i) => place(String(i), (i * 37) % 900, (i * 53) % 700))
    expect(clusterPoints(many, (key) => key, 40).flatMap(({ points }) => points)).toHaveLength(2000)
    expect(clusterPoints([], String, 40)).toEqual([])
  })
})

describe('worldPoint', () => {
  test('the middle of the world, and its corner', () => {
    expect(worldPoint(0, 0, 0)).toEqual({ x: 256, y: 256 })
    expect(worldPoint(-180, 85.0511287798, 0).x).toBe(0)
    expect(worldPoint(-180, 85.0511287798, 0).y).toBeCloseTo(0, 6)
  })
  test('a step of zoom doubles every distance', () => {
    const near = worldPoint(18.06, 59.33, 5)
    const nearer = worldPoint(18.06, 59.33, 6)
    expect(nearer.x).toBeCloseTo(near.x * 2, 9)
    expect(nearer.y).toBeCloseTo(near.y * 2, 9)
  })
})

describe('clipRing', () => {
  const square = (from: number, to: number): Line => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ]
  const window = { west: 0, south: 0, east: 10, north: 10 }
  test.each<[string, Line, Line]>([
    ['inside stays', square(2, 4), square(2, 4)],
    ['outside leaves nothing', square(20, 30), []],
    ['around becomes the window', square(-5, 15), square(0, 10)],
  ])('%s', (_, ring, expected) => {
    const clipped = clipRing(ring, window)
    expect(new Set(clipped.map(String))).toEqual(new Set(expected.map(String)))
    expect(String(clipped[0])).toBe(String(clipped.at(-1)))
  })
})

test('the basemap holds the land and borders around Sweden, in closed rings', async () => {
  const { features } = await readBasemap()
  const land = features
    .filter(({ properties }) => properties.kind === 'land')
    .flatMap(({ geometry }) => geometry.coordinates)
  expect(features.at(-1)?.geometry.type).toBe('MultiLineString')
  expect(land.some((ring) => ring.some(([x, y]) => Math.hypot(x - 11.97, y - 57.7) < 0.3))).toBe(true)
  expect(land.every((ring) => String(ring[0]) === String(ring.at(-1)))).toBe(true)
  // Neither the date line nor a cut draws an edge across the map.
  const isInside = (x: number, y: number) => x > -25 && x < 49 && y > 31 && y < 71
  const leaps = land.flatMap((ring) =>
    ring.filter(([x, y], at) => isInside(x, y) && Math.abs(x - (ring[at + 1]?.[0] ?? x)) > 5),
  )
  expect(leaps).toEqual([])
})
