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

test('parts of a report are numbered once they are kept; said again they are the same', () => {
  const holdings = new Holdings()
  const kept = (print: string, isLast = false) => {
    const number = holdings.partNumber('Report 1', print)
    holdings.partKept('Report 1', print, isLast)
    return number
  }
  expect(holdings.partNumber('Report 1', 'a')).toBe(0) // never kept
  expect([kept('a'), kept('a'), kept('b'), kept('c', true), kept('c', true)]).toEqual([0, 0, 1, 2, 2])
  expect(kept('d')).toBe(0) // asked for anew
})

test('reports that never end are not remembered for ever', () => {
  const holdings = new Holdings()
  for (let report = 0; report <= 100; report++) holdings.partKept(`Report ${report}`, 'a', false)
  expect(holdings.partNumber('Report 100', 'b')).toBe(1)
  expect(holdings.partNumber('Report 0', 'b')).toBe(0)
})
