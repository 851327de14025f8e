import { expect, test } from 'vitest'
import type { CommandInput } from '../../lib/commands/command'
import { db } from '../../lib/db/client'
import { ACCEPTED, type Charging, charging, flags, meterValue, status, type Transaction } from './charging-201'
import { meet, now } from './meet'

/** An operator starts for the driver: the request names card and place, and a number that the session will name. */
async function startsRemotely({ tells, card }: Charging, more: object = {}) {
  const command: CommandInput = { type: 'start', evseId: 1, token: card.idToken }
  const call = await tells(command, 'RequestStartTransaction', { status: 'Accepted', ...more })
  const { remoteStartId } = call.payload
  expect(call.payload).toEqual({ evseId: 1, remoteStartId, idToken: card })
  expect(remoteStartId).toEqual(expect.any(Number))
  return { commandId: call.commandId, remoteStartId: Number(remoteStartId) }
}

async function isCharged({ sees, tokenId }: Charging, tx: Transaction, commandId: bigint): Promise<void> {
  await sees(commandId, 'confirmed')
  await tx.updated('ChargingStateChanged', { at: 2, state: 'Charging' })
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 6000 })).toEqual({
    totalCost: 20,
  })
  const row = await tx.row()
  expect(row).toMatchObject({ tokenId, authorisation: 'accepted', completeness: 'complete' })
  expect(flags(row)).toEqual([])
  expect((await db().command.findUniqueOrThrow({ where: { id: commandId } })).sessionId).toBe(row.id)
}

test('TC_F_01_CSMS Remote start transaction - Cable plugin first', async () => {
  const met = await charging()
  expect(await met.station.says('StatusNotification', status('Occupied'))).toEqual({})
  const tx = met.transaction()
  expect(await tx.started('CablePluggedIn', { state: 'EVConnected', wh: 1000 })).toEqual({})
  const { commandId, remoteStartId } = await startsRemotely(met, { transactionId: tx.id })
  await met.sees(commandId, 'accepted')
  expect(await tx.updated('RemoteStart', { at: 1, token: met.card, remoteStartId })).toEqual({
    ...ACCEPTED,
    totalCost: 0,
  })
  await isCharged(met, tx, commandId)
})

test.each([
  ['TC_F_02_CSMS Remote start transaction - Remote start first - AuthorizeRemoteStart is true', true],
  ['TC_F_03_CSMS Remote start transaction - Remote start first - AuthorizeRemoteStart is false', false],
] as const)('%s', async (_name, asksAgain) => {
  const met = await charging()
  const { commandId, remoteStartId } = await startsRemotely(met)
  await met.sees(commandId, 'accepted')
  if (asksAgain) expect(await met.station.says('Authorize', { idToken: met.card })).toEqual(ACCEPTED)
  const tx = met.transaction()
  expect(await tx.started('RemoteStart', { token: met.card, remoteStartId, isPlaced: true })).toEqual(ACCEPTED)
  await tx.updated('CablePluggedIn', { at: 1, state: 'EVConnected', wh: 1000, context: 'Transaction.Begin' })
  await isCharged(met, tx, commandId)
})

test('TC_F_04_CSMS Remote start transaction - Remote start first - Cable plugin timeout', async () => {
  const met = await charging()
  const { commandId, remoteStartId } = await startsRemotely(met)
  const tx = met.transaction()
  expect(await tx.started('RemoteStart', { token: met.card, remoteStartId })).toEqual(ACCEPTED)
  await met.sees(commandId, 'confirmed') // it was begun, whatever became of it
  expect(await tx.ended('EVConnectTimeout', { at: 1, state: 'Idle', reason: 'Timeout' })).toEqual({ totalCost: 0 })
  expect(await tx.row()).toMatchObject({ status: 'ended', stopReason: 'Timeout', completeness: 'complete' })
})

test('TC_F_06_CSMS Remote unlock Connector - Without ongoing transaction - Accepted', async () => {
  const { tells, sees } = await meet('ocpp2.0.1')
  const unlock = await tells({ type: 'unlock', evseId: 1 }, 'UnlockConnector', { status: 'Unlocked' })
  expect(unlock.payload).toEqual({ evseId: 1, connectorId: 1 })
  await sees(unlock.commandId, 'confirmed')
})

const triggered = (message: string, evseId?: number): CommandInput =>
  ({ type: 'trigger', message, ...(evseId && { evseId }) }) as CommandInput

