import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import {
  ACCEPTED,
  type Charging,
  charging,
  connectorStatus,
  flags,
  states,
  status,
  type Transaction,
} from './charging-201'

/** The rest of every story: half an hour, 5 kWh, a stop with the same card. 20.00, whatever the transaction began with. */
async function goesOnAndEnds({ card, stationId, tokenId }: Charging, tx: Transaction): Promise<void> {
  expect(await tx.updated('MeterValuePeriodic', { at: 15, wh: 3500 })).toEqual({ totalCost: 10 })
  const end = { at: 30, token: card, reason: 'Local', state: 'EVConnected', wh: 6000 } as const
  expect(await tx.ended('StopAuthorized', end)).toEqual({ ...ACCEPTED, totalCost: 20 })
  const row = await tx.row()
  expect(row).toMatchObject({
    status: 'ended',
    completeness: 'complete',
    evseNumber: 1,
    connectorNumber: 1,
    tokenId,
    authorisation: 'accepted',
    startedAt: new Date(tx.instant(0)),
    endedAt: new Date(tx.instant(30)),
    stopReason: 'Local',
  })
  expect([Number(row.energyWh), Number(row.priced?.total), flags(row)]).toEqual([5000, 20, []])
  expect(await db().session.count({ where: { stationId } })).toBe(1)
}

/** What a card is answered, with the price so far when the event is not the first. */
const known = (totalCost?: number) => (totalCost === undefined ? ACCEPTED : { ...ACCEPTED, totalCost })

test('TC_E_01_CSMS Start transaction options - PowerPathClosed', async () => {
  const met = await charging()
  const { station, card } = met
  expect(await station.says('Authorize', { idToken: card })).toEqual(ACCEPTED)
  expect(await station.says('StatusNotification', status('Occupied'))).toEqual({})
  const tx = met.transaction()
  const begun = await tx.started('ChargingStateChanged', { token: card, state: 'SuspendedEVSE', wh: 1000 })
  expect(begun).toEqual(ACCEPTED)
  expect((await tx.row()).chargingState).toBe('suspended-evse')
  expect(await tx.updated('ChargingStateChanged', { at: 1, state: 'Charging' })).toEqual({ totalCost: 0 })
  await goesOnAndEnds(met, tx)
})

test('TC_E_02_CSMS Start transaction options - EnergyTransfer', async () => {
  const met = await charging()
  const tx = met.transaction()
  expect(await tx.started('ChargingStateChanged', { token: met.card, state: 'Charging', wh: 1000 })).toEqual(ACCEPTED)
  expect(states(await tx.row())).toEqual(['charging'])
  await goesOnAndEnds(met, tx)
})

test.each([
  ['TC_E_03_CSMS Local start transaction - Cable plugin first - Success', 'CablePluggedIn', 'EVConnected'],
  ['TC_E_09_CSMS Start transaction options - EVConnected', 'CablePluggedIn', 'EVConnected'],
  ['TC_E_12_CSMS Start transaction options - ParkingBayOccupied', 'EVDetected', 'Idle'],
] as const)('%s', async (_name, trigger, state) => {
  const met = await charging()
  const { station, stationId, card } = met
  expect(await station.says('StatusNotification', status('Occupied'))).toEqual({})
  const tx = met.transaction()
  expect(await tx.started(trigger, { state, wh: 1000 })).toEqual({}) // no token, so nothing is said of one
  expect(await tx.row()).toMatchObject({ tokenValue: null, authorisation: null, status: 'active' })
  if (state === 'Idle') await tx.updated('CablePluggedIn', { at: 1, state: 'EVConnected' })
  expect(await station.says('Authorize', { idToken: card })).toEqual(ACCEPTED)
  expect(await tx.updated('Authorized', { at: 1, token: card })).toEqual(known(0))
  expect(await tx.updated('ChargingStateChanged', { at: 2, state: 'Charging' })).toEqual({ totalCost: 0 })
  expect(states(await tx.row())).toEqual(
    state === 'Idle' ? ['idle', 'connected', 'charging'] : ['connected', 'charging'],
  )
  expect(await connectorStatus(stationId)).toBe('occupied') // kept as it was said (B-4)
  await goesOnAndEnds(met, tx)
})

