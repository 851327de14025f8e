import { expect, test, vi } from 'vitest'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import type { VatStanding } from '../../lib/vat/vat-register'
import { meet } from '../conformance/meet'
import { aGateway, aRawStation } from '../testing/test-gateway'

const at = () => new Date().toISOString()

test('V-2 V-20 a SEND is kept and logged, never answered, also while a CALL waits', async () => {
  const { identity, id: stationId } = await aStation()
  const station = await aRawStation(await aGateway(), identity, { protocols: ['ocpp2.1'] })
  const send = (id: string, action: string, payload: object) => station.send([6, id, action, payload])
  const data = [
    { t: 0, v: '230.1' },
    { t: 1.5, v: '230.4' },
  ]
  send('s1', 'NotifyPeriodicEventStream', { id: 4, pending: 0, basetime: at(), data })
  send('s2', 'NotifyPeriodicEventStream', { pending: 0, data })
  send('s3', 'NoSuchMessage', {})
  const [type, answered] = await station.call('Heartbeat', {}, 'h1')
  expect([type, answered]).toEqual([3, 'h1'])
  await vi.waitFor(async () => expect(await db().streamValue.count({ where: { stationId } })).toBe(2))
  await vi.waitFor(async () => expect(await db().ocppMessage.count({ where: { stationId } })).toBe(4))
  expect(station.frames).toHaveLength(1)
  const logged = await db().ocppMessage.findMany({ where: { stationId }, orderBy: { messageId: 'asc' } })
  expect(logged.map(({ messageId, action, errorCode }) => [messageId, action, errorCode])).toEqual([
    ['h1', 'Heartbeat', null],
    ['s1', 'NotifyPeriodicEventStream', null],
    ['s2', 'NotifyPeriodicEventStream', 'OccurrenceConstraintViolation'],
    ['s3', 'NoSuchMessage', 'NotImplemented'],
  ])
})

test('V-20 stream values that come as a CALL are kept and answered', async () => {
  const { identity, id: stationId } = await aStation()
  const station = await aRawStation(await aGateway(), identity, { protocols: ['ocpp2.1'] })
  const said = { id: 4, pending: 0, basetime: at(), data: [{ t: 0, v: '1' }] }
  expect(await station.call('NotifyPeriodicEventStream', said, 'c1')).toEqual([3, 'c1', {}])
  expect(await db().streamValue.count({ where: { stationId } })).toBe(1)
})

test('V-4 a CALLRESULTERROR is in the log with the CALL whose answer the station could not use', async () => {
  const { identity, id: stationId } = await aStation()
  const station = await aRawStation(await aGateway(), identity, { protocols: ['ocpp2.1'] })
  await station.call('Heartbeat', {}, 'h1')
  station.send([5, 'h1', 'FormatViolation', 'currentTime is no time', {}])
  await vi.waitFor(async () => {
    const row = await db().ocppMessage.findFirst({ where: { stationId, errorCode: 'FormatViolation' } })
    expect(row).toMatchObject({ messageId: 'h1', action: 'Heartbeat', direction: 'in', response: null })
  })
  expect(station.frames).toHaveLength(1)
})

test('V-6 a message type that does not exist is named to the station', async () => {
  const { identity } = await aStation()
  const station = await aRawStation(await aGateway(), identity, { protocols: ['ocpp2.1'] })
  station.send([9, 'x', 'Heartbeat', {}])
  station.socket.send('[2,{},"Heartbeat",{}]')
  await vi.waitFor(() => expect(station.frames).toHaveLength(2))
  expect(station.frames.map((frame) => frame.slice(0, 3))).toEqual([
    [4, 'x', 'MessageTypeNotSupported'],
    [4, '-1', 'RpcFrameworkError'],
  ])
})

test('V-21 a settlement is kept once and has the same number when told again', async () => {
  const { station, stationId } = await meet('ocpp2.1')
  const said = {
    transactionId: 'tx-1',
    pspRef: 'psp-77',
    status: 'Settled',
    settlementAmount: 123.45,
    settlementTime: at(),
  }
  const first = await station.says('NotifySettlement', said)
  expect(first).toEqual({ receiptId: expect.stringMatching(/^S\d+$/) })
  const company = { name: 'Åkeri AB', address1: 'Storgatan 1', city: 'Lund', country: 'SE' }
  expect(await station.says('NotifySettlement', { ...said, vatNumber: 'SE556703748501', vatCompany: company })).toEqual(
    first,
  )
  const rows = await db().settlement.findMany({ where: { stationId } })
  expect(rows).toMatchObject([{ pspReference: 'psp-77', vatNumber: 'SE556703748501', vatCompany: company }])
  expect(`S${rows[0]!.id}`).toBe(first.receiptId)
  expect(rows[0]!.amount.toFixed(2)).toBe('123.45')
})

test('V-24 a DER alarm is a fault until it has ended', async () => {
  const { station, stationId } = await meet('ocpp2.1')
  const alarm = { controlType: 'LVMustTrip', gridEventFault: 'UnderVoltage', timestamp: at() }
  expect(await station.says('NotifyDERAlarm', alarm)).toEqual({})
  const faults = () => db().fault.findMany({ where: { stationId } })
  expect(await faults()).toMatchObject([{ code: 'DER.LVMustTrip', source: 'event', closedAt: null }])
  expect(
    await station.says('NotifyDERAlarm', { controlType: 'LVMustTrip', alarmEnded: true, timestamp: at() }),
  ).toEqual({})
  expect(await faults()).toMatchObject([{ code: 'DER.LVMustTrip', closedAt: expect.any(Date) }])
})

test('V-28 a 2.1 station’s connector states come as events alone', async () => {
  const { station, stationId } = await meet('ocpp2.1')
  const event = {
    eventId: 1,
    timestamp: at(),
    trigger: 'Delta',
    actualValue: 'Unavailable',
    eventNotificationType: 'HardWiredNotification',
    component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
    variable: { name: 'AvailabilityState' },
  }
  expect(await station.says('NotifyEvent', { generatedAt: at(), seqNo: 0, eventData: [event] })).toEqual({})
  const state = await db().connectorState.findFirst({ where: { stationId, status: 'unavailable' } })
  expect(state).not.toBeNull()
})

test('V-27 a register has the last word on a VAT number, when there is one and it can be asked', async () => {
  const company = { name: 'Åkeri AB', address1: 'Storgatan 1', city: 'Lund', country: 'SE' }
  const answers: Record<string, VatStanding> = {
    SE556703748501: { isValid: true, company },
    DK13585628: { isValid: true, company: null },
    FI20774740: { isValid: false, company: null },
    DE136695976: null,
  }
  const { station } = await meet('ocpp2.1', { vat: { ask: async (number) => answers[number] ?? null } })
  const check = (vatNumber: string) => station.says('VatNumberValidation', { vatNumber, evseId: 1 })
  expect(await check('SE556703748501')).toEqual({ vatNumber: 'SE556703748501', evseId: 1, status: 'Accepted', company })
  expect(await check('DK13585628')).toEqual({ vatNumber: 'DK13585628', evseId: 1, status: 'Accepted' })
  expect(await check('FI20774740')).toMatchObject({ status: 'Rejected', statusInfo: { reasonCode: 'NotRegistered' } })
  expect(await check('DE136695976')).toMatchObject({ status: 'Accepted', statusInfo: { reasonCode: 'FormOnly' } })
})
