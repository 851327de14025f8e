import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { db } from '../../lib/db/client'
import { judgeSignedReadings } from '../../lib/signed-meter-values/mutations/judge-signed-readings'
import { addMeterKey } from '../../lib/signed-meter-values/mutations/meter-keys'
import { getSignedProof } from '../../lib/signed-meter-values/queries/get-signed-proof'
import { type AMeter, aMeter, aPayload } from '../../lib/signed-meter-values/testing/a-meter'
import { inMinutes, meet } from './meet'

const us = systemActor('system')

/** A meter value of both kinds: the number for people, the signed text for proof. */
const metered = (meter: AMeter, minutes: number, wh: number, context: string, text: string, withKey = true) => ({
  timestamp: inMinutes(minutes),
  sampledValue: [
    {
      value: wh,
      context,
      measurand: 'Energy.Active.Import.Register',
      signedMeterValue: {
        signedMeterData: Buffer.from(text).toString('base64'),
        signingMethod: 'ECDSA-secp256r1-SHA256',
        encodingMethod: 'OCMF',
        publicKey: withKey ? Buffer.from(`oca:base16:asn1:${meter.publicKey}`).toString('base64') : '',
      },
      unitOfMeasure: { unit: 'Wh' },
    },
  ],
})

const event = (type: string, triggerReason: string, seqNo: number, minutes: number, rest: object = {}) => ({
  eventType: type,
  timestamp: inMinutes(minutes),
  triggerReason,
  seqNo,
  transactionInfo: {
    transactionId: 'tx-signed',
    ...(type === 'Ended' ? { stoppedReason: 'Local' } : { chargingState: 'Charging' }),
  },
  evse: { id: 1, connectorId: 1 },
  ...rest,
})

async function keptOf(stationId: bigint) {
  const rows = await db().signedReading.findMany({ where: { stationId }, orderBy: { at: 'asc' } })
  return rows.map(({ context, data, sessionId, evseNumber, method, encoding }) => ({
    context,
    text: Buffer.from(Buffer.from(data).toString(), 'base64').toString(),
    sessionId,
    evseNumber,
    method,
    encoding,
  }))
}

test('TC_J_04_CSMS Clock-aligned Meter Values - Signed', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  const meter = aMeter()
  // RV 1.10 and the blank are what a program that writes JSON anew would lose.
  const text = meter.signs(aPayload(3, 'C', '1.10', { PG: 'F3' }).replace('"FV":', '"FV" :'))
  const outside = { evseId: 1, meterValue: [metered(meter, -9, 1100, 'Sample.Clock', text)] }
  expect(await station.says('MeterValues', outside)).toEqual({})
  await station.says(
    'TransactionEvent',
    event('Started', 'Authorized', 0, -8, { idToken: { idToken: 'ABCD', type: 'ISO14443' } }),
  )
  const within = meter.signs(aPayload(4, 'C', '2.50', { PG: 'F4' }))
  const clock = { meterValue: [metered(meter, -5, 2500, 'Sample.Clock', within)] }
  expect(await station.says('TransactionEvent', event('Updated', 'MeterValueClock', 1, -5, clock))).toEqual({})
  expect(await station.says('TransactionEvent', event('Updated', 'MeterValueClock', 1, -5, clock))).toEqual({})

  const session = await db().session.findFirstOrThrow({ where: { stationId } })
  const how = { context: 'Sample.Clock', evseNumber: 1, method: 'ECDSA-secp256r1-SHA256', encoding: 'OCMF' }
  expect(await keptOf(stationId)).toEqual([
    { ...how, text, sessionId: null },
    { ...how, text: within, sessionId: session.id },
  ])
  await judgeSignedReadings()
  expect(await db().signedReading.findMany({ where: { stationId }, select: { verdict: true, detail: true } })).toEqual([
    { verdict: 'verified', detail: 'station-key' },
    { verdict: 'verified', detail: 'station-key' },
  ])
})

test('TC_J_11_CSMS Sampled Meter Values - Signed', async () => {
  const { station, stationId, identity } = await meet('ocpp2.0.1')
  const meter = aMeter()
  const [begin, end] = meter.charges('10.000', '22.345')
  const started = {
    idToken: { idToken: 'ABCD', type: 'ISO14443' },
    meterValue: [metered(meter, -30, 10_000, 'Transaction.Begin', begin, false)],
  }
  const answer = await station.says('TransactionEvent', event('Started', 'Authorized', 0, -30, started))
  expect(answer.idTokenInfo.status).toMatch(/^(Accepted|Invalid|Unknown)$/)
  const ended = { meterValue: [metered(meter, -1, 22_345, 'Transaction.End', end, false)] }
  expect(await station.says('TransactionEvent', event('Ended', 'StopAuthorized', 1, -1, ended))).not.toHaveProperty(
    'idTokenInfo',
  )

  expect((await keptOf(stationId)).map(({ context, text }) => [context, text])).toEqual([
    ['Transaction.Begin', begin],
    ['Transaction.End', end],
  ])
  const session = await db().session.findFirstOrThrow({ where: { stationId } })
  expect(Number(session.energyWh)).toBe(12_345)
  await judgeSignedReadings()
  expect(await getSignedProof(us, session.id)).toMatchObject({ verdict: 'unknown', findings: ['unverified'] })
  await addMeterKey(us, identity, { evse: 1, publicKey: meter.publicKey })
  expect(await getSignedProof(us, session.id)).toMatchObject({
    verdict: 'verified',
    trust: 'operator',
    energyWh: '12345',
  })
  expect((await db().session.findUniqueOrThrow({ where: { id: session.id } })).signedVerdict).toBe('verified')
})
