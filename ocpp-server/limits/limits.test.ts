import { expect, test, vi } from 'vitest'
import { Gate } from './gate'
import { DEFAULT_LIMITS } from './limits'
import { MessageMeter } from './message-meter'
import { TokenBucket } from './token-bucket'

function clock() {
  let now = 1_000_000
  return {
    now: () => now,
    pass(seconds: number) {
      now += seconds * 1000
    },
  }
}

test('a bucket gives its burst at once, then its rate, and lets debts be waited for', () => {
  const bucket = new TokenBucket(2, 4, 0)
  expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([0, 0, 0, 0])
  expect([bucket.take(0), bucket.take(0)]).toEqual([500, 1000])
  expect(bucket.take(1000)).toBe(500) // the debt first
  expect(bucket.take(60_000)).toBe(0)
  expect(bucket.isFull(120_000)).toBe(true)
})

test('a clock that is set back stops no bucket for long', () => {
  const bucket = new TokenBucket(1, 1, 3_600_000)
  expect(bucket.take(3_600_000)).toBe(0)
  expect(bucket.take(0)).toBe(1000)
  expect(bucket.take(2_000)).toBe(0)
})

test('S-32: a station that talks too much waits, never longer than its pongs can', () => {
  const meter = new MessageMeter({ ...DEFAULT_LIMITS, messagesPerSecond: 10 }, new TokenBucket(1e6, 1e6, 0), 0)
  for (let at = 0; at < 100; at++) expect(meter.message(0)).toBe(0)
  expect(meter.message(0)).toBe(100)
  for (let at = 0; at < 1000; at++) meter.message(0)
  expect(meter.message(0)).toBe(5_000)
})

test('S-33: nonsense is put up with so many times a minute', () => {
  const meter = new MessageMeter({ ...DEFAULT_LIMITS, unreadablePerMinute: 3 }, new TokenBucket(1e6, 1e6, 0), 0)
  expect([0, 0, 0, 0].map((at) => meter.isTooMuch(at))).toEqual([false, false, false, true])
  expect(meter.isTooMuch(60_000)).toBe(false)
})

test('S-30: an address that is refused again and again is not listened to, one name there sooner; others are', () => {
  const time = clock()
  const gate = new Gate({ ...DEFAULT_LIMITS, refusalsPerMinute: 200 }, time.now)
  for (let tries = 0; tries < 10; tries++) gate.refused('192.0.2.1', 'CP-1')
  expect(gate.mayAsk('192.0.2.1', 'cp-1')).toMatchObject({ reason: 'refusals' })
  expect(gate.mayAsk('192.0.2.1', 'CP-2')).toBeNull()
  expect(gate.mayAsk('192.0.2.2', 'CP-1')).toBeNull()
  for (let tries = 0; tries < 190; tries++) gate.refused('192.0.2.1', `X-${tries}`)
  expect(gate.mayAsk('192.0.2.1', 'CP-2')).toMatchObject({ reason: 'refusals' })
  time.pass(30)
  expect(gate.mayAsk('192.0.2.1', 'CP-2')).toBeNull()
  gate.close()
})

test('S-31: a station may come back so often, and one sent away stays away longer each time', () => {
  const time = clock()
  const gate = new Gate({ ...DEFAULT_LIMITS, connectsPerMinute: 2 }, time.now)
  expect([gate.mayConnect(1n), gate.mayConnect(1n)]).toEqual([null, null])
  expect(gate.mayConnect(1n)).toMatchObject({ reason: 'connect-rate' })
  expect(gate.mayConnect(2n)).toBeNull()
  time.pass(60)
  for (const seconds of [2, 4, 8]) {
    gate.strike(1n)
    expect(gate.mayConnect(1n)).toEqual({ reason: 'back-off', retryAfterSeconds: seconds })
    time.pass(seconds)
  }
  expect(gate.mayConnect(1n)).toBeNull()
  for (let strikes = 0; strikes < 20; strikes++) gate.strike(1n)
  expect(gate.mayConnect(1n)?.retryAfterSeconds).toBe(300)
  time.pass(3600)
  gate.strike(1n)
  expect(gate.mayConnect(1n)?.retryAfterSeconds).toBe(2) // forgiven meanwhile
  gate.close()
})

test('S-34: sockets of one address are counted while they are open', () => {
  const gate = new Gate({ ...DEFAULT_LIMITS, socketsPerAddress: 2 })
  expect([gate.opened('a'), gate.opened('a'), gate.opened('a'), gate.opened('b')]).toEqual([true, true, false, true])
  gate.closed('a')
  gate.closed('a')
  expect(gate.opened('a')).toBe(true)
  gate.close()
})

test('S-32: the stations of one address share what it may send', () => {
  const gate = new Gate({ ...DEFAULT_LIMITS, addressMessagesPerSecond: 10 }, () => 0)
  const meters = [1, 2].map(() => new MessageMeter(DEFAULT_LIMITS, gate.messagesOf('192.0.2.1'), 0))
  const other = new MessageMeter(DEFAULT_LIMITS, gate.messagesOf('192.0.2.2'), 0)
  for (let sent = 0; sent < 50; sent++) for (const meter of meters) expect(meter.message(0)).toBe(0)
  expect(meters.map((meter) => meter.message(0))).toEqual([100, 200])
  expect(other.message(0)).toBe(0)
  gate.close()
})

test('S-32: what an address may send is one budget for connections made now and later', () => {
  vi.useFakeTimers()
  const gate = new Gate(DEFAULT_LIMITS)
  const early = gate.messagesOf('192.0.2.1')
  vi.advanceTimersByTime(10 * 60_000) // quiet all the time
  expect(gate.messagesOf('192.0.2.1')).toBe(early)
  gate.close()
  vi.useRealTimers()
})
