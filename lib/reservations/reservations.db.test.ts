import { describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aStation, aToken } from '../db/testing/fixtures'
import { MINUTE_MS } from '../kernel/time'
import { loadHoldings } from '../stations/queries/load-holdings'
import { endReservations } from './mutations/end-reservations'
import { expireReservations } from './mutations/expire-reservations'
import { openReservation, settleReservation } from './mutations/open-reservation'
import { type ReservationEndSaid, recordReservationEnds } from './mutations/record-reservation-ends'
import { listReservations } from './queries'

const operator = anActor('operator')
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)

async function reserved(stationId: bigint, over: Partial<Parameters<typeof openReservation>[0]> = {}) {
  const reservation = await openReservation({
    stationId,
    evse: 1,
    connectorType: null,
    token: 'SOMEBODY',
    groupToken: null,
    expiresAt: inMinutes(30),
    commandId: 1n,
    ...over,
  })
  await settleReservation(reservation.id, 'active')
  return reservation
}
const end = (stationId: bigint, reservationId: number, over: Partial<ReservationEndSaid> = {}): ReservationEndSaid => ({
  stationId,
  reservationId,
  stage: 'used',
  reason: null,
  at: new Date(),
  evse: 1,
  sessionId: null,
  ...over,
})

test("a token's kind and group go along with its reservation", async () => {
  const { id } = await aStation()
  const { value } = await aToken({ groupName: 'G1', type: 'app' })
  expect(await reserved(id, { token: ` ${value.toLowerCase()} ` })).toMatchObject({ groupName: 'G1', tokenType: 'app' })
  expect(await reserved(id, { token: value, groupToken: 'G2' })).toMatchObject({ groupName: 'G2' })
  expect(await reserved(id)).toMatchObject({ groupName: null, tokenType: null })
})

describe('how it ends', () => {
  test('once: what is over stays as it ended', async () => {
    const { id, identity } = await aStation()
    const reservation = await reserved(id)
    await recordReservationEnds.write(pool(), [end(id, reservation.id, { stage: 'failed', reason: 'Faulted' })])
    await recordReservationEnds.write(pool(), [end(id, reservation.id)])
    await settleReservation(reservation.id, 'cancelled')
    expect(await listReservations(operator, identity)).toMatchObject([{ stage: 'failed', reason: 'Faulted' }])
  })

  test('a session heard of late has used what had expired meanwhile', async () => {
    const { id, identity } = await aStation()
    const reservation = await reserved(id, { evse: null, expiresAt: inMinutes(-10) })
    await expireReservations(new Date())
    expect(await listReservations(operator, identity)).toMatchObject([{ stage: 'expired' }])
    const session = await aSession(id)
    await recordReservationEnds.write(pool(), [end(id, reservation.id, { sessionId: session.id, evse: 1 })])
    expect(await listReservations(operator, identity)).toMatchObject([
      { stage: 'used', sessionId: session.id, evse: 1 },
    ])
  })

  test('the driver is faster than the answer to the asking', async () => {
    const { id, identity } = await aStation()
    const { id: reservationId } = await reserved(id)
    await db().reservation.update({ where: { id: reservationId }, data: { stage: 'requested' } })
    await recordReservationEnds.write(pool(), [end(id, reservationId)])
    await settleReservation(reservationId, 'active')
    expect(await listReservations(operator, identity)).toMatchObject([{ stage: 'used' }])
  })

  test("not by another station's word", async () => {
    const [one, other] = [await aStation(), await aStation()]
    const reservation = await reserved(one.id)
    await recordReservationEnds.write(pool(), [end(other.id, reservation.id)])
    expect(await listReservations(operator, one.identity)).toMatchObject([{ stage: 'active' }])
    const [masked] = await listReservations(anActor('technician'), one.identity)
    expect(masked?.token).toContain('••••')
  })
})

describe('when its time is over (L-14)', () => {
  test('a little later than it says, for clocks differ', async () => {
    const { id, identity } = await aStation()
    await reserved(id, { expiresAt: new Date(Date.now() - 10_000) })
    await expireReservations(new Date())
    expect(await listReservations(operator, identity)).toMatchObject([{ stage: 'active' }])
    await expireReservations(inMinutes(1))
    expect(await listReservations(operator, identity)).toMatchObject([{ stage: 'expired' }])
  })

  test('a connector still called reserved is asked about, if its station is there to ask', async () => {
    const { id, identity } = await aStation({ evses: 2 })
    await db().connectorState.updateMany({ where: { stationId: id }, data: { status: 'reserved' } })
    await reserved(id, { expiresAt: inMinutes(-5) })
    await endReservations(new Date())
    expect(await db().command.count({ where: { stationId: id } })).toBe(0) // offline
    await db().stationState.update({ where: { stationId: id }, data: { online: true, protocol: 'ocpp1.6' } })
    await reserved(id, { expiresAt: inMinutes(-5) })
    await endReservations(new Date())
    expect(await db().command.findMany({ where: { stationId: id }, select: { payload: true } })).toEqual([
      { payload: { type: 'trigger', message: 'StatusNotification', evseId: 1 } },
    ])
    expect((await listReservations(operator, identity)).map(({ stage }) => stage)).toEqual(['expired', 'expired'])
  })
})

test('a gateway knows again what the station holds', async () => {
  const [empty, full] = [await aStation(), await aStation()]
  const reservation = await reserved(full.id, { groupToken: 'G' })
  await reserved(full.id, { expiresAt: inMinutes(-60) })
  const [nothing, held] = await loadHoldings.write(pool(), [empty.id, full.id])
  expect(nothing).toEqual({ reservations: [], hasProfiles: false })
  expect(held).toEqual({
    hasProfiles: false,
    reservations: [
      {
        id: reservation.id,
        evse: 1,
        token: 'SOMEBODY',
        group: 'G',
        createdAt: expect.any(Date),
        expiresAt: expect.any(Date),
      },
    ],
  })
})
