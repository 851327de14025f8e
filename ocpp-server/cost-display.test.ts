import { expect, test } from 'vitest'
import { knowDisplay, showCost } from './cost-display'
import { planCall } from './plan-call'
import { anInbound, anOutcome, aStation, planned, RECEIVED_AT } from './testing/a-station'

const event = (eventType: string) => ({
  eventType,
  timestamp: '2026-11-20T07:59:00Z',
  triggerReason: 'MeterValuePeriodic',
  seqNo: 1,
  transactionInfo: { transactionId: 'tx' },
})
const outcome = (currency: string, total = '12.50') =>
  anOutcome({ price: () => ({ total, currency, lacking: [], isFinal: false }) as never })
const read = (isOn: boolean | null, currency: string | null = null) => ({
  'record-session-messages': outcome('SEK'),
  'cost-displays': { isOn, currency },
})
const written = (station: ReturnType<typeof aStation>, results = read(null)) =>
  planned(station, 'TransactionEvent', event('Updated'), results).writes.map(({ writer }) => writer)

test('X-8 what a station says of how it shows cost is read with an event, once', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  expect(written(station)).toEqual(['record-session-messages', 'cost-displays'])
  expect(written(station)).toEqual(['record-session-messages'])
})

test('X-8 what a commit that failed has read is read again', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  planCall('TransactionEvent', event('Updated'), anInbound(station, RECEIVED_AT)) // never committed
  expect(written(station)).toContain('cost-displays')
})

test('X-8 it is read again when it may have changed', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  knowDisplay(station, { isOn: true, currency: null }, Date.now() - 11 * 60_000)
  expect(written(station)).toContain('cost-displays')
})

test('X-8 the very event that reads it is answered by it', () => {
  const answer = (results: object) =>
    planned(aStation({ protocol: 'ocpp2.0.1' }), 'TransactionEvent', event('Updated'), { ...results }).answer
  expect(answer(read(null))).toEqual({ totalCost: 12.5 })
  expect(answer(read(false))).toEqual({})
  expect(answer(read(true, 'EUR'))).toEqual({})
})

test('X-9 a running sum that has changed is told once a minute', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  knowDisplay(station, { isOn: true, currency: 'SEK' }, 0)
  const sum = (total: string, at: number) =>
    showCost(station, anOutcome({ ...outcome('SEK', total), live: { isOver: false, show: () => null as never } }), at)
  for (const [total, at] of [
    ['1', 0],
    ['2', 30_000],
    ['3', 60_000],
    ['3', 120_000],
    ['4', 180_000],
  ] as const)
    sum(total, at)
  expect(station.told.map(([, payload]) => payload)).toEqual(
    [1, 3, 4].map((totalCost) => ({ totalCost, transactionId: '41' })),
  )
})