test.each([
  'TC_E_04_CSMS Local start transaction - Authorization first - Success',
  'TC_E_10_CSMS Start transaction options - Authorized - Local',
])('%s', async () => {
  const met = await charging()
  const { station, card } = met
  expect(await station.says('Authorize', { idToken: card })).toEqual(ACCEPTED)
  const tx = met.transaction()
  // No cable, so no EVSE yet: the session has its driver before its place, its tariff and its meter.
  expect(await tx.started('Authorized', { token: card, isPlaced: false })).toEqual(ACCEPTED)
  expect(await tx.row()).toMatchObject({ evseNumber: 0, tokenId: met.tokenId })
  const plugged = { at: 0.5, state: 'EVConnected', isPlaced: true, wh: 1000, context: 'Transaction.Begin' } as const
  expect(await tx.updated('CablePluggedIn', plugged)).toEqual({ totalCost: 0 })
  expect(await tx.row()).toMatchObject({ evseNumber: 1, connectorNumber: 1 })
  await tx.updated('ChargingStateChanged', { at: 1, state: 'Charging' })
  await goesOnAndEnds(met, tx)
})

test('TC_E_11_CSMS Start transaction options - DataSigned', async () => {
  const met = await charging()
  const tx = met.transaction()
  const signed = {
    signedMeterData: Buffer.from('OCMF|{}|{}').toString('base64'),
    signingMethod: 'ECDSA-secp256r1-SHA256',
    encodingMethod: 'OCMF',
    publicKey: '',
  }
  const sampled = { value: 1000, context: 'Transaction.Begin', signedMeterValue: signed, unitOfMeasure: { unit: 'Wh' } }
  const begun = await tx.started('SignedDataReceived', {
    token: met.card,
    state: 'EVConnected',
    more: { meterValue: [{ timestamp: tx.instant(0), sampledValue: [sampled] }] },
  })
  expect(begun).toEqual(ACCEPTED)
  expect(Number((await tx.row()).meterStartWh)).toBe(1000)
  await tx.updated('ChargingStateChanged', { at: 1, state: 'Charging' })
  await goesOnAndEnds(met, tx)
})

test('TC_E_38_CSMS Local start transaction - EV not ready', async () => {
  const met = await charging()
  const tx = met.transaction()
  await tx.started('CablePluggedIn', { state: 'EVConnected', wh: 1000 })
  expect(await tx.updated('Authorized', { at: 1, token: met.card })).toEqual(known(0))
  expect(await tx.updated('ChargingStateChanged', { at: 2, state: 'SuspendedEV' })).toEqual({ totalCost: 0 })
  expect(await tx.row()).toMatchObject({ status: 'active', chargingState: 'suspended-ev' })
  await tx.updated('ChargingStateChanged', { at: 9, state: 'Charging' })
  await goesOnAndEnds(met, tx)
})

test('TC_E_53_CSMS Reset Sequence Number - CSMS accepting seqNo = 0 at start of transaction', async () => {
  const met = await charging()
  const before = met.transaction({ firstSeqNo: 30 }) // as a station with one counter for all its transactions
  await before.started('CablePluggedIn', { state: 'EVConnected' })
  await before.ended('EVDeparted', { at: 1, state: 'Idle', reason: 'EVDisconnected' })
  for (const tx of [met.transaction(), met.transaction()]) {
    const begun = await tx.started('Authorized', { token: met.card, state: 'Charging', wh: 1000 })
    expect(begun).toEqual(ACCEPTED)
    expect(await tx.updated('MeterValuePeriodic', { at: 5, wh: 2000 })).toEqual({ totalCost: 4 })
    expect(await tx.ended('EVDeparted', { at: 10, state: 'Idle', reason: 'EVDisconnected', wh: 2000 })).toEqual({
      totalCost: 4,
    })
    const row = await tx.row()
    expect(row.events.map(({ seqNo }) => seqNo)).toEqual([0, 1, 2])
    expect([row.completeness, flags(row)]).toEqual(['complete', []])
  }
  expect(met.station.isUndisturbed).toBe(true) // nothing was missing, so nothing was asked
})
