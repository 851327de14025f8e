import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { type Charging16, charging16, sessionsOf, theSession } from './charging-16'
import { connectorStatus } from './charging-201'
import { inMinutes, meet } from './meet'

const ACCEPTED = { idTagInfo: { status: 'Accepted' } }

/** 5 kWh at 4: what the driver owes however the session began. */
async function isPriced({ stationId, tokenId }: Charging16, what: object = {}): Promise<void> {
  const session = await theSession(stationId)
  expect(session).toMatchObject({ status: 'ended', tokenId, authorisation: 'accepted', reviews: [], ...what })
  expect([Number(session.energyWh), Number(session.priced?.total)]).toEqual([5000, 20])
}

test('TC_001_CSMS Cold Boot Charge Point', async () => {
  const { station, stationId } = await meet('ocpp1.6')
  const boot = {
    chargePointVendor: 'Vendor',
    chargePointModel: 'Model',
    chargePointSerialNumber: 'S-1',
    firmwareVersion: '1.2.3',
  }
  const answer = await station.says('BootNotification', boot)
  expect(answer).toEqual({ status: 'Accepted', currentTime: expect.any(String), interval: expect.any(Number) })
  expect(Math.abs(Date.parse(answer.currentTime) - Date.now())).toBeLessThan(5_000)
  expect(answer.interval).toBeGreaterThan(0)
  for (const connectorId of [0, 1, 2]) {
    const status = { connectorId, errorCode: 'NoError', status: 'Available', timestamp: inMinutes(0) }
    expect(await station.says('StatusNotification', status)).toEqual({})
  }
  const { currentTime } = await station.says('Heartbeat')
  expect(Math.abs(Date.parse(currentTime) - Date.now())).toBeLessThan(5_000)
  const state = await db().stationState.findUniqueOrThrow({ where: { stationId } })
  expect(state).toMatchObject({ vendor: 'Vendor', model: 'Model', serialNumber: 'S-1', firmware: '1.2.3' })
  expect([state.status, await connectorStatus(stationId, 1), await connectorStatus(stationId, 2)]).toEqual([
    'available',
    'available',
    'available',
  ])
})

test.each([
  ['TC_003_CSMS Regular Charging Session - Plugin First', true],
  ['TC_004_1_CSMS Regular Charging Session – Identification First', false],
] as const)('%s', async (_name, pluginFirst) => {
  const met = await charging16()
  const { driver, stationId, idTag } = met
  if (pluginFirst) expect(await driver.is('Preparing')).toEqual({})
  expect(await driver.authorises()).toEqual(ACCEPTED)
  if (!pluginFirst) expect(await driver.is('Preparing')).toEqual({})
  const started = await driver.starts()
  expect(started).toEqual({ ...ACCEPTED, transactionId: expect.any(Number) })
  expect(started.transactionId).toBeGreaterThan(0)
  expect(await driver.is('Charging')).toEqual({})
  expect(await driver.meters(started.transactionId, 3500)).toEqual({})
  expect(Number((await theSession(stationId)).energyWh)).toBe(2500)
  expect(await driver.authorises()).toEqual(ACCEPTED)
  expect(await driver.stops(started.transactionId, { idTag, reason: 'Local' })).toEqual(ACCEPTED)
  expect(await driver.is('Finishing')).toEqual({})
  expect(await driver.is('Available')).toEqual({})
  await isPriced(met, { stopReason: 'Local', stopTokenValue: idTag, id: BigInt(started.transactionId) })
  expect(await connectorStatus(stationId)).toBe('available')
})

test('TC_004_2_CSMS Regular Charging Session – Identification First - ConnectionTimeOut', async () => {
  const { driver, stationId } = await charging16()
  expect(await driver.authorises()).toEqual(ACCEPTED)
  expect(await driver.is('Preparing')).toEqual({})
  expect(await driver.is('Available')).toEqual({})
  expect(await sessionsOf(stationId)).toEqual([])
  // The card is free for the next attempt.
  expect((await driver.starts()).idTagInfo).toEqual({ status: 'Accepted' })
})

test('TC_005_1_CSMS EV Side Disconnected - StopTransactionOnEVSideDisconnect = true - UnlockConnectorOnEVSideDisconnect = true', async () => {
  const met = await charging16()
  const { driver, stationId } = met
  const { transactionId } = await driver.starts()
  await driver.is('Charging')
  expect(await driver.is('SuspendedEV')).toEqual({})
  expect((await theSession(stationId)).status).toBe('active') // no status ends a session
  expect(await driver.stops(transactionId, { reason: 'EVDisconnected' })).toEqual({}) // no tag, nothing to say of one
  expect(await driver.is('Finishing')).toEqual({})
  expect(await driver.is('Available')).toEqual({})
  await isPriced(met, { stopReason: 'EVDisconnected', stopTokenValue: null })
})

test('TC_007_CSMS Regular Start Charging Session – Cached Id', async () => {
  const met = await charging16()
  const { driver } = met
  await driver.is('Preparing')
  const { transactionId, idTagInfo } = await driver.starts() // the station knew the card and did not ask
  expect(idTagInfo).toEqual({ status: 'Accepted' })
  await driver.is('Charging')
  await driver.stops(transactionId)
  await isPriced(met)
})

test('TC_061_CSMS Clear Authorization Data in Authorization Cache', async () => {
  const { tells, sees } = await meet('ocpp1.6')
  const cleared = await tells({ type: 'clear-cache' }, 'ClearCache', { status: 'Accepted' })
  expect(cleared.payload).toEqual({})
  await sees(cleared.commandId, 'confirmed')
  const refused = await tells({ type: 'clear-cache' }, 'ClearCache', { status: 'Rejected' })
  await sees(refused.commandId, 'rejected')
})
