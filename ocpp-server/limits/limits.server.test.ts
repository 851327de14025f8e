import { beforeEach, describe, expect, test } from 'vitest'
import { aStation } from '../../lib/db/testing/fixtures'
import type { Gateway } from '../gateway'
import { aGuardedStation } from '../testing/a-guarded-station'
import { aGateway, aRawStation, type RawStation } from '../testing/test-gateway'
import { MAX_FRAME_LENGTH } from '../wire/frame'
import { DEFAULT_LIMITS, type LimitReason } from './limits'

const limited = async (gateway: Gateway, reason: LimitReason): Promise<number> => {
  const figures = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text()
  const line = figures.split('\n').find((one) => one.startsWith(`laddvakt_gateway_limited_total{reason="${reason}"}`))
  return Number(line?.split(' ').at(-1) ?? 0)
}

/** A station that minds its own business: how long its slowest of some heartbeats took, ms. */
async function undisturbed(other: RawStation): Promise<number> {
  let slowest = 0
  for (let beat = 0; beat < 10; beat++) {
    const start = performance.now()
    const [type] = await other.call('Heartbeat', {}, `calm-${beat}-${start}`)
    expect(type).toBe(3)
    slowest = Math.max(slowest, performance.now() - start)
  }
  return slowest
}
/** Far above what a heartbeat takes, far below what a closed or waiting station would see. */
const SOON_MS = 1_500

describe('one sender’s excess', () => {
  let gateway: Gateway
  let identity: string
  let noisy: RawStation
  let calm: RawStation
  beforeEach(async () => {
    gateway = await aGateway({ limits: { ...DEFAULT_LIMITS, unreadablePerMinute: 20 } })
    identity = (await aStation()).identity
    noisy = await aRawStation(gateway, identity)
    calm = await aRawStation(gateway, (await aStation()).identity)
    await calm.call('Heartbeat', {})
  })
  const isSentAway = async () => expect(aRawStation(gateway, identity)).rejects.toThrow('HTTP 429')

  test('S-33: a flood of CALLs closes its own connection, with a reason, and it must stay away for a while', async () => {
    for (let call = 0; call < 5_000; call++) noisy.send([2, `f-${call}`, 'Heartbeat', {}])
    const calmly = undisturbed(calm)
    expect(await noisy.closed).toEqual({ code: 1008, reason: 'too many unanswered messages' })
    await isSentAway()
    expect(await calmly).toBeLessThan(SOON_MS)
    expect(await limited(gateway, 'flood')).toBe(1)
    expect(await limited(gateway, 'back-off')).toBe(1)
  })
  test.each([
    ['malformed', '[2,"x","Heartbeat",{'],
    ['deep', `[2,"x","Heartbeat",${'['.repeat(5_000)}${']'.repeat(5_000)}]`],
    ['binary', Buffer.from([1, 2, 3])],
  ])('S-33: %s frames are put up with so often', async (_name, frame) => {
    for (let sent = 0; sent < 21; sent++) noisy.socket.send(frame)
    expect(await noisy.closed).toEqual({ code: 1008, reason: 'too many unreadable messages' })
    await isSentAway()
    expect(await undisturbed(calm)).toBeLessThan(SOON_MS)
    expect(await limited(gateway, 'unreadable')).toBe(1)
  })
  test('S-33: an oversize frame is not read to its end', async () => {
    noisy.socket.send('x'.repeat(MAX_FRAME_LENGTH + 1))
    expect((await noisy.closed).code).toBe(1009)
    await isSentAway()
    expect(await undisturbed(calm)).toBeLessThan(SOON_MS)
    expect(await limited(gateway, 'oversize')).toBe(1)
  })
})

test('S-32: who talks too much waits and loses nothing; another station waits for nothing', async () => {
  const gateway = await aGateway({ limits: { ...DEFAULT_LIMITS, messagesPerSecond: 4 } })
  const noisy = await aRawStation(gateway, (await aStation()).identity)
  const calm = await aRawStation(gateway, (await aStation()).identity)
  await calm.call('Heartbeat', {})
  const start = performance.now()
  const talking = (async () => {
    for (let call = 0; call < 46; call++) {
      const [type] = await noisy.call('Heartbeat', {}, `n-${call}`)
      expect(type).toBe(3)
    }
    return performance.now() - start
  })()
  expect(await undisturbed(calm)).toBeLessThan(SOON_MS)
  expect(await talking).toBeGreaterThan(1_000) // 40 at once, 4 more in a second
  expect(await limited(gateway, 'message-rate')).toBeGreaterThan(0)
})

test('S-30: guessing passwords is soon answered 429; the station itself, at another address, is not meant', async () => {
  const gateway = await aGateway({ trustProxy: true, limits: { ...DEFAULT_LIMITS, refusalsPerMinute: 100 } })
  const password = 'the right one, long'
  const { identity } = await aGuardedStation(password)
  const guess = { password: 'a guess', headers: { 'X-Forwarded-For': '192.0.2.66' } }
  for (let tries = 0; tries < 5; tries++)
    await expect(aRawStation(gateway, identity, guess)).rejects.toThrow('HTTP 401')
  await expect(aRawStation(gateway, identity, guess)).rejects.toThrow('HTTP 429')
  const own = { password, headers: { 'X-Forwarded-For': '192.0.2.7' } }
  expect((await (await aRawStation(gateway, identity, own)).call('Heartbeat', {}))[0]).toBe(3)
  expect(await limited(gateway, 'refusals')).toBe(1)
})

test('S-31: a station that comes and goes all the time is slowed down', async () => {
  const gateway = await aGateway({ limits: { ...DEFAULT_LIMITS, connectsPerMinute: 3 } })
  const { identity } = await aStation()
  for (let tries = 0; tries < 3; tries++) (await aRawStation(gateway, identity)).socket.terminate()
  await expect(aRawStation(gateway, identity)).rejects.toThrow('HTTP 429')
  await (await aRawStation(gateway, (await aStation()).identity)).call('Heartbeat', {})
})

test('S-34: sockets of one address', async () => {
  const gateway = await aGateway({ limits: { ...DEFAULT_LIMITS, socketsPerAddress: 2 } })
  const stations = [await aStation(), await aStation(), await aStation()]
  const held = await aRawStation(gateway, stations[0]!.identity)
  await aRawStation(gateway, stations[1]!.identity)
  await expect(aRawStation(gateway, stations[2]!.identity)).rejects.toThrow()
  held.socket.terminate()
  await held.closed
  await expect
    .poll(() =>
      aRawStation(gateway, stations[2]!.identity).then(
        () => 'in',
        () => 'out',
      ),
    )
    .toBe('in')
})
