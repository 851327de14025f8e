import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { listProfiles } from '../../lib/charging-limits/queries/list-profiles'
import { db } from '../../lib/db/client'
import { listDisplayMessages } from '../../lib/displays/queries'
import { listReservations } from '../../lib/reservations/queries'
import { inMinutes, meet, now } from './meet'

const us = systemActor('system')

test('L-10 … L-12 a reservation of 2.1 goes with its connector, also when only an event says so', async () => {
  const { station, identity, tells, sees } = await meet('ocpp2.1')
  const command = {
    type: 'reserve' as const,
    evseId: 1,
    token: 'V21',
    connectorType: 'cCCS2',
    expiresAt: inMinutes(20),
  }
  const call = await tells(command, 'ReserveNow', { status: 'Accepted' })
  expect(call.payload).toMatchObject({ evseId: 1, connectorType: 'cCCS2', idToken: { idToken: 'V21' } })
  await sees(call.commandId, 'confirmed')
  await station.says('NotifyEvent', {
    generatedAt: now(),
    seqNo: 0,
    eventData: [
      {
        eventId: 1,
        timestamp: now(),
        trigger: 'Delta',
        actualValue: 'Faulted',
        eventNotificationType: 'HardWiredNotification',
        component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
        variable: { name: 'AvailabilityState' },
      },
    ],
  })
  expect(await listReservations(us, identity)).toMatchObject([{ stage: 'failed', reason: 'Faulted' }])
})

test('L-13 a reservation of 2.1 that nobody came for', async () => {
  const { station, identity, tells, sees } = await meet('ocpp2.1')
  const command = { type: 'reserve' as const, token: 'V21', expiresAt: inMinutes(20) }
  const call = await tells(command, 'ReserveNow', { status: 'Accepted' })
  await sees(call.commandId, 'confirmed')
  const update = { reservationId: call.payload.id, reservationUpdateStatus: 'NoTransaction' }
  expect(await station.says('ReservationStatusUpdate', update)).toEqual({})
  expect(await listReservations(us, identity)).toMatchObject([{ stage: 'expired', reason: 'NoTransaction' }])
})

test('L-4 purposes that only 2.1 has are kept and cleared', async () => {
  const meeting = await meet('ocpp2.1')
  const { station, identity, tells, sees } = meeting
  const call = await tells({ type: 'get-charging-profiles', purpose: 'local-generation' }, 'GetChargingProfiles', {
    status: 'Accepted',
  })
  expect(call.payload.chargingProfile).toEqual({ chargingProfilePurpose: 'LocalGeneration' })
  const chargingSchedule = [{ id: 1, chargingRateUnit: 'W', chargingSchedulePeriod: [{ startPeriod: 0, limit: 4000 }] }]
  await station.says('ReportChargingProfiles', {
    requestId: call.payload.requestId,
    chargingLimitSource: 'EMS',
    evseId: 0,
    chargingProfile: [
      {
        id: 5,
        stackLevel: 0,
        chargingProfilePurpose: 'LocalGeneration',
        chargingProfileKind: 'Dynamic',
        chargingSchedule,
      },
    ],
  })
  await sees(call.commandId, 'confirmed')
  expect(await listProfiles(us, identity)).toMatchObject([
    { purpose: 'local-generation', kind: 'dynamic', source: 'EMS' },
  ])
})

test('L-6 with nothing to plan with, 2.1 has a word for it', async () => {
  const { station, stationId } = await meet('ocpp2.1')
  await db().connector.updateMany({ where: { stationId }, data: { maxPowerW: null } })
  await station.says('TransactionEvent', {
    eventType: 'Started',
    timestamp: now(),
    triggerReason: 'CablePluggedIn',
    seqNo: 0,
    transactionInfo: { transactionId: 'tx-21' },
    evse: { id: 1, connectorId: 1 },
  })
  const chargingNeeds = { requestedEnergyTransfer: 'DC_BPT' }
  const answer = await station.says('NotifyEVChargingNeeds', { evseId: 1, timestamp: now(), chargingNeeds })
  expect(answer).toEqual({ status: 'NoChargingProfile' })
})

test('L-21 what only 2.1 can show', async () => {
  const { identity, tells, sees } = await meet('ocpp2.1')
  const content = 'https://example.org/pay'
  const command = {
    type: 'set-display-message' as const,
    format: 'QRCODE' as const,
    state: 'Suspended' as const,
    content,
  }
  const call = await tells(command, 'SetDisplayMessage', { status: 'Accepted' })
  expect(call.payload.message).toMatchObject({ state: 'Suspended', message: { format: 'QRCODE', content } })
  await sees(call.commandId, 'confirmed')
  expect(await listDisplayMessages(us, identity)).toMatchObject([{ format: 'QRCODE', state: 'Suspended' }])
})
