import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand } from '../../lib/commands/queries'
import { charging16, theSession } from './charging-16'
import { meet } from './meet'

test.each([
  ['TC_017_1_CSMS Unlock connector - no charging session running (Not fixed cable)', 1, 'Unlocked', 'confirmed'],
  ['TC_017_2_CSMS Unlock connector - no charging session running (Fixed cable)', 1, 'NotSupported', 'rejected'],
  ['TC_030_CSMS Unlock Connector – Unlock Failure', 1, 'UnlockFailed', 'rejected'],
  ['TC_031_CSMS Unlock Connector – Unknown Connector', 9, 'NotSupported', 'rejected'],
] as const)('%s', async (_name, connectorId, status, stage) => {
  const { tells, sees } = await meet('ocpp1.6')
  const { payload, commandId } = await tells({ type: 'unlock', evseId: connectorId }, 'UnlockConnector', { status })
  expect(payload).toEqual({ connectorId })
  await sees(commandId, stage)
  const { answer, error } = await getCommand(systemActor('system'), commandId)
  expect(answer).toEqual({ status })
  expect(error).toBe(stage === 'rejected' ? `The station answered ${status}.` : null)
})

test('TC_018_1_CSMS Unlock Connector - With Charging Session (Not fixed cable)', async () => {
  const { driver, tells, sees, stationId } = await charging16()
  const { transactionId } = await driver.starts()
  await driver.is('Charging')
  const { payload, commandId } = await tells({ type: 'unlock', evseId: 1 }, 'UnlockConnector', { status: 'Unlocked' })
  expect(payload).toEqual({ connectorId: 1 })
  await sees(commandId, 'confirmed')
  expect((await theSession(stationId)).status).toBe('active') // only the station's stop ends it
  expect(await driver.stops(transactionId, { reason: 'UnlockCommand' })).toEqual({})
  await driver.is('Finishing')
  await driver.is('Available')
  const session = await theSession(stationId)
  expect([session.status, session.stopReason, Number(session.priced?.total)]).toEqual(['ended', 'UnlockCommand', 20])
})
