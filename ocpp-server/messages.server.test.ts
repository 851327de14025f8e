import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../lib/db/client'
import { aStation, aToken } from '../lib/db/testing/fixtures'
import { OCPP_VERSIONS } from '../lib/ocpp-schemas/official'
import { messageFixtures, recordedTraces, type TraceLine } from './testing/message-fixtures'
import { aGateway, aRawStation } from './testing/test-gateway'

describe.each(OCPP_VERSIONS)('every example, odd or bad, through a real gateway: %s', (version) => {
  test('is answered, never with InternalError, and kept', async () => {
    const { identity, id } = await aStation({ evses: 0, clockZone: 'Europe/Stockholm' })
    const station = await aRawStation(await aGateway(), identity, { protocols: [version] })
    for (const { action, cases } of messageFixtures(version)) {
      for (const { name, payload, error, station: over, ...fixture } of cases) {
        if (over?.registration !== undefined) continue
        const asked = fixture.action ?? action
        const [type, , code] = await station.call(asked, payload as object)
        expect([type, type === 4 ? code : undefined], `${asked} ${name}`).toEqual(error ? [4, error] : [3, undefined])
      }
    }
    expect(await db().statusEvent.count({ where: { stationId: id } })).toBeGreaterThan(3)
    expect(await db().session.count({ where: { stationId: id } })).toBeGreaterThan(0)
  })
})

/** Worked out by hand from the registers in the recordings, Wh by session. */
const ENERGY_WH: Readonly<Record<string, readonly number[]>> = {
  'mh-MH2.1.jsonl': [350, 250],
  'sap-SAP16-00001.jsonl': [14],
  'sap-SAP201-00001.jsonl': [1.1],
  'shiv-SHIV1.6J.jsonl': [500, 0],
  'shiv-SHIV2.0.1.jsonl': [500, 0],
}

describe('T-21 conversations recorded from other makers’ stations', () => {
  beforeAll(() => aToken({ value: 'TAG001' }))

  test.each(recordedTraces())(
    '$name is answered by a real gateway, and its energy is right',
    async ({ name, version, lines }) => {
      const { identity, id } = await aStation({ evses: 0 })
      const station = await aRawStation(await aGateway(), identity, { protocols: [version] })
      const numbers = new Map<number, number>() // 1.6: the recorded back end's transaction numbers, as ours
      const starts = new Map<string, number>() // by message id
      for (const { dir, frame } of asOfNow(lines)) {
        const [kind, messageId, third, fourth] = frame
        if (kind === 3 && starts.has(messageId)) {
          const { transactionId } = third as unknown as { transactionId: number }
          numbers.set(transactionId, starts.get(messageId)!)
        }
        if (dir === 'out' || kind !== 2) continue
        const answer = await station.call(third, withOurs(fourth, numbers))
        expect(answer[0], JSON.stringify([third, answer])).toBe(3)
        if (third === 'StartTransaction') starts.set(messageId, (answer[2] as { transactionId: number }).transactionId)
      }
      const sessions = await db().session.findMany({ where: { stationId: id }, orderBy: { startedAt: 'asc' } })
      expect(sessions.map(({ energyWh, status }) => [Number(energyWh), status])).toEqual(
        ENERGY_WH[name]!.map((energyWh) => [energyWh, 'ended']),
      )
    },
  )
})

/** The recording moved in time so that it ends now: old or future times would be doubted. */
function asOfNow(lines: readonly TraceLine[]): readonly TraceLine[] {
  const shiftMs = Date.now() - Date.parse(lines.at(-1)!.t)
  const shifted = JSON.stringify(lines).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) =>
    new Date(Date.parse(at) + shiftMs).toISOString(),
  )
  return JSON.parse(shifted) as TraceLine[]
}

function withOurs(payload: Record<string, unknown>, numbers: ReadonlyMap<number, number>): Record<string, unknown> {
  const { transactionId } = payload
  return typeof transactionId === 'number' ? { ...payload, transactionId: numbers.get(transactionId) ?? -1 } : payload
}

test('H-24 what a pending station charged is kept, stands for nobody and is flagged', async () => {
  const { value } = await aToken()
  const { identity, id } = await aStation({ registration: 'pending' })
  const station = await aRawStation(await aGateway(), identity)
  const timestamp = new Date().toISOString()
  const [, , answer] = await station.call('StartTransaction', {
    connectorId: 1,
    idTag: value,
    meterStart: 0,
    timestamp,
  })
  const { transactionId, idTagInfo } = answer as { transactionId: number; idTagInfo: object }
  expect(idTagInfo).toEqual({ status: 'Invalid' })
  await station.call('StopTransaction', { transactionId, meterStop: 5000, timestamp, idTag: value })
  const session = await db().session.findFirstOrThrow({ where: { stationId: id }, include: { reviews: true } })
  expect(session).toMatchObject({
    status: 'ended',
    tokenValue: value,
    tokenId: null,
    customerId: null,
    authorisation: 'invalid',
  })
  expect(session.reviews.map(({ flag }) => flag)).toContain('token-not-accepted')
  expect(await db().stationEvent.count({ where: { stationId: id, name: 'ChargedBeforeAcceptance' } })).toBe(2)
})
