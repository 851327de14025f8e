import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { listReservations } from '../../lib/reservations/queries'
import { inMinutes, type Meeting, meet, now } from './meet'

const us = systemActor('system')
const all = ({ identity }: Meeting) => listReservations(us, identity)
const held = async (meeting: Meeting) => (await all(meeting))[0]!

const status = (evseId: number, connectorStatus: string) => ({
  timestamp: now(),
  evseId,
  connectorId: 1,
  connectorStatus,
})

let card = 0
/** A card of ours; its group goes along with what is asked for it. */
const aCard = async (groupName?: string) => (await aToken({ value: `04AA${++card}00BB`, groupName })).value

async function reserved(
  meeting: Meeting,
  over: { evseId?: number; connectorType?: string; token?: string; groupToken?: string } = {},
  answer = 'Accepted',
) {
  const token = over.token ?? (await aCard())
  const expiresAt = inMinutes(45)
  const command = { type: 'reserve' as const, ...over, token, expiresAt }
  const call = await meeting.tells(command, 'ReserveNow', { status: answer })
  await meeting.sees(call.commandId, answer === 'Accepted' ? 'confirmed' : 'rejected')
  const reservation = await held(meeting)
  const { groupToken, connectorType, evseId } = over
  expect(call.payload).toEqual({
    id: reservation.id,
    expiryDateTime: `${expiresAt.slice(0, 19)}Z`,
    idToken: { idToken: token, type: 'ISO14443' },
    ...(evseId && { evseId }),
    ...(connectorType && { connectorType }),
    ...(groupToken && { groupIdToken: { idToken: groupToken, type: 'Central' } }),
  })
  return { ...call, token, reservation }
}

const started = (meeting: Meeting, evse: number, token: string, over: object = {}) =>
  meeting.station.says('TransactionEvent', {
    eventType: 'Started',
    timestamp: now(),
    triggerReason: 'Authorized',
    seqNo: 0,
    transactionInfo: { transactionId: `tx-${meeting.identity}-${evse}` },
    evse: { id: evse, connectorId: 1 },
    idToken: { idToken: token, type: 'ISO14443' },
    ...over,
  })

test('TC_H_01_CSMS Reserve a specific EVSE - Accepted - Valid idToken', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { station } = meeting
  const { token, reservation } = await reserved(meeting, { evseId: 1 })
  expect(reservation).toMatchObject({ stage: 'active', evse: 1 })
  expect(await station.says('StatusNotification', status(1, 'Reserved'))).toEqual({})
  const authorized = await station.says('Authorize', { idToken: { idToken: token, type: 'ISO14443' } })
  expect(authorized.idTokenInfo.status).toBe('Accepted')
  const answer = await started(meeting, 1, token, { reservationId: reservation.id })
  expect(answer.idTokenInfo.status).toBe('Accepted')
  const { id } = await db().session.findFirstOrThrow({ where: { stationId: meeting.stationId } })
  expect(await held(meeting)).toMatchObject({ stage: 'used', evse: 1, sessionId: id, endedAt: expect.any(Date) })
})

test('TC_H_07_CSMS Reserve a specific EVSE - Reservation Ended / not used', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { reservation } = await reserved(meeting, { evseId: 1 })
  await meeting.station.says('StatusNotification', status(1, 'Reserved'))
  const update = { reservationId: reservation.id, reservationUpdateStatus: 'Expired' }
  expect(await meeting.station.says('ReservationStatusUpdate', update)).toEqual({})
  expect(await held(meeting)).toMatchObject({ stage: 'expired', reason: 'Expired', endedAt: expect.any(Date) })
  expect(await meeting.station.says('StatusNotification', status(1, 'Available'))).toEqual({})
  const state = await db().connectorState.findFirstOrThrow({
    where: { stationId: meeting.stationId, connector: { evse: { number: 1 } } },
  })
  expect(state.status).toBe('available')
})

test('TC_H_08_CSMS Reserve an unspecified EVSE - Accepted', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { token, reservation } = await reserved(meeting)
  expect(reservation).toMatchObject({ stage: 'active', evse: null })
  await started(meeting, 2, token, { reservationId: reservation.id })
  expect(await held(meeting)).toMatchObject({ stage: 'used', evse: 2, sessionId: expect.any(BigInt) })
})

test('TC_H_14_CSMS Reserve an unspecified EVSE - Amount of EVSEs available equals the amount of reservations', async () => {
  const meeting = await meet('ocpp2.0.1')
  const [first, second] = [await reserved(meeting), await reserved(meeting)]
  expect(second.reservation.id).not.toBe(first.reservation.id)
  for (const evse of [1, 2]) await meeting.station.says('StatusNotification', status(evse, 'Reserved'))
  // One more than there are EVSEs.
  const third = await reserved(meeting, {}, 'Occupied')
  expect((await all(meeting)).map(({ stage }) => stage)).toEqual(['rejected', 'active', 'active'])
  expect(third.reservation.reason).toBe('Occupied')
  // Each driver uses the own one, at whichever EVSE.
  await started(meeting, 1, second.token)
  expect((await all(meeting)).map(({ id, stage, evse }) => [id, stage, evse])).toEqual([
    [third.reservation.id, 'rejected', null],
    [second.reservation.id, 'used', 1],
    [first.reservation.id, 'active', null],
  ])
})

