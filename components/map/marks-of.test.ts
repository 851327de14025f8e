import { expect, test } from 'vitest'
import { placing } from './frame'
import { markHref } from './mark-href'
import { firstMap, type MapSite, marksOf } from './marks-of'

const site = (id: number, longitude: number, latitude: number, brokenCount = 0): MapSite => ({
  id: String(id),
  name: `Site ${id}`,
  longitude,
  latitude,
  stationCount: 4,
  brokenCount,
  worst: brokenCount > 0 ? 'faulted' : 'available',
})
const SITES = [site(1, 18.06, 59.33), site(2, 18.07, 59.33, 1), site(3, 12, 57.7)]
const DESK = { width: 1200, height: 690 }

test('near sites are one mark with the sum of both and the worst, and it leads to the map of them', () => {
  const [both, alone] = marksOf(SITES, 5)
  expect(both).toMatchObject({ siteCount: 2, site: null, stationCount: 8, brokenCount: 1, worst: 'faulted' })
  expect(both && markHref(both)).toBe('/stations?show=map&area=18.06,59.33,18.07,59.33')
  expect(alone).toMatchObject({ siteCount: 1, site: { id: '3', name: 'Site 3' }, stationCount: 4 })
  expect(alone && markHref(alone)).toBe('/sites/3')
})
test('a mark lies at the same place of the world at every step', () => {
  const [far] = marksOf([SITES[2] as MapSite], 4)
  const [near] = marksOf([SITES[2] as MapSite], 11.5)
  expect(far?.x).toBeCloseTo(near?.x ?? 0, 9)
  expect(far?.y).toBeCloseTo(near?.y ?? 0, 9)
})
test('the first picture holds what it shows and the land around it, not the whole network', () => {
  expect(firstMap(SITES, DESK).marks).toHaveLength(2)
  const stockholm = firstMap(SITES, DESK, [18.06, 59.33, 18.07, 59.33])
  expect(stockholm.marks.map(({ siteCount }) => siteCount)).toEqual([2])
  expect(firstMap([], DESK).marks).toEqual([])
})
test('before the map has been measured its places are hundredths of the bounds; after, px, and what is outside is not drawn', () => {
  const { bounds, marks } = firstMap([site(1, 10, 60), site(2, 20, 60)], DESK)
  const unmeasured = placing(null, bounds)
  expect(marks.map(({ x, y }) => Number.parseFloat(String(unmeasured.point(x, y)?.left)))).toEqual([
    expect.closeTo(0, 6),
    100,
  ])
  const view = { longitude: 10, latitude: 60, zoom: 6, width: 400, height: 300 }
  const measured = placing(view, bounds)
  expect(marks.map(({ x, y }) => measured.point(x, y))).toEqual([{ transform: 'translate(200.0px, 150.0px)' }, null])
})
