import { describe, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { expireReservations } from '../../lib/reservations/mutations/expire-reservations'
import { listReservations } from '../../lib/reservations/queries'
import { inMinutes, type Meeting, meet, now } from './meet'

const us = systemActor('system')
const held = async (identity: string) => (await listReservations(us, identity))[0]!

/** A station that has been asked for a reservation and has answered; gives the CALL and the reservation's number. */
async function reserved(
  meeting: Meeting,
  over: { evseId?: number; token?: string; groupToken?: string; expiresAt?: string } = {},
  status = 'Accepted',
) {
  const { station, identity, tells, sees } = meeting
  await station.says('BootNotification', { chargePointVendor: 'Vendor', chargePointModel: 'Model' })
  const expiresAt = over.expiresAt ?? inMinutes(30)
  const command = { type: 'reserve' as const, evseId: 1, token: 'RES-1', ...over, expiresAt }
  const call = await tells(command, 'ReserveNow', { status })
  await sees(call.commandId, status === 'Accepted' ? 'confirmed' : 'rejected')
  const reservation = await held(identity)
  expect(call.payload).toEqual({
    connectorId: over.evseId === undefined && 'evseId' in over ? 0 : (over.evseId ?? 1),
    expiryDate: `${expiresAt.slice(0, 19)}Z`,
    idTag: command.token,
    reservationId: reservation.id,
    ...(over.groupToken === undefined ? {} : { parentIdTag: over.groupToken }),
  })
  return { ...call, reservation }
}

const status = (connectorId: number, word: string) => ({
  connectorId,
  errorCode: word === 'Faulted' ? 'InternalError' : 'NoError',
  status: word,
  timestamp: now(),
})
const shown = async (stationId: bigint, number: number) =>
  (await db().connectorState.findFirstOrThrow({ where: { stationId, connector: { evse: { number } } } })).status

test('TC_046_CSMS Reservation of a Connector - Transaction', async () => {
  await aToken({ value: 'TC046' })
  const meeting = await meet('ocpp1.6')
  const { station, identity, stationId } = meeting
  const { reservation } = await reserved(meeting, { token: 'TC046' })
  expect(reservation).toMatchObject({ stage: 'active', evse: 1, token: 'TC046' })
  expect(await station.says('StatusNotification', status(1, 'Reserved'))).toEqual({})
  expect(await shown(stationId, 1)).toBe('reserved')
  expect(await station.says('Authorize', { idTag: 'TC046' })).toEqual({ idTagInfo: { status: 'Accepted' } })
  const start = { connectorId: 1, idTag: 'TC046', meterStart: 0, timestamp: now(), reservationId: reservation.id }
  const { idTagInfo, transactionId } = await station.says('StartTransaction', start)
  expect(idTagInfo).toEqual({ status: 'Accepted' })
  expect(transactionId).toBeGreaterThan(0)
  expect(await station.says('StatusNotification', status(1, 'Charging'))).toEqual({})
  const used = await held(identity)
  expect(used).toMatchObject({ stage: 'used', evse: 1, endedAt: expect.any(Date) })
  const session = await db().session.findFirstOrThrow({ where: { stationId } })
  expect(used.sessionId).toBe(session.id)
})

test('TC_047_CSMS Reservation of a Connector - Expire', async () => {
  const meeting = await meet('ocpp1.6')
  const { station, identity, stationId } = meeting
  const { reservation } = await reserved(meeting)
  await station.says('StatusNotification', status(1, 'Reserved'))
  // Its time is over: the station says so itself, and the worker ends it.
  expect(await station.says('StatusNotification', status(1, 'Available'))).toEqual({})
  expect(await shown(stationId, 1)).toBe('available')
  await expireReservations(new Date(reservation.expiresAt.getTime() + 60_000))
  expect(await held(identity)).toMatchObject({ stage: 'expired', endedAt: reservation.expiresAt })
})

test('L-14 a station that still calls its connector reserved after expiry is asked what it says', async () => {
  const meeting = await meet('ocpp1.6')
  const { reservation } = await reserved(meeting)
  await meeting.station.says('StatusNotification', status(1, 'Reserved'))
  const asked = await expireReservations(new Date(reservation.expiresAt.getTime() + 60_000))
  expect(asked).toEqual([{ stationIdentity: meeting.identity, evse: 1 }])
})

test.each([
  ['TC_048_1_CSMS Reservation of a Connector - Faulted', 'Faulted'],
  ['TC_048_2_CSMS Reservation of a Connector - Occupied', 'Occupied'],
  ['TC_048_3_CSMS Reservation of a Connector - Unavailable', 'Unavailable'],
  ['TC_048_4_CSMS Reservation of a Connector - Rejected', 'Rejected'],
])('%s', async (_name, word) => {
  const meeting = await meet('ocpp1.6')
  const { commandId } = await reserved(meeting, {}, word)
  expect(await held(meeting.identity)).toMatchObject({ stage: 'rejected', reason: word, endedAt: expect.any(Date) })
  const command = await getCommand(us, commandId)
  expect(command).toMatchObject({ stage: 'rejected', error: `The station answered ${word}.` })
  expect(command.answer).toMatchObject({ status: word })
  // What was refused is nobody's: a session there uses nothing.
  const start = { connectorId: 1, idTag: 'RES-1', meterStart: 0, timestamp: now() }
  expect((await meeting.station.says('StartTransaction', start)).transactionId).toBeGreaterThan(0)
  expect(await held(meeting.identity)).toMatchObject({ stage: 'rejected', sessionId: null })
})

test('TC_049_CSMS Reservation of a Charge Point - Transaction', async () => {
  await aToken({ value: 'TC049' })
  const meeting = await meet('ocpp1.6')
  const { station, identity } = meeting
  const { reservation, payload } = await reserved(meeting, { evseId: undefined, token: 'TC049' })
  expect(payload.connectorId).toBe(0)
  expect(reservation).toMatchObject({ stage: 'active', evse: null })
  const start = { connectorId: 2, idTag: 'TC049', meterStart: 5, timestamp: now(), reservationId: reservation.id }
  expect(await station.says('StartTransaction', start)).toMatchObject({ idTagInfo: { status: 'Accepted' } })
  expect(await held(identity)).toMatchObject({ stage: 'used', evse: 2, sessionId: expect.any(BigInt) })
})

test('TC_051_CSMS Cancel Reservation', async () => {
  const meeting = await meet('ocpp1.6')
  const { tells, sees, station, identity, stationId } = meeting
  const { reservation } = await reserved(meeting)
  await station.says('StatusNotification', status(1, 'Reserved'))
  const cancel = { type: 'cancel-reservation' as const, reservationId: reservation.id }
  const call = await tells(cancel, 'CancelReservation', { status: 'Accepted' })
  expect(call.payload).toEqual({ reservationId: reservation.id })
  await sees(call.commandId, 'confirmed')
  expect(await station.says('StatusNotification', status(1, 'Available'))).toEqual({})
  expect(await shown(stationId, 1)).toBe('available')
  expect(await held(identity)).toMatchObject({ stage: 'cancelled', endedAt: expect.any(Date) })
})

test('TC_052_CSMS Cancel Reservation - Rejected', async () => {
  const meeting = await meet('ocpp1.6')
  const { tells, sees, identity } = meeting
  const { reservation } = await reserved(meeting)
  const cancel = { type: 'cancel-reservation' as const, reservationId: reservation.id }
  const call = await tells(cancel, 'CancelReservation', { status: 'Rejected' })
  await sees(call.commandId, 'rejected')
  // The station holds no such reservation: nobody should count on it.
  expect(await held(identity)).toMatchObject({ stage: 'failed', reason: 'Rejected' })
})

describe('TC_053_CSMS Use a reserved Connector with parentIdTag', () => {
  test('TC_053_CSMS Use a reserved Connector with parentIdTag', async () => {
    await aToken({ value: 'TC053A', groupName: 'TC053GROUP' })
    await aToken({ value: 'TC053B', groupName: 'TC053GROUP' })
    const meeting = await meet('ocpp1.6')
    const { station, identity, tells, sees } = meeting
    const command = { type: 'reserve' as const, evseId: 1, token: 'TC053A', expiresAt: inMinutes(20) }
    const call = await tells(command, 'ReserveNow', { status: 'Accepted' })
    // The token's own group goes along without anybody asking for it.
    expect(call.payload).toMatchObject({ idTag: 'TC053A', parentIdTag: 'TC053GROUP' })
    await sees(call.commandId, 'confirmed')
    await station.says('StatusNotification', status(1, 'Reserved'))
    const other = { idTagInfo: { status: 'Accepted', parentIdTag: 'TC053GROUP' } }
    expect(await station.says('Authorize', { idTag: 'TC053B' })).toEqual(other)
    const { id } = await held(identity)
    const start = { connectorId: 1, idTag: 'TC053B', meterStart: 0, timestamp: now(), reservationId: id }
    expect(await station.says('StartTransaction', start)).toMatchObject(other)
    expect(await held(identity)).toMatchObject({ stage: 'used' })
  })

  test('L-11 also when the station does not name the reservation; a stranger uses nothing', async () => {
    await aToken({ value: 'L11A', groupName: 'L11GROUP' })
    await aToken({ value: 'L11B', groupName: 'L11GROUP' })
    await aToken({ value: 'L11C', groupName: 'OTHERS' })
    const meeting = await meet('ocpp1.6')
    const { station, identity } = meeting
    await reserved(meeting, { token: 'L11A', groupToken: 'L11GROUP' })
    await station.says('StartTransaction', { connectorId: 1, idTag: 'L11C', meterStart: 0, timestamp: now() })
    expect(await held(identity)).toMatchObject({ stage: 'active' })
    await station.says('StartTransaction', { connectorId: 2, idTag: 'L11B', meterStart: 0, timestamp: now() })
    expect(await held(identity)).toMatchObject({ stage: 'active' })
    await station.says('StartTransaction', { connectorId: 1, idTag: 'l11b', meterStart: 7, timestamp: now() })
    expect(await held(identity)).toMatchObject({ stage: 'used', sessionId: expect.any(BigInt) })
  })
})

describe('L-12 a place that can no longer charge takes its reservation with it', () => {
  test.each([
    ['its connector is faulted', 1, 'Faulted', 'failed'],
    ['its connector is unavailable', 1, 'Unavailable', 'failed'],
    ['the whole station is', 0, 'Unavailable', 'failed'],
    ['another connector is', 2, 'Faulted', 'active'],
  ])('%s', async (_name, connectorId, word, stage) => {
    const meeting = await meet('ocpp1.6')
    await reserved(meeting)
    expect(await meeting.station.says('StatusNotification', status(connectorId, word))).toEqual({})
    expect(await held(meeting.identity)).toMatchObject({ stage, reason: stage === 'failed' ? word : null })
  })

  test('and the reservation is known again after a reconnect', async () => {
    const meeting = await meet('ocpp1.6')
    await reserved(meeting)
    const again = await meeting.reconnects()
    await again.says('StatusNotification', status(1, 'Faulted'))
    expect(await held(meeting.identity)).toMatchObject({ stage: 'failed', reason: 'Faulted' })
  })
})
