import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { charging16, sessionsOf, theSession } from './charging-16'
import { connectorStatus } from './charging-201'
import { inMinutes } from './meet'

const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model' }

test.each([
  ['TC_023_1_CSMS Start Charging Session – Authorize invalid', null, 'Invalid'],
  ['TC_023_2_CSMS Start Charging Session – Authorize expired', { expiresAt: new Date(0) }, 'Expired'],
  ['TC_023_3_CSMS Start Charging Session – Authorize blocked', { active: false }, 'Blocked'],
] as const)('%s', async (_name, over, status) => {
  const { driver, stationId } = await charging16()
  const idTag = over === null ? 'NOBODY-23' : (await aToken(over)).value
  expect(await driver.is('Preparing')).toEqual({})
  expect(await driver.authorises(idTag)).toEqual({ idTagInfo: { status } })
  expect(await driver.is('Available')).toEqual({})
  expect(await sessionsOf(stationId)).toEqual([])
})

test('TC_024_CSMS Start Charging Session Lock Failure', async () => {
  const { driver, stationId } = await charging16()
  await driver.is('Preparing')
  expect(await driver.authorises()).toEqual({ idTagInfo: { status: 'Accepted' } })
  expect(await driver.is('Faulted', 'ConnectorLockFailure')).toEqual({})
  const [state] = await db().connectorState.findMany({ where: { connector: { stationId, evse: { number: 1 } } } })
  expect(state).toMatchObject({ status: 'faulted', errorCode: 'ConnectorLockFailure' })
  expect(await sessionsOf(stationId)).toEqual([])
})

test('TC_032_1_CSMS Power failure boot charging point-configured to stop transaction(s)', async () => {
  const { driver, reconnects, stationId } = await charging16()
  const { transactionId } = await driver.starts({ minutes: -120 })
  await driver.is('Charging')
  await driver.meters(transactionId, 4000, -90)
  const again = await reconnects()
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect((await theSession(stationId)).status).toBe('active') // a boot ends nothing
  const back = driver.before(again)
  // The stop happened when the power went, and is told when it is back.
  const stopped = { minutes: -80, wh: 4500, reason: 'PowerLoss' }
  expect(await back.stops(transactionId, stopped)).toEqual({})
  expect(await back.is('Available')).toEqual({})
  const session = await theSession(stationId)
  expect(session).toMatchObject({ status: 'ended', stopReason: 'PowerLoss', reviews: [] })
  expect([Number(session.energyWh), Number(session.priced?.total)]).toEqual([3500, 14])
  expect(Math.round((Date.now() - session.endedAt!.getTime()) / 60_000)).toBe(80)
})

test('TC_037_1_CSMS Offline Start Transaction - Valid IdTag', async () => {
  const { driver, reconnects, stationId, tokenId } = await charging16()
  const again = await reconnects() // while it was away a driver began
  const back = driver.before(again)
  const { transactionId, idTagInfo } = await back.starts({ minutes: -45 })
  expect(idTagInfo).toEqual({ status: 'Accepted' })
  expect(await back.is('Charging')).toEqual({})
  const session = await theSession(stationId)
  expect(session).toMatchObject({ id: BigInt(transactionId), status: 'active', tokenId })
  expect(Math.round((Date.now() - session.startedAt.getTime()) / 60_000)).toBe(45) // its own time, not ours
  await back.stops(transactionId)
  expect(Number((await theSession(stationId)).priced?.total)).toBe(20)
})

test('TC_037_3_CSMS Offline Start Transaction - Invalid IdTag - StopTransactionOnInvalidId = true', async () => {
  const { driver, reconnects, stationId } = await charging16()
  const back = driver.before(await reconnects())
  const idTag = (await aToken({ active: false })).value
  const { transactionId, idTagInfo } = await back.starts({ idTag, minutes: -45 })
  expect(idTagInfo).toEqual({ status: 'Blocked' })
  expect(transactionId).toBeGreaterThan(0) // what has been delivered is kept, whoever took it
  expect(await back.stops(transactionId, { wh: 1500, reason: 'DeAuthorized' })).toEqual({})
  expect(await back.is('Finishing')).toEqual({})
  const session = await theSession(stationId)
  expect(session).toMatchObject({ authorisation: 'blocked', stopReason: 'DeAuthorized', status: 'ended' })
  expect(session.reviews.map(({ flag }) => flag)).toEqual(['token-not-accepted'])
})

test('TC_039_CSMS Offline Transaction', async () => {
  const { idTag, reconnects, stationId } = await charging16()
  const again = await reconnects()
  const begun = { connectorId: 1, idTag, meterStart: 1000, timestamp: inMinutes(-300) }
  const { transactionId, idTagInfo } = await again.says('StartTransaction', begun)
  expect(idTagInfo).toEqual({ status: 'Accepted' })
  const ended = { transactionId, meterStop: 6000, timestamp: inMinutes(-200), idTag, reason: 'Local' }
  expect(await again.says('StopTransaction', ended)).toEqual({ idTagInfo: { status: 'Accepted' } })
  // It never saw our answers, and tells the whole story again on its next connection.
  const third = await reconnects()
  expect((await third.says('StartTransaction', begun)).transactionId).toBe(transactionId)
  await third.says('StopTransaction', ended)
  const session = await theSession(stationId)
  expect(session).toMatchObject({ id: BigInt(transactionId), status: 'ended', reviews: [] })
  expect([session.startedAt, session.endedAt]).toEqual([new Date(begun.timestamp), new Date(ended.timestamp)])
  expect([Number(session.energyWh), Number(session.priced?.total)]).toEqual([5000, 20])
  expect(await connectorStatus(stationId)).not.toBe('charging')
})
