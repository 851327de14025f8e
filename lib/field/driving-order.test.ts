import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM, drivingOrder, type Point, routeM, type Stop } from './driving-order'

const at = (latitude: number, longitude: number): Point => ({ latitude, longitude })
const stop = (id: string, point: Point | null): Stop => ({ id, at: point })

test('Stockholm to Malmö is 513 km as the crow flies', () => {
  expect(distanceM(at(59.3293, 18.0686), at(55.605, 13.0038)) / 1000).toBeCloseTo(513, 0)
})

test('the nearest first, and from there the nearest', () => {
  const stops = [stop('far', at(59.9, 18)), stop('near', at(59.35, 18)), stop('middle', at(59.6, 18))]
  expect(drivingOrder(at(59.3, 18), stops)).toEqual(['near', 'middle', 'far'])
})

test('without a position the first stays first; what stands nowhere comes last', () => {
  const stops = [stop('nowhere', null), stop('c', at(58, 15)), stop('a', at(59, 18)), stop('b', at(58.1, 15.1))]
  expect(drivingOrder(null, stops)).toEqual(['c', 'b', 'a', 'nowhere'])
})

const points = fc.array(
  fc.record({
    latitude: fc.double({ min: 55, max: 68, noNaN: true }),
    longitude: fc.double({ min: 11, max: 24, noNaN: true }),
  }),
  { minLength: 2, maxLength: 9 },
)

test('every stop is visited once, and turning no stretch round makes the way shorter', () => {
  fc.assert(
    fc.property(points, (places) => {
      const here = at(59, 18)
      const route = drivingOrder(
        here,
        places.map((point, index) => stop(String(index), point)),
      )
      expect(route.toSorted()).toEqual(places.map((_, index) => String(index)).toSorted())
      const driven = route.map((id) => ({ at: places[Number(id)] as Point }))
      for (let i = 0; i < driven.length - 1; i++) {
        for (let j = i + 1; j < driven.length; j++) {
          const turned = [...driven.slice(0, i), ...driven.slice(i, j + 1).reverse(), ...driven.slice(j + 1)]
          expect(routeM(here, turned)).toBeGreaterThan(routeM(here, driven) - 2)
        }
      }
    }),
  )
})
