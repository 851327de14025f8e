import { expect, test, vi } from 'vitest'
import { systemActor } from '../lib/access/actor'
import type { CommandInput } from '../lib/commands/command'
import { requestCommand } from '../lib/commands/mutations/request-command'
import { getCommand } from '../lib/commands/queries'
import { db } from '../lib/db/client'
import { aStation, aToken } from '../lib/db/testing/fixtures'
import { verifyStationPassword } from '../lib/stations/station-password'
import { aGateway, aRawStation, type RawStation } from './testing/test-gateway'

const us = systemActor('system')
const now = () => new Date().toISOString()

/** A connected station, and how to tell it something and answer for it. */
async function aTalkingStation(protocol: string) {
  const { identity, id } = await aStation()
  const station = await aRawStation(await aGateway(), identity, { protocols: [protocol] })
  await station.call('Heartbeat', {})
  async function tell(input: CommandInput, answer: object) {
    const { id: commandId } = await requestCommand(us, identity, input)
    const [, callId, action, payload] = await station.nextCall()
    station.answer(callId, answer)
    return { commandId, action, payload }
  }
  return { station, identity, id, tell }
}

const becomes = (id: bigint, stage: string) =>
  vi.waitFor(async () => expect((await getCommand(us, id)).stage).toBe(stage), { timeout: 5000 })

const start16 = (station: RawStation, idTag: string) =>
  station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 0, timestamp: now() })

test('C-6 1.6: a start is confirmed by its session, a stop by that session’s end', async () => {
  const { value } = await aToken()
  const { station, tell } = await aTalkingStation('ocpp1.6')
  const started = await tell({ type: 'start', evseId: 1, token: value }, { status: 'Accepted' })
  expect([started.action, started.payload]).toEqual(['RemoteStartTransaction', { connectorId: 1, idTag: value }])
  await becomes(started.commandId, 'accepted')
  const [, , { transactionId }] = (await start16(station, value)) as [3, string, { transactionId: number }]
  await becomes(started.commandId, 'confirmed')
  expect((await getCommand(us, started.commandId)).sessionId).toBe(BigInt(transactionId))

  const stopped = await tell({ type: 'stop', sessionId: String(transactionId) }, { status: 'Accepted' })
  expect(stopped.payload).toEqual({ transactionId })
  await station.call('StopTransaction', { transactionId, meterStop: 100, timestamp: now(), reason: 'Remote' })
  await becomes(stopped.commandId, 'confirmed')
})

test('C-6 2.0.1: a session names the request that started it; the kind of token is the one we know', async () => {
  const { value } = await aToken({ type: 'emaid' })
  const { station, tell } = await aTalkingStation('ocpp2.0.1')
  const { commandId, payload } = await tell({ type: 'start', evseId: 1, token: value }, { status: 'Accepted' })
  const { remoteStartId, idToken } = payload as { remoteStartId: number; idToken: object }
  expect(idToken).toEqual({ idToken: value, type: 'eMAID' })
  await station.call('TransactionEvent', {
    eventType: 'Started',
    timestamp: now(),
    triggerReason: 'RemoteStart',
    seqNo: 0,
    transactionInfo: { transactionId: 'tx-1', remoteStartId, chargingState: 'Charging' },
    evse: { id: 1, connectorId: 1 },
    idToken,
  })
  await becomes(commandId, 'confirmed')
  const { sessionId } = await getCommand(us, commandId)
  const stopped = await tell({ type: 'stop', sessionId: String(sessionId) }, { status: 'Accepted' })
  expect(stopped.payload).toEqual({ transactionId: 'tx-1' })
})

test('B-9 2.0.1: a report is confirmed by its last part and becomes the station’s configuration', async () => {
  const { station, tell, id } = await aTalkingStation('ocpp2.0.1')
  const { commandId, payload } = await tell({ type: 'get-report' }, { status: 'Accepted' })
  const part = (seqNo: number, name: string, tbc: boolean) =>
    station.call('NotifyReport', {
      requestId: (payload as { requestId: number }).requestId,
      generatedAt: now(),
      seqNo,
      tbc,
      reportData: [{ component: { name: 'TxCtrlr' }, variable: { name }, variableAttribute: [{ value: '1' }] }],
    })
  await part(0, 'A', true)
  await becomes(commandId, 'accepted')
  await part(1, 'B', false)
  await becomes(commandId, 'confirmed')
  const kept = await db().configurationValue.findMany({ where: { stationId: id }, orderBy: { key: 'asc' } })
  expect(kept.map(({ key, value }) => [key, value])).toEqual([
    ['A', '1'],
    ['B', '1'],
  ])
})

test('C-11 1.6: the password the station has taken is the one it must offer next', async () => {
  const { tell, id } = await aTalkingStation('ocpp1.6')
  const value = '4F43415F4F4354545F61646D696E5F7465737400'
  const input = { type: 'set-configuration', values: [{ key: 'AuthorizationKey', value }] } as const
  const { commandId } = await tell({ ...input, values: [...input.values] }, { status: 'Accepted' })
  await becomes(commandId, 'confirmed')
  const { passwordHash } = await db().station.findUniqueOrThrow({ where: { id } })
  expect(await verifyStationPassword(passwordHash!, Buffer.from(value, 'hex'))).toBe(true)
  const log = await db().ocppMessage.findMany({ where: { stationId: id } })
  expect(JSON.stringify(log.map(({ request }) => request))).not.toContain(value)
})

test('C-9 a refusal and a CALLERROR are told in the station’s own words', async () => {
  const { station, identity, tell } = await aTalkingStation('ocpp1.6')
  const { commandId } = await tell({ type: 'unlock', evseId: 1 }, { status: 'NotSupported' })
  await becomes(commandId, 'rejected')
  const { id } = await requestCommand(us, identity, { type: 'clear-cache' })
  const [, callId] = await station.nextCall()
  station.send([4, callId, 'InternalError', 'out of order', {}])
  await becomes(id, 'failed')
  expect((await getCommand(us, id)).error).toBe('InternalError: out of order')
})
