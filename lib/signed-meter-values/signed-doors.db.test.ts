import { expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aStation } from '../db/testing/fixtures'
import { judgeSignedReadings } from './mutations/judge-signed-readings'
import { addMeterKey, removeMeterKey } from './mutations/meter-keys'
import { recordSignedReadings, type SignedReadingSaid } from './mutations/record-signed-readings'
import { getSignedProof, listTransparencyValues } from './queries/get-signed-proof'
import { listMeterKeys } from './queries/list-meter-keys'
import { type AMeter, aMeter } from './testing/a-meter'

const operator = anActor('operator')

async function aSignedSession(meter: AMeter, over: Partial<SignedReadingSaid> = {}) {
  const station = await aStation()
  const session = await aSession(station.id, { status: 'ended', endedAt: new Date(), energyWh: 12_345 })
  const said = meter.charges('10.000', '22.345').map(
    (text, index): SignedReadingSaid => ({
      stationId: station.id,
      sessionId: session.id,
      evse: null,
      at: new Date(Date.UTC(2026, 10, 20, 8 + index)),
      context: index === 0 ? 'Transaction.Begin' : 'Transaction.End',
      data: Buffer.from(text),
      encoding: '',
      method: '',
      publicKey: null,
      receivedAt: new Date(),
      ...over,
    }),
  )
  await recordSignedReadings.write(pool(), said)
  return { station, session, said, record: () => recordSignedReadings.write(pool(), said) }
}
const verdictOf = async (id: bigint) => (await db().session.findUniqueOrThrow({ where: { id } })).signedVerdict

test('M-10 values are kept byte for byte, once however often they are sent, of the session’s EVSE', async () => {
  const { session, said, record } = await aSignedSession(aMeter())
  await record()
  const rows = await db().signedReading.findMany({ where: { sessionId: session.id }, orderBy: { at: 'asc' } })
  expect(rows.map(({ data }) => Buffer.from(data))).toEqual(said.map(({ data }) => data))
  expect(rows[0]).toMatchObject({ evseNumber: 1, format: 'ocmf', verdict: 'unknown', detail: '' })
})

test('M-10 a key that is none, longer than any index takes, costs nobody the reading', async () => {
  const publicKey = Array.from({ length: 9_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join(
    '',
  )
  const { station, session } = await aSignedSession(aMeter(), { publicKey })
  expect(await db().signedReading.count({ where: { sessionId: session.id, publicKey } })).toBe(2)
  expect(await db().meterKey.count({ where: { stationId: station.id } })).toBe(0)
})

test('M-12 unknown without a key, verified when an operator sets it, unknown again without it; audited', async () => {
  const meter = aMeter('brainpool384r1')
  const { station, session } = await aSignedSession(meter)
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('unknown')
  expect(await getSignedProof(operator, session.id)).toMatchObject({ findings: ['unverified'], trust: null })

  const { id } = await addMeterKey(operator, station.identity, { evse: 1, publicKey: meter.publicKey })
  expect(await verdictOf(session.id)).toBe('verified')
  const proof = await getSignedProof(operator, session.id)
  expect(proof).toMatchObject({ verdict: 'verified', findings: [], trust: 'operator', energyWh: '12345', serial: 'M1' })
  expect(proof?.readings[1]).toMatchObject({
    verdict: 'verified',
    detail: 'operator-key',
    value: '22.345',
    unit: 'kWh',
  })
  expect(await listMeterKeys(operator, station.identity)).toMatchObject([
    { evse: 1, curve: 'brainpool384r1', source: 'operator' },
  ])

  await removeMeterKey(operator, station.identity, id)
  expect(await verdictOf(session.id)).toBe('unknown')
  const acts = await db().auditEntry.findMany({
    where: { subject: `station:${station.identity}` },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual(['station.add-meter-key', 'station.remove-meter-key'])
})

test('M-12 a key the station sends proves less and says so; an operator’s other key overrules it', async () => {
  const meter = aMeter()
  const { station, session } = await aSignedSession(meter, { publicKey: meter.publicKey })
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('verified')
  expect(await getSignedProof(operator, session.id)).toMatchObject({ trust: 'station' })
  await addMeterKey(operator, station.identity, { evse: 0, publicKey: aMeter().publicKey })
  expect(await verdictOf(session.id)).toBe('failed')
  expect((await getSignedProof(operator, session.id))?.readings[0]).toMatchObject({ detail: 'other-key' })
})

test.each([
  ['MeterPublicKey1', '', 0],
  ['PublicKey', 'FiscalMetering', 1],
])('M-12 a key among the station’s settings (%s) is the station’s word', async (key, component, evseNumber) => {
  const meter = aMeter()
  const { station, session } = await aSignedSession(meter)
  await db().configurationValue.create({
    data: { stationId: station.id, component, key, evseNumber, value: meter.publicKey, updatedAt: new Date() },
  })
  await judgeSignedReadings()
  expect(await getSignedProof(operator, session.id)).toMatchObject({ verdict: 'verified', trust: 'station' })
})

test('M-13 a session judged while it ran is judged again when it has ended', async () => {
  const meter = aMeter()
  const { session } = await aSignedSession(meter, { publicKey: meter.publicKey })
  await db().session.update({ where: { id: session.id }, data: { status: 'active', endedAt: null } })
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('unknown')
  const priced = () =>
    db().pricedSession.upsert({
      where: { sessionId: session.id },
      create: { sessionId: session.id, lines: [], pricedAt: new Date() },
      update: { pricedAt: new Date() },
    })
  const longAgo = new Date(Date.now() - 5 * 3_600_000) // a station that was away tells of it late
  await db().session.update({ where: { id: session.id }, data: { status: 'ended', endedAt: longAgo } })
  await priced()
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('verified')
  await db().session.update({ where: { id: session.id }, data: { energyWh: 13_000 } })
  await priced()
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('failed') // a late reading has corrected what is billed
})

test('M-13 what is billed differs from what was signed: failed', async () => {
  const meter = aMeter()
  const { session } = await aSignedSession(meter, { publicKey: meter.publicKey })
  await db().session.update({ where: { id: session.id }, data: { energyWh: 13_000 } })
  await judgeSignedReadings()
  expect(await verdictOf(session.id)).toBe('failed')
})

test('M-15 for the transparency software every value with the operator’s key', async () => {
  const meter = aMeter()
  const { station, session, said } = await aSignedSession(meter, { publicKey: aMeter().publicKey })
  await addMeterKey(operator, station.identity, { evse: 1, publicKey: meter.publicKey })
  const { transactionId, values } = await listTransparencyValues(operator, session.id)
  expect(transactionId).toBe(session.ocppTransactionId)
  expect(values.map(({ data, publicKey }) => [data, publicKey])).toEqual(
    said.map(({ data }) => [data, meter.publicKey]),
  )
})

test('what is no key is refused, and so is another’s station', async () => {
  const station = await aStation()
  await expect(addMeterKey(operator, station.identity, { evse: 1, publicKey: 'abc' })).rejects.toMatchObject({
    code: 'invalid',
    details: { publicKey: 'not-a-meter-key' },
  })
  await expect(removeMeterKey(operator, station.identity, 1n)).rejects.toMatchObject({ code: 'not-found' })
  await expect(addMeterKey(anActor('viewer'), station.identity, { evse: 1, publicKey: 'abc' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
