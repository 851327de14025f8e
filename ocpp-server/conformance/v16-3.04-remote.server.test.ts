import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand } from '../../lib/commands/queries'
import { type Charging16, charging16, sessionsOf, theSession } from './charging-16'

const ACCEPTED = { idTagInfo: { status: 'Accepted' } }
const start = ({ tells, idTag }: Charging16, status = 'Accepted') =>
  tells({ type: 'start', evseId: 1, token: idTag }, 'RemoteStartTransaction', { status })

test.each([
  ['TC_010_CSMS Remote Start Charging Session – Cable Plugged in First', true],
  ['TC_011_1_CSMS Remote Start Charging Session – Remote Start First', false],
] as const)('%s', async (_name, pluginFirst) => {
  const met = await charging16()
  const { driver, sees, idTag, tokenId, stationId } = met
  if (pluginFirst) await driver.is('Preparing')
  const { payload, commandId } = await start(met)
  expect(payload).toEqual({ connectorId: 1, idTag })
  await sees(commandId, 'accepted')
  expect(await driver.authorises()).toEqual(ACCEPTED) // AuthorizeRemoteTxRequests
  if (!pluginFirst) await driver.is('Preparing')
  const { transactionId, idTagInfo } = await driver.starts()
  expect(idTagInfo).toEqual({ status: 'Accepted' })
  await sees(commandId, 'confirmed')
  expect((await getCommand(systemActor('system'), commandId)).sessionId).toBe(BigInt(transactionId))
  await driver.is('Charging')
  await driver.stops(transactionId)
  expect(await theSession(stationId)).toMatchObject({ status: 'ended', tokenId })
})

test('TC_011_2_CSMS Remote Start Charging Session – Time Out', async () => {
  const met = await charging16()
  const { driver, sees, stationId } = met
  const { commandId } = await start(met)
  await sees(commandId, 'accepted')
  await driver.is('Preparing')
  await driver.is('Available') // no cable came
  expect(await sessionsOf(stationId)).toEqual([])
  await sees(commandId, 'accepted') // accepted is not done, and nothing says it was
})

test('TC_012_CSMS Remote Stop Charging Session', async () => {
  const { driver, tells, sees, stationId } = await charging16()
  const { transactionId } = await driver.starts()
  await driver.is('Charging')
  const command = { type: 'stop', sessionId: String(transactionId) } as const
  const { payload, commandId } = await tells(command, 'RemoteStopTransaction', { status: 'Accepted' })
  expect(payload).toEqual({ transactionId })
  await sees(commandId, 'accepted')
  expect(await driver.stops(transactionId, { reason: 'Remote' })).toEqual({})
  await sees(commandId, 'confirmed')
  await driver.is('Finishing')
  await driver.is('Available')
  const session = await theSession(stationId)
  expect([session.stopReason, Number(session.priced?.total)]).toEqual(['Remote', 20])
})

test('TC_026_CSMS Remote Start Charging Session – Rejected', async () => {
  const met = await charging16()
  const { commandId } = await start(met, 'Rejected')
  await met.sees(commandId, 'rejected')
  expect((await getCommand(systemActor('system'), commandId)).error).toBe('The station answered Rejected.')
  expect(await sessionsOf(met.stationId)).toEqual([])
})

test('TC_028_CSMS Remote Stop Transaction – Rejected', async () => {
  const { driver, tells, sees, stationId } = await charging16()
  const { transactionId } = await driver.starts()
  const command = { type: 'stop', sessionId: String(transactionId) } as const
  const { payload, commandId } = await tells(command, 'RemoteStopTransaction', { status: 'Rejected' })
  expect(payload).toEqual({ transactionId })
  await sees(commandId, 'rejected')
  expect((await theSession(stationId)).status).toBe('active') // it goes on, and is billed for what it takes
})
