import { describe, expect, test } from 'vitest'
import { basePicture } from './base-picture'
import { readBasemap } from './basemap'
import { clipRing, type Line } from './clip-ring'
import { clusterPoints } from './cluster-points'
import { worldPoint } from './mercator'
import { between, boundsOf, fitView, movedBy, readBounds, SWEDEN, worldBox, writeBounds, zoomedAt } from './view'

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

describe('view', () => {
  const size = { width: 1000, height: 600 }
  /** Where a place is seen, px from the north-west corner. */
  const seen = (view: ReturnType<typeof fitView>, longitude: number, latitude: number) => {
    const place = worldPoint(longitude, latitude, view.zoom)
    const centre = worldPoint(view.longitude, view.latitude, view.zoom)
    return { x: place.x - centre.x + view.width / 2, y: place.y - centre.y + view.height / 2 }
  }

  test('what must be seen is seen as large as it can be, with room around it', () => {
    const view = fitView(SWEDEN, size)
    const [west, south, east, north] = SWEDEN
    expect(seen(view, west, north).y).toBeCloseTo(48, 6)
    expect(seen(view, east, south).y).toBeCloseTo(600 - 48, 6)
    expect(seen(view, west, south).x).toBeGreaterThan(48)
    expect(seen(view, west, south).x + seen(view, east, south).x).toBeCloseTo(1000, 6)
  })
  test('one place alone is in the middle, not from closer than one wants', () => {
    const view = fitView(boundsOf([{ longitude: 18.06, latitude: 59.33 }]), size)
    expect(view.zoom).toBe(11)
    expect(seen(view, 18.06, 59.33).x).toBeCloseTo(500, 6)
    expect(seen(view, 18.06, 59.33).y).toBeCloseTo(300, 6)
  })
  test('what is under the pointer stays there', () => {
    const view = fitView(SWEDEN, size)
    const before = seen(view, 18.06, 59.33)
    const after = seen(zoomedAt(view, 2.5, before), 18.06, 59.33)
    expect(after.x).toBeCloseTo(before.x, 6)
    expect(after.y).toBeCloseTo(before.y, 6)
  })
  test('dragging moves everything as far as the pointer', () => {
    const view = fitView(SWEDEN, size)
    const before = seen(view, 18.06, 59.33)
    const after = seen(movedBy(view, { x: 40, y: -25 }), 18.06, 59.33)
    expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([40, -25])
  })
  test('one cannot leave the basemap, nor go closer than it is worth', () => {
    const view = fitView(SWEDEN, size)
    expect(movedBy(view, { x: 1e7, y: 1e7 })).toMatchObject({ longitude: -26 })
    expect(zoomedAt(view, 99).zoom).toBe(13)
    expect(zoomedAt(view, -99).zoom).toBe(2)
  })
  test('between two views lies one on the way', () => {
    const from = fitView(SWEDEN, size)
    const to = zoomedAt(movedBy(from, { x: 100, y: 100 }), 3)
    expect(between(from, to, 0).longitude).toBeCloseTo(from.longitude, 9)
    expect(between(from, to, 1).latitude).toBeCloseTo(to.latitude, 9)
    expect(between(from, to, 0.5).zoom).toBeCloseTo((from.zoom + to.zoom) / 2, 9)
  })
  test('a box around one place has a size, and the place in its middle', () => {
    const box = worldBox([18.06, 59.33, 18.06, 59.33])
    const { x, y } = worldPoint(18.06, 59.33, 0)
    expect(box.width).toBeGreaterThan(0)
    expect([box.x + box.width / 2, box.y + box.height / 2].map((value) => value.toFixed(9))).toEqual(
      [x, y].map((value) => value.toFixed(9)),
    )
  })
  test('an address holds bounds, and nothing else is taken for some', () => {
    expect(readBounds(writeBounds(SWEDEN))).toEqual(SWEDEN)
    for (const wrong of [null, '', '1,2,3', '1,2,3,4,5', '18,59,17,60', '1,2,3,99', 'a,b,c,d', '1,2,,4', '1e9,2,3,4'])
      expect(readBounds(wrong), String(wrong)).toBeNull()
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

test('the picture is a drawing of land and lines in the theme’s colours, coarser for a look from afar', async () => {
  const base = await readBasemap()
  const [coarse, fine, dark] = [
    basePicture(base, 'light', 'coarse'),
    basePicture(base, 'light', 'fine'),
    basePicture(base, 'dark', 'coarse'),
  ]
  expect(coarse).toMatch(/^<svg [^>]+viewBox="0 0 \d+ \d+"[^>]*>/)
  expect(coarse.match(/<path d="M/g)?.length).toBeGreaterThan(200)
  expect(coarse).not.toMatch(/NaN|undefined|d=""/)
  expect(coarse.length).toBeLessThan(fine.length * 0.7)
  expect(dark.replaceAll(/#[0-9a-f]{6}/g, '')).toBe(coarse.replaceAll(/#[0-9a-f]{6}/g, ''))
  expect(dark).not.toBe(coarse)
})
