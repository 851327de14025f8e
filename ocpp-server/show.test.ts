import { describe, expect, test } from 'vitest'
import { anOutcome, aStation, planned } from './testing/a-station'

const status = (station: ReturnType<typeof aStation>) => station.live.connectors.map((connector) => connector.status)

const occupied = { evseId: 1, connectorId: 1, connectorStatus: 'Occupied', timestamp: '2026-11-20T07:59:00Z' }
const event = (over: object = {}) => ({
  eventType: 'Updated',
  timestamp: '2026-11-20T07:59:00Z',
  triggerReason: 'ChargingStateChanged',
  seqNo: 1,
  transactionInfo: { transactionId: 'tx' },
  ...over,
})
const state = (now: 'charging' | 'suspended-ev' | null) => ({
  'record-session-messages': anOutcome({ sessionState: { evse: 1, status: now } }),
})

describe('what browsers see', () => {
  test('B-4 a running session says more than Occupied, whichever comes first', () => {
    const station = aStation({ protocol: 'ocpp2.0.1' })
    planned(station, 'TransactionEvent', event(), state('charging'))
    const { writes } = planned(station, 'StatusNotification', occupied)
    expect(writes[0]!.item).toMatchObject({ status: 'occupied' })
    expect(status(station)).toEqual(['charging'])
    planned(station, 'TransactionEvent', event(), state('suspended-ev'))
    expect(status(station)).toEqual(['suspended-ev'])
    planned(station, 'TransactionEvent', event(), state(null))
    expect(status(station)).toEqual(['occupied'])
  })

  test('B-4 a session never hides a fault', () => {
    const station = aStation({ protocol: 'ocpp2.0.1' })
    planned(station, 'StatusNotification', { ...occupied, connectorStatus: 'Faulted' })
    planned(station, 'TransactionEvent', event(), state('charging'))
    expect(status(station)).toEqual(['faulted'])
  })

  test('A-4 the whole station’s status does not hide a connector’s fault', () => {
    const station = aStation()
    planned(station, 'StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'GroundFailure' })
    planned(station, 'StatusNotification', { connectorId: 0, status: 'Available', errorCode: 'NoError' })
    expect(station.live.status).toBe('available')
    expect(station.live.connectors).toMatchObject([{ status: 'faulted', errorCode: 'GroundFailure' }])
  })

  test('A-6 a fault repeated without a code shows the code it had', () => {
    const station = aStation()
    const results = { statuses: { errorCode: 'GroundFailure' } }
    planned(station, 'StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'NoError' }, results)
    expect(station.live.connectors).toMatchObject([{ status: 'faulted', errorCode: 'GroundFailure' }])
  })

  test('A-1 a boot shows what the station is', () => {
    const station = aStation()
    planned(station, 'BootNotification', { chargePointVendor: 'V', chargePointModel: 'M', firmwareVersion: '1' })
    expect(station.live).toMatchObject({ vendor: 'V', model: 'M', firmware: '1' })
  })
})

describe('C-6 what stations say that can prove a command done', () => {
  test('boots, statuses, reports', () => {
    const station = aStation({ protocol: 'ocpp2.0.1' })
    planned(station, 'BootNotification', { reason: 'RemoteReset', chargingStation: { model: 'M', vendorName: 'V' } })
    planned(station, 'StatusNotification', occupied)
    planned(station, 'NotifyReport', { requestId: 5, seqNo: 0, tbc: true, generatedAt: '2026-11-20T07:59:00Z' })
    planned(station, 'NotifyReport', { requestId: 5, seqNo: 1, generatedAt: '2026-11-20T07:59:00Z' })
    expect(station.facts).toEqual([
      { kind: 'booted' },
      expect.objectContaining({ kind: 'status', evse: 1, connector: 1, status: 'occupied' }),
      { kind: 'report-complete', requestId: 5 },
    ])
  })

  test('sessions, once each', () => {
    const station = aStation({ protocol: 'ocpp2.0.1' })
    const sessionState = { evse: 1, status: 'charging' as const }
    const started = anOutcome({ news: 'started', token: 'T', remoteStartId: 9, sessionState })
    planned(station, 'TransactionEvent', event(), { 'record-session-messages': started })
    planned(station, 'TransactionEvent', event(), { 'record-session-messages': anOutcome({ duplicate: true }) })
    planned(station, 'TransactionEvent', event(), { 'record-session-messages': anOutcome({ news: 'ended' }) })
    expect(station.facts).toEqual([
      { kind: 'session-started', evse: 1, sessionId: 41n, token: 'T', remoteStartId: 9 },
      { kind: 'session-ended', sessionId: 41n },
    ])
  })

  test('a session’s new state is published', () => {
    const station = aStation()
    const event = { event: { type: 'session' }, siteId: null, customerId: null } as never
    const live = { isOver: false, show: () => event }
    planned(
      station,
      'MeterValues',
      { connectorId: 1, meterValue: [] },
      { 'record-session-messages': anOutcome({ live }) },
    )
    expect(station.published).toEqual([event])
  })
})
