import { expect, test } from 'vitest'
import { Holdings } from './holdings'

const DAY_MS = 86_400_000

test('a reservation that nobody ended is forgotten some time after it was over', () => {
  const holdings = new Holdings()
  const createdAt = new Date(0)
  const expiresAt = new Date(DAY_MS)
  const held = { id: 7, evse: 1, token: '04A2', group: null, createdAt, expiresAt }
  holdings.reserve(held)
  expect(holdings.reservations(createdAt)).toEqual([held])
  expect(holdings.reservations(new Date(3 * DAY_MS))).toBeNull()
  expect(holdings.reservations(createdAt)).toBeNull() // gone, not only left out
})

test('parts of a report are numbered; reports that never end are not remembered for ever', () => {
  const holdings = new Holdings()
  const numbers = [false, false, true, true].map((isLast) => holdings.nextPart('ReportChargingProfiles', 1, isLast))
  expect(numbers).toEqual([0, 1, 2, 0])
  for (let requestId = 0; requestId <= 100; requestId++) holdings.nextPart('NotifyDisplayMessages', requestId, false)
  expect(holdings.nextPart('NotifyDisplayMessages', 100, false)).toBe(1)
  expect(holdings.nextPart('NotifyDisplayMessages', 0, false)).toBe(0)
})
