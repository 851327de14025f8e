import { expect, test } from 'vitest'
import { limitsAt } from '../rules/limits'
import { detect, type WatchedNow } from './detect'
import type { Fact } from './fact'
import { blankMemory } from './memory'
import { type GatewayLife, gatewayFailing, ourSide } from './our-side'
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

const isOurs = (loss: Omit<Parameters<typeof ourSide>[0], 'lives'>, now: number) =>
  ourSide({ lives: [], ...loss }, now) !== null

test('a network that is lost at once is our own side, for half an hour', () => {
  const listeningSince = NOW - 60 * MINUTE
  const lost = Array.from({ length: 30 }, (_, index) => ({ since: NOW + index * 1000, siteId: `${index % 3}` }))
  const oneSite = lost.map((one) => ({ ...one, siteId: 'one' }))
  expect(isOurs({ listeningSince, online: 5, lost }, NOW + 5 * MINUTE)).toBe(true)
  expect(isOurs({ listeningSince, online: 100, lost }, NOW + 5 * MINUTE)).toBe(false)
  expect(isOurs({ listeningSince, online: 5, lost }, NOW + 40 * MINUTE)).toBe(false)
  expect(isOurs({ listeningSince, online: 5, lost: oneSite }, NOW + 5 * MINUTE)).toBe(false)
})

test('where no gateway is, or only just, it is our own side, however long stations have been away', () => {
  expect(isOurs({ listeningSince: null, online: 0, lost: [] }, NOW)).toBe(true)
  expect(isOurs({ listeningSince: NOW - 9 * MINUTE, online: 20, lost: [] }, NOW)).toBe(true)
  expect(isOurs({ listeningSince: NOW - 10 * MINUTE, online: 20, lost: [] }, NOW)).toBe(false)
})

/** A gateway that lives so long, so often, with a break of so long between, until now. */
function crashing(times: number, livesMs: number, breakMs = MINUTE / 2): GatewayLife[] {
  return Array.from({ length: times }, (_, index) => {
    const to = NOW - index * (livesMs + breakMs)
    return { gatewayId: 'gateway:a', from: to - livesMs, to, isInOrder: index === 0 }
  })
}
const failing = (
  lives: readonly GatewayLife[],
  isOpen = false,
  listeningSince = lives[0]?.from ?? null,
  watchedSince = NOW - 60 * MINUTE,
) => gatewayFailing({ lives, listeningSince }, NOW, { isOpen, watchedSince })

test('stations that have not come back over several starts of a gateway, for long enough in all, are found', () => {
  const loss = (lives: readonly GatewayLife[]) => ({ listeningSince: lives[0]!.from, lives, online: 20, lost: [] })
  const foundBefore = (lives: readonly GatewayLife[]) => ourSide(loss(lives), NOW)?.foundBefore
  // Three times four minutes: before the third start from the end, and ten minutes of listening ago.
  const often = crashing(6, 4 * MINUTE)
  expect(foundBefore(often)).toBe(often[2]!.from)
  expect(foundBefore(crashing(12, MINUTE))).toBe(crashing(12, MINUTE)[9]!.from)
  // Too few starts, or too short: everybody is waited for.
  expect(foundBefore(crashing(2, 9 * MINUTE))).toBe(Number.NEGATIVE_INFINITY)
  expect(foundBefore(crashing(5, MINUTE))).toBe(Number.NEGATIVE_INFINITY)
  // Another gateway that was there all the time: nobody was lost because of this one.
  const steady = { gatewayId: 'gateway:b', from: NOW - 600 * MINUTE, to: NOW, isInOrder: true }
  expect(ourSide({ ...loss(often), listeningSince: steady.from, lives: [...often, steady] }, NOW)).toBeNull()
})

test('a station lost before that opens although the gateway has only just started, one lost since does not', () => {
  const online = { kind: 'connected' as const, id: 's1', receivedAt: NOW - 300 * MINUTE, at: NOW - 300 * MINUTE }
  const lostAt = (minutes: number) => {
    const gone = {
      kind: 'disconnected' as const,
      id: 's2',
      receivedAt: NOW - minutes * MINUTE,
      at: NOW - minutes * MINUTE,
    }
    const memory = blankMemory(NOW - 600 * MINUTE)
    const station = { id: '1', siteId: null, memory, facts: [online, gone], maxPowerW: {}, isLimited: false }
    const { stations } = detect({
      stations: [{ ...station, quiet: { quietUntil: () => null } }],
      until: NOW,
      isOurSideDown: true,
      foundBefore: NOW - 40 * MINUTE,
      limitsOf: () => LIMITS,
    })
    return stations[0]!.decisions.map(({ rule }) => rule)
  }
  expect(lostAt(60)).toEqual(['offline'])
  expect(lostAt(30)).toEqual([])
})

test('a gateway that fails again and again, or is not there, is a fault of our own until it has lasted', () => {
  expect(failing(crashing(4, 4 * MINUTE))).toMatchObject({ gatewayId: 'gateway:a', failures: 3, isListening: true })
  expect(failing(crashing(3, 4 * MINUTE))).toBeNull()
  expect(failing(crashing(4, 4 * MINUTE).map((life) => ({ ...life, isInOrder: true })))).toBeNull()
  expect(failing([])).toBeNull()
  const last = { gatewayId: 'gateway:a', from: NOW - 60 * MINUTE, to: NOW - 6 * MINUTE, isInOrder: true }
  expect(failing([last], false, null)).toMatchObject({ failures: 0, isListening: false, since: last.to })
  expect(failing([{ ...last, to: NOW - 4 * MINUTE }], false, null)).toBeNull()
  // The whole house was off, and its worker is back before its gateway.
  expect(failing([last], false, null, NOW - 4 * MINUTE)).toBeNull()
  const back = crashing(1, 9 * MINUTE)
  expect(failing(back, true)).not.toBeNull()
  expect(failing(crashing(1, 10 * MINUTE), true)).toBeNull()
})
