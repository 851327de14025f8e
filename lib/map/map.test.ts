import { describe, expect, test } from 'vitest'
import { readBasemap } from './basemap'
import { clusterPoints } from './cluster-points'

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

test('the basemap holds the land and borders around Sweden, in closed rings', async () => {
  const { features } = await readBasemap()
  expect(features.map(({ properties }) => properties.kind)).toEqual(['land', 'border'])
  const { coordinates } = features[0]!.geometry as { coordinates: [number, number][][][] }
  const rings = coordinates.flat()
  expect(rings.some((ring) => ring.some(([x, y]) => Math.hypot(x - 11.97, y - 57.7) < 0.3))).toBe(true)
  expect(rings.every((ring) => String(ring[0]) === String(ring.at(-1)))).toBe(true)
})
