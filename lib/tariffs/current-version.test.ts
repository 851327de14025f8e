import { expect, it } from 'vitest'
import { currentVersion, isReplaced, versionBefore } from './current-version'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))
const dated = (number: number, from: number | null) => ({
  number,
  createdAt: day(1),
  effectiveFrom: from === null ? null : day(from),
})

it('calls a planned version off to what holds just before it, not to what holds today', () => {
  const [now, next, last] = [dated(1, null), dated(2, 10), dated(3, 20)]
  const versions = [last, next, now]
  expect(versionBefore(versions, last)?.number).toBe(2)
  expect(versionBefore(versions, next)?.number).toBe(1)
  expect(versionBefore([now], now)).toBeNull()

  // The second is called off: the fourth takes its place at its moment, and nobody ever has the second.
  const calledOff = [dated(4, 10), ...versions]
  expect(isReplaced(calledOff, next)).toBe(true)
  expect(calledOff.filter((one) => isReplaced(calledOff, one))).toEqual([next])
  expect(currentVersion(calledOff, day(15))?.number).toBe(4)
  expect(versionBefore(calledOff, last)?.number).toBe(4)
})
