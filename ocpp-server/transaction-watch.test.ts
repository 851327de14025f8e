import { expect, test } from 'vitest'
import type { SessionEvent } from '../lib/sessions/session-message'
import type { SessionOutcome } from '../lib/sessions/session-outcome'
import { anOutcome, aStation } from './testing/a-station'
import { watchTransaction } from './transaction-watch'

const MINUTE = 60_000
const asking = { type: 'get-transaction-status', sessionId: '41' }

function watching() {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  let now = 0
  return {
    station,
    passes: (ms: number) => {
      now += ms
    },
    hears(
      seqNo: number,
      type: SessionEvent['type'] = 'updated',
      over: Partial<SessionOutcome> = {},
      transactionId = 'a',
    ) {
      watchTransaction(station, { transactionId, seqNo, type }, anOutcome({ transactionId, ...over }), now)
      return station.asked.length
    },
  }
}

test('X-5 numbers in order ask nothing', () => {
  const { hears } = watching()
  hears(0, 'started', { news: 'started' })
  hears(1)
  expect(hears(2, 'ended', { news: 'ended' })).toBe(0)
})

test('X-5 a gap is asked about at once, and not again within a minute', () => {
  const { station, hears, passes } = watching()
  hears(0, 'started', { news: 'started' })
  expect(hears(3)).toBe(1)
  expect(station.asked).toEqual([asking])
  expect(hears(6)).toBe(1)
  passes(MINUTE)
  expect(hears(9)).toBe(2)
})

test('X-5 what comes late closes the gap without a question', () => {
  const { hears } = watching()
  hears(0, 'started', { news: 'started' })
  hears(3)
  hears(1)
  expect(hears(2)).toBe(1)
})

test('X-5 a session that begins with a later event lacks its first', () => {
  expect(watching().hears(4, 'updated', { news: 'started' })).toBe(1)
  expect(watching().hears(4, 'updated')).toBe(0) // known from before: only this connection is new
})

test('X-5 an end that leaves something out is asked about whatever was asked before', () => {
  const { hears } = watching()
  hears(0, 'started', { news: 'started' })
  hears(3)
  expect(hears(5, 'ended', { isWaiting: true, news: 'ended' })).toBe(2)
  expect(hears(5, 'ended', { isWaiting: true, duplicate: true })).toBe(2)
})

test('X-3 a counter that runs on over transactions leaves out the numbers of others', () => {
  const { hears } = watching()
  hears(40, 'started', { news: 'started' }, 'a')
  hears(41, 'started', { news: 'started' }, 'b')
  hears(42, 'updated', {}, 'b')
  expect(hears(43, 'updated', {}, 'a')).toBe(0)
  expect(hears(46, 'updated', {}, 'a')).toBe(1)
})

test('X-5 a station that makes gaps without end is asked ten times a minute at most', () => {
  const { hears, passes } = watching()
  for (let made = 0; made < 50; made += 1) hears(4, 'updated', { news: 'started' }, `tx-${made}`)
  expect(hears(5, 'ended', { isWaiting: true }, 'tx-1')).toBe(10)
  passes(MINUTE)
  expect(hears(4, 'updated', { news: 'started' }, 'another')).toBe(11)
})

test('X-5 a station nobody has accepted is not asked', () => {
  const station = aStation({ protocol: 'ocpp2.0.1', registration: 'pending' })
  watchTransaction(station, { transactionId: 'a', seqNo: 5, type: 'ended' }, anOutcome({ isWaiting: true }))
  expect(station.asked).toEqual([])
})