test.each([
  ['TC_F_11_CSMS Trigger message - MeterValues - Specific EVSE', 1],
  ['TC_F_12_CSMS Trigger message - MeterValues - All EVSE', undefined],
] as const)('%s', async (_name, evse) => {
  const { tells, sees, station, stationId } = await meet('ocpp2.0.1')
  const { payload, commandId } = await tells(triggered('MeterValues', evse), 'TriggerMessage', { status: 'Accepted' })
  expect(payload).toEqual({ requestedMessage: 'MeterValues', ...(evse && { evse: { id: evse } }) })
  await sees(commandId, 'accepted')
  for (const evseId of evse === undefined ? [1, 2] : [evse]) {
    const said = { evseId, meterValue: [meterValue(now(), 5000 + evseId, 'Trigger')] }
    expect(await station.says('MeterValues', said)).toEqual({})
  }
  await sees(commandId, 'confirmed')
  const readings = await db().reading.findMany({ where: { stationId }, orderBy: { evseNumber: 'asc' } })
  expect(readings.map((reading) => [reading.evseNumber, reading.sessionId, Number(reading.registerWh)])).toEqual(
    evse === undefined
      ? [
          [1, null, 5001],
          [2, null, 5002],
        ]
      : [[1, null, 5001]],
  )
})

test.each([
  ['TC_F_13_CSMS Trigger message - TransactionEvent - Specific EVSE', 1],
  ['TC_F_14_CSMS Trigger message - TransactionEvent - All EVSE', undefined],
] as const)('%s', async (_name, evse) => {
  const { tells, sees, card, transaction } = await charging()
  const running = [transaction({ evse: 1 }), transaction({ evse: 2 })]
  for (const tx of running) await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  const call = await tells(triggered('TransactionEvent', evse), 'TriggerMessage', { status: 'Accepted' })
  expect(call.payload).toEqual({ requestedMessage: 'TransactionEvent', ...(evse && { evse: { id: evse } }) })
  for (const tx of evse === undefined ? running : [running[0]!]) {
    expect(await tx.updated('Trigger', { at: 5, state: 'Charging', wh: 2000, context: 'Trigger' })).toEqual({
      totalCost: 4,
    })
  }
  await sees(call.commandId, 'confirmed')
  expect(Number((await running[1]!.row()).energyWh)).toBe(evse === undefined ? 1000 : 0)
})

test.each([
  ['TC_F_15_CSMS Trigger message - LogStatusNotification - Idle', 'LogStatusNotification', { status: 'Idle' }],
  [
    'TC_F_18_CSMS Trigger message - FirmwareStatusNotification - Idle',
    'FirmwareStatusNotification',
    { status: 'Idle' },
  ],
  ['TC_F_20_CSMS Trigger message - Heartbeat', 'Heartbeat', {}],
] as const)('%s', async (_name, message, said) => {
  const { tells, sees, station, stationId } = await meet('ocpp2.0.1')
  const { payload, commandId } = await tells(triggered(message), 'TriggerMessage', { status: 'Accepted' })
  expect(payload).toEqual({ requestedMessage: message })
  await sees(commandId, 'accepted')
  const answer = await station.says(message, said)
  if (message === 'Heartbeat') expect(Math.abs(Date.parse(answer.currentTime) - Date.now())).toBeLessThan(5_000)
  else expect(answer).toEqual({})
  await sees(commandId, 'confirmed')
  const state = await db().stationState.findUniqueOrThrow({ where: { stationId } })
  if (message === 'LogStatusNotification') expect(state.logStatus).toBe('Idle')
  if (message === 'FirmwareStatusNotification') expect(state.firmwareStatus).toBe('Idle')
})

test.each([
  ['TC_F_23_CSMS Trigger message - StatusNotification - Specific EVSE - Available', 'Available'],
  ['TC_F_24_CSMS Trigger message - StatusNotification - Specific EVSE - Occupied', 'Occupied'],
] as const)('%s', async (_name, connectorStatus) => {
  const { tells, sees, station, stationId } = await meet('ocpp2.0.1')
  const { payload, commandId } = await tells(triggered('StatusNotification', 1), 'TriggerMessage', {
    status: 'Accepted',
  })
  expect(payload).toEqual({ requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } })
  expect(await station.says('StatusNotification', status(connectorStatus))).toEqual({})
  await sees(commandId, 'confirmed')
  const [state] = await db().connectorState.findMany({
    where: { connector: { stationId, evse: { number: 1 } } },
  })
  expect(state?.status).toBe(connectorStatus.toLowerCase())
})

test('TC_F_27_CSMS Trigger message - NotImplemented', async () => {
  const { tells, sees } = await meet('ocpp2.0.1')
  const command = triggered('PublishFirmwareStatusNotification')
  const { payload, commandId } = await tells(command, 'TriggerMessage', { status: 'NotImplemented' })
  expect(payload).toEqual({ requestedMessage: 'PublishFirmwareStatusNotification' })
  await sees(commandId, 'rejected')
  const { error } = await db().command.findUniqueOrThrow({ where: { id: commandId } })
  expect(error).toBe('The station answered NotImplemented.')
})
