import { expect, test } from 'vitest'
import { systemActor } from '../lib/access/actor'
import { db } from '../lib/db/client'
import { aToken } from '../lib/db/testing/fixtures'
import { addMeterKey } from '../lib/signed-meter-values/mutations/meter-keys'
import { getSignedProof } from '../lib/signed-meter-values/queries/get-signed-proof'
import { aMeter } from '../lib/signed-meter-values/testing/a-meter'
import { inMinutes, meet } from './conformance/meet'

const us = systemActor('system')
const meterValue = (at: string, context: string, value: string, over: object = {}) => ({
  timestamp: at,
  sampledValue: [{ value, context, format: 'SignedData', measurand: 'Energy.Active.Import.Register', ...over }],
})

test.each([
  ['plain text', (text: string) => text],
  ['hex digits', (text: string) => Buffer.from(text).toString('hex')],
  [
    'the structure of the OCA’s application note',
    (text: string) =>
      JSON.stringify({
        signedMeterData: Buffer.from(text).toString('base64'),
        signingMethod: 'ECDSA-secp256r1-SHA256',
        encodingMethod: 'OCMF',
        publicKey: '',
      }),
  ],
])('M-10 1.6: begin in MeterValues, end in StopTransaction, as %s', async (_name, wrap) => {
  const { station, identity, stationId } = await meet('ocpp1.6')
  const meter = aMeter()
  const [begin, end] = meter.charges('1.000', '3.500')
  const { value: idTag } = await aToken()
  const [begunAt, endedAt] = [inMinutes(-20), inMinutes(-1)]
  const start = { connectorId: 2, idTag, meterStart: 1000, timestamp: begunAt }
  const { transactionId } = await station.says('StartTransaction', start)
  const first = { connectorId: 2, transactionId, meterValue: [meterValue(begunAt, 'Transaction.Begin', wrap(begin))] }
  expect(await station.says('MeterValues', first)).toEqual({})
  await station.says('StopTransaction', {
    transactionId,
    idTag,
    meterStop: 3500,
    timestamp: endedAt,
    transactionData: [
      meterValue(begunAt, 'Transaction.Begin', wrap(begin)),
      meterValue(endedAt, 'Transaction.End', wrap(end)),
    ],
  })
  const rows = await db().signedReading.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
  expect(
    rows.map(({ data, context, evseNumber, sessionId }) => [
      Buffer.from(data).toString(),
      context,
      evseNumber,
      sessionId,
    ]),
  ).toEqual([
    [wrap(begin), 'Transaction.Begin', 2, BigInt(transactionId)],
    [wrap(end), 'Transaction.End', 2, BigInt(transactionId)],
  ])
  await addMeterKey(us, identity, { evse: 2, publicKey: meter.publicKey })
  expect(await getSignedProof(us, BigInt(transactionId))).toMatchObject({ verdict: 'verified', energyWh: '2500' })
})

test('M-10 a message without signed values writes none', async () => {
  const { station, stationId } = await meet('ocpp1.6')
  await station.says('MeterValues', {
    connectorId: 1,
    meterValue: [meterValue(inMinutes(0), 'Sample.Clock', '12', { format: 'Raw' })],
  })
  expect(await db().signedReading.count({ where: { stationId } })).toBe(0)
})
