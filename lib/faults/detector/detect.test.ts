import { expect, test } from 'vitest'
import { limitsAt } from '../rules/limits'
import { detect, type WatchedNow } from './detect'
import type { Fact } from './fact'
import { blankMemory } from './memory'
import { isOurSideDown } from './our-side'
import { siteLoss } from './site-loss'

const NOW = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000
const LIMITS = limitsAt([], null)

const faulted: Fact = {
  id: 's1',
  at: NOW - 2 * MINUTE,
  receivedAt: NOW - 2 * MINUTE,
  kind: 'status',
  evse: 1,
  connector: 1,
  status: 'faulted',
  errorCode: null,
  vendorErrorCode: null,
  info: null,
}
const station = (id: string, over: Partial<WatchedNow> = {}): WatchedNow => ({
  id,
  siteId: null,
  memory: blankMemory(NOW - 10 * MINUTE),
  facts: [faulted],
  maxPowerW: {},
  isLimited: false,
  quiet: { quietUntil: () => null },
  ...over,
})

test('a station that cannot be judged stays as it was, and the others are judged', () => {
  const broken = station('broken', { memory: { ...blankMemory(NOW - 10 * MINUTE), station: null as never } })
  const failures: string[] = []
  const input = { stations: [broken, station('sound')], until: NOW, isOurSideDown: false, limitsOf: () => LIMITS }
  const { stations } = detect({ ...input, onFailure: (id) => failures.push(id) })
  expect(failures).toEqual(['broken'])
  expect(stations).toMatchObject([{ id: 'sound', decisions: [{ kind: 'open', rule: 'faulted' }] }])
  expect(() => detect(input)).toThrow(TypeError)
})

test.each([
  ['all of three within a minute', [[0], [0.5], [1]], true],
  ['two of three', [[0], [0.5], null], false],
  ['one after the other over an hour', [[-50], [-25], [0]], false],
  ['the one that was away before does not count', [[-300], [0], [1]], true],
  ['a station alone is not a site', [[0]], false],
] as const)('a site is away: %s', (_name, lost, isDown) => {
  const links = lost.map((one) =>
    one === null ? { isOnline: true, since: 0 } : { isOnline: false, since: NOW - 5 * MINUTE + one[0] * MINUTE },
  )
  expect(siteLoss(links, LIMITS['site-down'].limits, NOW, null).isDown).toBe(isDown)
})

test('a network that is lost at once is our own side, for half an hour', () => {
  const listeningSince = NOW - 60 * MINUTE
  const lost = Array.from({ length: 30 }, (_, index) => ({ since: NOW + index * 1000, siteId: `${index % 3}` }))
  const oneSite = lost.map((one) => ({ ...one, siteId: 'one' }))
  expect(isOurSideDown({ listeningSince, online: 5, lost }, NOW + 5 * MINUTE)).toBe(true)
  expect(isOurSideDown({ listeningSince, online: 100, lost }, NOW + 5 * MINUTE)).toBe(false)
  expect(isOurSideDown({ listeningSince, online: 5, lost }, NOW + 40 * MINUTE)).toBe(false)
  expect(isOurSideDown({ listeningSince, online: 5, lost: oneSite }, NOW + 5 * MINUTE)).toBe(false)
})

test('where no gateway is, or only just, it is our own side, however long stations have been away', () => {
  expect(isOurSideDown({ listeningSince: null, online: 0, lost: [] }, NOW)).toBe(true)
  expect(isOurSideDown({ listeningSince: NOW - 9 * MINUTE, online: 20, lost: [] }, NOW)).toBe(true)
  expect(isOurSideDown({ listeningSince: NOW - 10 * MINUTE, online: 20, lost: [] }, NOW)).toBe(false)
})
