import { expect, test } from 'vitest'
import { costPerHour } from './cost-per-hour'

const income = {
  stations: new Map([['7', { '0': 30, '1': 20, '2': 10 }]]),
  sites: new Map([['1', 45]]),
}
const place = { cause: 'GroundFailure', siteId: 1n, stationKey: 7n, evse: 0 } as const

test.each<
  [string, Partial<{ cause: string; siteId: bigint | null; stationKey: bigint | null; evse: number }>, number | null]
>([
  ['a whole station costs all it takes in', {}, 30],
  ['an outlet its part', { evse: 2 }, 10],
  ['an outlet without history nothing we know', { evse: 3 }, null],
  ['a whole site all of it', { stationKey: null }, 45],
  ['a site without history nothing we know', { stationKey: null, siteId: 2n }, null],
  ['a warning costs nothing: everybody can charge', { cause: 'warning' }, null],
  ['what nobody knows the cause of costs what the place takes in', { cause: 'unknown' }, 30],
])('%s', (_name, over, expected) => {
  expect(costPerHour({ ...place, ...over }, income)).toBe(expected)
})
