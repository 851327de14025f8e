import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { meet, now } from './meet'
import type { StrictStation } from './strict-station'

const boot = (reason: string) => ({ reason, chargingStation: { vendorName: 'Vendor', model: 'Model' } })
const status = (evseId: number, connectorStatus: string) => ({
  timestamp: now(),
  connectorStatus,
  evseId,
  connectorId: 1,
})
const transaction = 'reset-transaction'
const event = (eventType: string, triggerReason: string, seqNo: number, over: object = {}) => ({
  eventType,
  triggerReason,
  seqNo,
  timestamp: now(),
  transactionInfo: { transactionId: transaction, ...over },
})

async function begins(station: StrictStation) {
  const { value: idToken } = await aToken()
  const started = event('Started', 'Authorized', 0, { chargingState: 'Charging' })
  const answer = await station.says('TransactionEvent', {
    ...started,
    evse: { id: 1, connectorId: 1 },
    idToken: { idToken, type: 'ISO14443' },
  })
  expect(answer).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
}
const ends = (station: StrictStation, stoppedReason: string) =>
  station.says('TransactionEvent', event('Ended', 'ResetCommand', 1, { stoppedReason }))
const endOf = (stationId: bigint) =>
  db().session.findFirstOrThrow({ where: { stationId }, select: { status: true, stopReason: true } })

test('TC_B_20_CSMS Reset Charging Station - Without ongoing transaction - OnIdle', async () => {
  const { tells, sees, reconnects } = await meet('ocpp2.0.1')
  const reset = await tells({ type: 'reset', kind: 'soft' }, 'Reset', { status: 'Accepted' })
  expect(reset.payload).toEqual({ type: 'OnIdle' })
  await sees(reset.commandId, 'accepted') // accepted is not done: the boot proves it
  const again = await reconnects()
  expect(await again.says('BootNotification', boot('RemoteReset'))).toMatchObject({ status: 'Accepted' })
  await sees(reset.commandId, 'confirmed')
  expect(await again.says('StatusNotification', status(1, 'Available'))).toEqual({})
})

test('TC_B_21_CSMS Reset Charging Station - With Ongoing Transaction - OnIdle', async () => {
  const { station, stationId, tells, sees, reconnects } = await meet('ocpp2.0.1')
  await begins(station)
  const reset = await tells({ type: 'reset', kind: 'soft' }, 'Reset', { status: 'Scheduled' })
  expect(reset.payload).toEqual({ type: 'OnIdle' })
  await sees(reset.commandId, 'accepted')
  expect((await endOf(stationId)).status).toBe('active') // it goes on to its own end
  await ends(station, 'Local')
  const again = await reconnects()
  expect(await again.says('BootNotification', boot('ScheduledReset'))).toMatchObject({ status: 'Accepted' })
  await sees(reset.commandId, 'confirmed')
  expect(await endOf(stationId)).toEqual({ status: 'ended', stopReason: 'Local' })
})

test('TC_B_22_CSMS Reset Charging Station - With Ongoing Transaction - Immediate', async () => {
  const { station, stationId, tells, sees, reconnects } = await meet('ocpp2.0.1')
  await begins(station)
  const reset = await tells({ type: 'reset', kind: 'hard' }, 'Reset', { status: 'Accepted' })
  expect(reset.payload).toEqual({ type: 'Immediate' })
  await ends(station, 'ImmediateReset')
  const again = await reconnects()
  expect(await again.says('BootNotification', boot('RemoteReset'))).toMatchObject({ status: 'Accepted' })
  await sees(reset.commandId, 'confirmed')
  expect(await endOf(stationId)).toEqual({ status: 'ended', stopReason: 'ImmediateReset' })
})

test('TC_B_25_CSMS Reset EVSE - Without ongoing transaction', async () => {
  const { station, tells, sees } = await meet('ocpp2.0.1')
  const reset = await tells({ type: 'reset', kind: 'soft', evseId: 1 }, 'Reset', { status: 'Accepted' })
  expect(reset.payload).toEqual({ type: 'OnIdle', evseId: 1 })
  await sees(reset.commandId, 'accepted')
  await station.says('StatusNotification', status(2, 'Available')) // another EVSE's status proves nothing
  await sees(reset.commandId, 'accepted')
  expect(await station.says('StatusNotification', status(1, 'Available'))).toEqual({})
  await sees(reset.commandId, 'confirmed')
})

test.each([
  ['TC_B_26_CSMS Reset EVSE - With Ongoing Transaction - OnIdle', 'soft', 'OnIdle', 'Scheduled', 'Local'],
  ['TC_B_27_CSMS Reset EVSE - With Ongoing Transaction - Immediate', 'hard', 'Immediate', 'Accepted', 'ImmediateReset'],
] as const)('%s', async (_name, kind, type, answer, stoppedReason) => {
  const { station, stationId, tells, sees } = await meet('ocpp2.0.1')
  await begins(station)
  const reset = await tells({ type: 'reset', kind, evseId: 1 }, 'Reset', { status: answer })
  expect(reset.payload).toEqual({ type, evseId: 1 })
  await sees(reset.commandId, 'accepted')
  await ends(station, stoppedReason)
  await station.says('StatusNotification', status(1, 'Available'))
  await sees(reset.commandId, 'confirmed')
  expect(await endOf(stationId)).toEqual({ status: 'ended', stopReason: stoppedReason })
})
