import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedBus } from '../lib/live/testing/linked-bus'
import type { LoggedMessage } from '../lib/messages/mutations/log-messages'
import { cutTexts, type Tail, type Tailed } from '../lib/messages/tail'
import { TailHub } from '../lib/messages/tail-hub'
import { createMessageTails } from './message-tails'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (over: Partial<LoggedMessage> = {}): LoggedMessage => ({
  stationId: 1n,
  direction: 'in',
  protocol: 'ocpp1.6',
  messageId: 'm1',
  action: 'Heartbeat',
  request: '{}',
  response: '{}',
  errorCode: null,
  latencyMs: 12.3456,
  at: new Date('2026-11-20T08:00:00Z'),
  ...over,
})
const aTail = (over: Partial<Tail> = {}): Tail => ({ id: 't1', seconds: 25, siteIds: null, ...over })
const station = { identity: 'CP-1', siteId: 4n }

async function watched(perSecond?: number) {
  const bus = linkedBus()
  const tails = await createMessageTails(bus, { perSecond })
  const heard: Tailed[] = []
  await bus.subscribe('tailed', (tailed) => heard.push(tailed))
  return { bus, tails, heard, publish: vi.spyOn(bus, 'publish') }
}

test('M-1 nothing is told while nobody watches, nor when the time is over', async () => {
  const { bus, tails, heard } = await watched()
  tails.logged(station, message())
  bus.publish('tail', aTail())
  tails.logged(station, message())
  bus.publish('tail', aTail({ seconds: 0 }))
  tails.logged(station, message())
  bus.publish('tail', aTail({ seconds: 2 }))
  vi.advanceTimersByTime(4000)
  tails.logged(station, message())
  expect(heard).toHaveLength(1)
  expect(heard[0]).toMatchObject({
    kind: 'message',
    tails: ['t1'],
    message: { station: 'CP-1', siteId: '4', latencyMs: 12.35 },
  })
  expect(vi.getTimerCount()).toBe(0)
})

test.each<[string, Partial<Tail>, Partial<LoggedMessage>, boolean]>([
  ['station', { station: 'CP-1' }, {}, true],
  ['another station', { station: 'CP-2' }, {}, false],
  ['action', { action: 'Heartbeat' }, {}, true],
  ['another action', { action: 'Authorize' }, {}, false],
  ['direction', { direction: 'out' }, {}, false],
  ['errors', { errorsOnly: true }, {}, false],
  ['an error', { errorsOnly: true }, { errorCode: 'Timeout' }, true],
  ['an unreadable frame', { errorsOnly: true }, { action: '' }, true],
  ['text, without case', { search: 'acme' }, { request: '{"vendor":"ACME"}' }, true],
  ['text that is not there', { search: 'acme' }, {}, false],
  ['a transaction', { transactionId: '7' }, { response: '{"transactionId":7}' }, true],
  ['a longer transaction', { transactionId: '7' }, { request: '{"transactionId":77}' }, false],
  ['a transaction with signs', { transactionId: 'a-b.c' }, { request: '{"transactionId":"a-b.c"}' }, true],
  ['a site', { siteIds: ['4'] }, {}, true],
  ['another site', { siteIds: ['5'] }, {}, false],
])('M-2 a watcher sees only what it asked for: %s', async (_name, tail, over, isTold) => {
  const { bus, tails, heard } = await watched()
  bus.publish('tail', aTail(tail))
  tails.logged(station, message(over))
  expect(heard).toHaveLength(isTold ? 1 : 0)
})

test('M-3 more than a person can read is counted, and the count is told', async () => {
  const { bus, tails, heard } = await watched(10)
  bus.publish('tail', aTail())
  for (let count = 0; count < 25; count++) tails.logged(station, message())
  expect(heard).toHaveLength(10)
  vi.advanceTimersByTime(1000)
  expect(heard.at(-1)).toEqual({ kind: 'skipped', tail: 't1', count: 15 })
  tails.logged(station, message())
  expect(heard).toHaveLength(12)
})

test('M-3 long texts are cut, and said to be', async () => {
  const { bus, tails, heard } = await watched()
  bus.publish('tail', aTail())
  tails.logged(station, message({ request: 'x'.repeat(60_000) }))
  const [told] = heard
  expect(told?.kind === 'message' && told.message).toMatchObject({ isCut: true, request: 'x'.repeat(1500) })
})

test('M-3 no text of a station’s is too large for the bus', () => {
  // Random signs of three bytes each cannot be packed.
  const odd = Array.from({ length: 3000 }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join(
    '',
  )
  const told = cutTexts(odd, odd)
  expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(7000)
  expect(told.isCut).toBe(true)
  expect(cutTexts('{}', null)).toEqual({ request: '{}', response: null, isCut: false })
})

test('M-4 a hub tells gateways again while it watches, deals out by watcher, and ends it', async () => {
  const { bus, tails, publish } = await watched()
  const hub = new TailHub(
    bus,
    (() => {
      let id = 0
      return () => `hub-${++id}`
    })(),
  )
  const [one, two] = [0, 1].map(() => ({ message: vi.fn(), skipped: vi.fn(), gap: vi.fn(), end: vi.fn() }))
  const stop = await hub.watch({ siteIds: null, action: 'Heartbeat' }, one!)
  await hub.watch({ siteIds: null, action: 'Authorize' }, two!)
  vi.advanceTimersByTime(40_000)
  tails.logged(station, message())
  expect([one!.message, two!.message].map((told) => told.mock.calls.length)).toEqual([1, 0])
  bus.gap()
  expect(one!.gap).toHaveBeenCalledTimes(1)
  hub.stop()
  expect([one!.end, two!.end].map((told) => told.mock.calls.length)).toEqual([1, 1])
  stop()
  tails.logged(station, message())
  expect(one!.message).toHaveBeenCalledTimes(1)
  expect(publish).toHaveBeenCalledWith('tail', expect.objectContaining({ id: 'hub-1', seconds: 0 }))
})
