import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { charging, connectorStatus, status } from './charging-201'
import { meet, now } from './meet'

const evse = { evseId: 1 }
const connector = { evseId: 1, connectorId: 1 }

test.each([
  ['TC_G_03_CSMS Change Availability EVSE - Operative to inoperative', evse, { id: 1 }, false],
  ['TC_G_04_CSMS Change Availability EVSE - Inoperative to operative', evse, { id: 1 }, true],
  ['TC_G_05_CSMS Change Availability Charging Station - Operative to inoperative', {}, null, false],
  ['TC_G_06_CSMS Change Availability Charging Station - Inoperative to operative', {}, null, true],
  [
    'TC_G_07_CSMS Change Availability Connector - Operative to inoperative',
    connector,
    { id: 1, connectorId: 1 },
    false,
  ],
  ['TC_G_08_CSMS Change Availability Connector - Inoperative to operative', connector, { id: 1, connectorId: 1 }, true],
] as const)('%s', async (_name, place, said, operative) => {
  const { station, stationId, tells, sees } = await meet('ocpp2.0.1')
  await station.says('StatusNotification', status(operative ? 'Unavailable' : 'Available'))
  await station.says('StatusNotification', status(operative ? 'Unavailable' : 'Available', 2))
  const command = { type: 'change-availability', operative, ...place } as const
  const { payload, commandId } = await tells(command, 'ChangeAvailability', { status: 'Accepted' })
  expect(payload).toEqual({ operationalStatus: operative ? 'Operative' : 'Inoperative', ...(said && { evse: said }) })
  await sees(commandId, 'accepted') // what the connectors say proves it
  for (const number of said === null ? [1, 2] : [1])
    expect(await station.says('StatusNotification', status(operative ? 'Available' : 'Unavailable', number))).toEqual(
      {},
    )
  await sees(commandId, 'confirmed')
  expect(await connectorStatus(stationId)).toBe(operative ? 'available' : 'unavailable')
  const other = said === null ? operative : !operative
  expect(await connectorStatus(stationId, 2)).toBe(other ? 'available' : 'unavailable')
})

test.each([
  ['TC_G_11_CSMS Change Availability EVSE - With ongoing transaction', evse, { id: 1 }],
  ['TC_G_14_CSMS Change Availability Charging Station - With ongoing transaction', {}, null],
  ['TC_G_17_CSMS Change Availability Connector - With ongoing transaction', connector, { id: 1, connectorId: 1 }],
] as const)('%s', async (_name, place, said) => {
  const { station, stationId, card, transaction, tells, sees } = await charging('ocpp2.0.1', 1)
  await station.says('StatusNotification', status('Occupied'))
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  const command = { type: 'change-availability', operative: false, ...place } as const
  const { payload, commandId } = await tells(command, 'ChangeAvailability', { status: 'Scheduled' })
  expect(payload).toEqual({ operationalStatus: 'Inoperative', ...(said && { evse: said }) })
  await sees(commandId, 'accepted')
  // The driver finishes first: scheduled is a yes that ends nothing.
  expect(await tx.updated('MeterValuePeriodic', { at: 15, wh: 3500 })).toEqual({ totalCost: 10 })
  expect((await tx.row()).status).toBe('active')
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 6000 })).toEqual({
    totalCost: 20,
  })
  await sees(commandId, 'accepted')
  expect(await station.says('StatusNotification', status('Unavailable'))).toEqual({})
  await sees(commandId, 'confirmed')
  expect(await connectorStatus(stationId)).toBe('unavailable')
})

test('TC_G_20_CSMS Connector status Notification - Lock Failure', async () => {
  const { station, stationId, card, transaction } = await charging()
  const lock = (actualValue: string, eventId: number) => ({
    generatedAt: now(),
    seqNo: 0,
    eventData: [
      {
        eventId,
        timestamp: now(),
        trigger: 'Alerting',
        actualValue,
        eventNotificationType: 'HardWiredNotification',
        component: { name: 'ConnectorPlugRetentionLock', evse: { id: 1, connectorId: 1 } },
        variable: { name: 'Problem' },
      },
    ],
  })
  await station.says('StatusNotification', status('Occupied'))
  expect(await station.says('Authorize', { idToken: card })).toEqual({ idTokenInfo: { status: 'Accepted' } })
  expect(await station.says('NotifyEvent', lock('true', 1))).toEqual({})
  const open = () =>
    db().fault.findMany({ where: { stationId, closedAt: null }, select: { evseNumber: true, connectorNumber: true } })
  expect(await open()).toEqual([{ evseNumber: 1, connectorNumber: 1 }])
  // Nothing has begun: a cable that cannot be locked charges nobody.
  expect(await db().session.count({ where: { stationId } })).toBe(0)
  expect(await station.says('NotifyEvent', lock('false', 2))).toEqual({})
  expect(await open()).toEqual([])
  expect(await transaction().started('Authorized', { token: card, state: 'EVConnected' })).toEqual({
    idTokenInfo: { status: 'Accepted' },
  })
})