test('TC_H_15_CSMS Reserve a connector with a specific type - Success', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { token, reservation } = await reserved(meeting, { connectorType: 'cCCS2' })
  expect(reservation).toMatchObject({ stage: 'active', connectorType: 'cCCS2', evse: null })
  await started(meeting, 1, token, { reservationId: reservation.id })
  expect(await held(meeting)).toMatchObject({ stage: 'used' })
})

test('L-10 a connector type the standard does not know is not sent', async () => {
  const meeting = await meet('ocpp2.0.1')
  const token = await aCard()
  const id = await meeting.asks({ type: 'reserve', connectorType: 'nothing', token, expiresAt: inMinutes(5) })
  await meeting.sees(id, 'failed')
  expect((await getCommand(us, id)).error).toMatch(/^ReserveNow: connectorType must be one of /)
  expect(meeting.station.isUndisturbed).toBe(true)
  expect(await held(meeting)).toMatchObject({ stage: 'failed', reason: 'NotSent' })
})

test('L-10 a station that cannot reserve says so', async () => {
  const meeting = await meet('ocpp2.0.1')
  const id = await meeting.asks({ type: 'reserve', evseId: 1, token: await aCard(), expiresAt: inMinutes(5) })
  const call = await meeting.station.hears('ReserveNow')
  call.refuse('NotSupported')
  await meeting.sees(id, 'failed')
  expect(await held(meeting)).toMatchObject({ stage: 'failed', reason: 'NotSupported' })
})

test('TC_H_17_CSMS Cancel reservation of an EVSE - Success', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { reservation } = await reserved(meeting, { evseId: 2 })
  await meeting.station.says('StatusNotification', status(2, 'Reserved'))
  const command = { type: 'cancel-reservation' as const, reservationId: reservation.id }
  const call = await meeting.tells(command, 'CancelReservation', { status: 'Accepted' })
  expect(call.payload).toEqual({ reservationId: reservation.id })
  await meeting.sees(call.commandId, 'confirmed')
  expect(await held(meeting)).toMatchObject({ stage: 'cancelled', endedAt: expect.any(Date) })
  expect(await meeting.station.says('StatusNotification', status(2, 'Available'))).toEqual({})
})

test('TC_H_19_CSMS Reserve a specific EVSE - Use a reserved EVSE with GroupId', async () => {
  const meeting = await meet('ocpp2.0.1')
  const [owner, other] = [await aCard('HGROUP'), await aCard('HGROUP')]
  const { reservation, payload } = await reserved(meeting, { evseId: 1, token: owner, groupToken: 'HGROUP' })
  expect(payload.groupIdToken).toEqual({ idToken: 'HGROUP', type: 'Central' })
  const authorized = await meeting.station.says('Authorize', { idToken: { idToken: other, type: 'ISO14443' } })
  expect(authorized.idTokenInfo).toEqual({
    status: 'Accepted',
    groupIdToken: { idToken: 'HGROUP', type: 'Central' },
  })
  await started(meeting, 1, other, { reservationId: reservation.id })
  expect(await held(meeting)).toMatchObject({ stage: 'used', sessionId: expect.any(BigInt) })
})

test('TC_H_20_CSMS Charging Station cancels reservation when Faulted', async () => {
  const meeting = await meet('ocpp2.0.1')
  const { reservation } = await reserved(meeting, { evseId: 1 })
  expect(await meeting.station.says('StatusNotification', status(1, 'Faulted'))).toEqual({})
  expect(await held(meeting)).toMatchObject({ stage: 'failed', reason: 'Faulted' })
  // The station says it itself as well; what is over stays as it ended.
  const update = { reservationId: reservation.id, reservationUpdateStatus: 'Removed' }
  expect(await meeting.station.says('ReservationStatusUpdate', update)).toEqual({})
  expect(await held(meeting)).toMatchObject({ stage: 'failed', reason: 'Faulted' })
  const { token } = await reserved(meeting, { evseId: 2 })
  const second = { reservationId: (await held(meeting)).id, reservationUpdateStatus: 'Removed' }
  expect(await meeting.station.says('ReservationStatusUpdate', second)).toEqual({})
  expect(await held(meeting)).toMatchObject({ stage: 'failed', reason: 'Removed' })
  await started(meeting, 2, token)
  expect(await held(meeting)).toMatchObject({ stage: 'failed', sessionId: null })
})

test("L-13 another station's reservation is none of this one's business", async () => {
  const one = await meet('ocpp2.0.1')
  const { reservation } = await reserved(one, { evseId: 1 })
  const other = await meet('ocpp2.0.1')
  const update = { reservationId: reservation.id, reservationUpdateStatus: 'Expired' }
  expect(await other.station.says('ReservationStatusUpdate', update)).toEqual({})
  expect(await held(one)).toMatchObject({ stage: 'active' })
})

test.each(['Rejected', 'Faulted', 'Unavailable', 'Occupied'])(
  'TC_H_22_CSMS Reserve a specific EVSE - Configured to Reject',
  async (word) => {
    const meeting = await meet('ocpp2.0.1')
    const { commandId } = await reserved(meeting, { evseId: 1 }, word)
    expect(await held(meeting)).toMatchObject({ stage: 'rejected', reason: word, endedAt: expect.any(Date) })
    expect((await getCommand(us, commandId)).error).toBe(`The station answered ${word}.`)
  },
)
