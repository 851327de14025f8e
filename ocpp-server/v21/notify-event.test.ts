import { expect, test } from 'vitest'
import { aStation, planned } from '../testing/a-station'

const event = (name: string, actualValue: string, evse?: object) => ({
  eventId: 1,
  timestamp: '2026-11-20T07:59:58Z',
  trigger: 'Delta',
  actualValue,
  eventNotificationType: 'HardWiredNotification',
  component: { name, ...(evse && { evse }) },
  variable: { name: 'AvailabilityState' },
})
const said = (...eventData: object[]) => ({ generatedAt: '2026-11-20T07:59:58Z', seqNo: 0, eventData })

test('V-28 a connector’s AvailabilityState is kept, shown and told to waiting commands as its status', () => {
  const station = aStation({ protocol: 'ocpp2.1' })
  const { writes, answer } = planned(
    station,
    'NotifyEvent',
    said(event('Connector', 'Faulted', { id: 2, connectorId: 1 }), event('EVSE', 'Faulted', { id: 2 })),
  )
  expect(answer).toEqual({})
  expect(writes.filter(({ writer }) => writer === 'statuses')).toMatchObject([
    { item: { evse: 2, connector: 1, status: 'faulted', rawStatus: 'Faulted', at: '2026-11-20T07:59:58.000Z' } },
  ])
  expect(station.live.connectors).toMatchObject([{ evse: 2, connector: 1, status: 'faulted' }])
  expect(station.facts).toContainEqual(
    expect.objectContaining({ kind: 'status', evse: 2, connector: 1, status: 'faulted' }),
  )
})

test('V-28 "Occupied" says less than the running session', () => {
  const station = aStation({ protocol: 'ocpp2.1', sessionStates: new Map([[1, 'charging' as const]]) })
  planned(station, 'NotifyEvent', said(event('Connector', 'Occupied', { id: 1, connectorId: 1 })))
  expect(station.live.connectors).toMatchObject([{ evse: 1, status: 'charging' }])
})

test('V-28 in 2.0.1 it is an event like any other', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  const { writes } = planned(station, 'NotifyEvent', said(event('Connector', 'Faulted', { id: 2, connectorId: 1 })))
  expect(writes.map(({ writer }) => writer)).not.toContain('statuses')
})
