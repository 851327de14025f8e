import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { aStation, aToken } from '../../lib/db/testing/fixtures'
import { jsonLine } from '../../lib/messages/export-lines'
import { listMessages } from '../../lib/messages/queries/list-messages'
import { aGateway, aRawStation } from '../../ocpp-server/testing/test-gateway'
import { compareAnswers } from './compare-answers'
import { tokensIn } from './own-gateway'
import { play } from './play'
import { readRecording } from './read-recording'

const TRACES = new URL('../../ocpp-server/fixtures/traces/', import.meta.url)
const now = () => new Date().toISOString()

/** A day in short, as the message log exports it. */
async function anExport() {
  const gateway = await aGateway()
  const { identity } = await aStation()
  const { value: idTag } = await aToken()
  const station = await aRawStation(gateway, identity)
  await station.call('BootNotification', { chargePointVendor: 'Acme', chargePointModel: 'One' })
  const start = { connectorId: 1, idTag, meterStart: 0, timestamp: now() }
  const [, , started] = await station.call('StartTransaction', start, 'start-1')
  const { transactionId } = started as { transactionId: number }
  await station.call('StopTransaction', { transactionId, idTag, meterStop: 900, timestamp: now() })
  await station.call('StatusNotification', { connectorId: '1', errorCode: 'Error', status: 'Faulted' })
  await station.call('Nonsense', {})
  station.socket.terminate()
  const { rows } = await listMessages(systemActor('system'), { station: identity })
  return { gateway, text: rows.map(jsonLine).join('') }
}

test('M-8 a conversation exported from the log is answered the same again, under new transaction ids', async () => {
  const { gateway, text } = await anExport()
  const { identity } = await aStation()
  const played = await play(readRecording(text), {
    to: `ws://127.0.0.1:${gateway.port}/ocpp`,
    identity,
    speed: Number.POSITIVE_INFINITY,
  })
  expect(played.map(({ exchange }) => exchange.action)).toEqual([
    'BootNotification',
    'StartTransaction',
    'StopTransaction',
    'StatusNotification',
    'Nonsense',
  ])
  expect(played.flatMap(({ differences }) => differences)).toEqual([])
})

test.each(['ocpp1.6', 'ocpp2.1'])('M-8 what could not be read is said again as it came: %s', async (protocol) => {
  const gateway = await aGateway()
  const [first, second] = [await aStation(), await aStation()]
  const station = await aRawStation(gateway, first.identity, { protocols: [protocol] })
  const stream = { id: 1, pending: 0, basetime: now(), data: [{ t: 1, v: '2' }] }
  const odd = [
    '{',
    '[]',
    '[2]',
    '[9,"x5",{}]',
    '[3,"nobody",{}]',
    '[5,"nobody","FormatViolation","",{}]',
    '[2,"x","Y",[]]',
  ]
  if (protocol === 'ocpp2.1') odd.push(JSON.stringify([6, 'six', 'NotifyPeriodicEventStream', stream]))
  for (const frame of odd) station.socket.send(frame)
  await station.call('Heartbeat', {})
  station.socket.terminate()
  const { rows } = await listMessages(systemActor('system'), { station: first.identity })
  const to = `ws://127.0.0.1:${gateway.port}/ocpp`
  const recording = readRecording(rows.map(jsonLine).join(''))
  const played = await play(recording, { to, identity: second.identity, speed: Number.POSITIVE_INFINITY })
  expect(played).toHaveLength(odd.length + 1)
  expect(played.filter(({ differences }) => differences.length > 0)).toEqual([])
  const again = await listMessages(systemActor('system'), { station: second.identity })
  const told = (all: typeof rows) => all.map(({ action, errorCode }) => [action, errorCode]).sort()
  expect(told(again.rows)).toEqual(told(rows))
})

test('M-8 what is answered otherwise is shown, field by field', async () => {
  const { gateway, text } = await anExport()
  const { identity } = await aStation({ registration: 'pending' })
  const played = await play(readRecording(text), {
    to: `ws://127.0.0.1:${gateway.port}/ocpp`,
    identity,
    speed: Number.POSITIVE_INFINITY,
  })
  const said = Object.fromEntries(played.map(({ exchange, differences }) => [exchange.action, differences]))
  expect(said.BootNotification).toContainEqual({ path: 'status', recorded: 'Accepted', now: 'Pending' })
  expect(said.StatusNotification).toEqual([{ path: 'error', recorded: null, now: 'SecurityError' }])
  expect(said.Nonsense).toEqual([])
})

test('M-8 a station that is not known is told so in one sentence', async () => {
  const { gateway, text } = await anExport()
  const there = { to: `ws://127.0.0.1:${gateway.port}/ocpp`, identity: 'NOBODY KNOWS', speed: 1 }
  await expect(play(readRecording(text), { ...there, to: 'ws://127.0.0.1:1/ocpp' })).rejects.toThrow(
    'cannot be reached',
  )
})

test('M-8 recorded frames are read as well, calls with their answers', () => {
  const recording = readRecording(readFileSync(new URL('shiv-SHIV1.6J.jsonl', TRACES), 'utf8'))
  expect(recording[0]).toMatchObject({ direction: 'in', action: 'BootNotification', response: { status: 'Accepted' } })
  expect(recording.every(({ action }) => action !== '')).toBe(true)
  expect(() => readRecording('{"a":1}')).toThrow('Line 1 is neither')
})

test('M-8 the export is newest first and is said oldest first', () => {
  const line = (at: string, action: string) =>
    JSON.stringify({ at, station: 'A', direction: 'in', action, request: {} })
  const text = [line('2026-01-01T00:00:02Z', 'c'), line('2026-01-01T00:00:01Z', 'b'), line('2026-01-01T00:00:01Z', 'a')]
  expect(readRecording(text.join('\n')).map(({ action }) => action)).toEqual(['a', 'b', 'c'])
})

test('M-8 tokens stand in a fresh database as they stood in the recording', () => {
  const said = (idTag: string, status: string) => ({
    request: { idTag },
    response: { idTagInfo: { status } },
    direction: 'in',
  })
  const recording = [said('A', 'Accepted'), said('B', 'Blocked'), said('C', 'Invalid'), said('a', 'Blocked')] as never
  expect([...tokensIn(recording)]).toEqual([
    ['A', 'Accepted'],
    ['B', 'Blocked'],
  ])
})

test('M-8 the time of day and ids of our choosing are no differences', () => {
  const recorded = { status: 'Accepted', currentTime: '2026-01-01T00:00:00Z', interval: 20, transactionId: 4 }
  expect(compareAnswers(recorded, { ...recorded, currentTime: now(), transactionId: 9 })).toEqual([])
  expect(compareAnswers(recorded, { ...recorded, interval: 30, more: 1 })).toEqual([
    { path: 'interval', recorded: 20, now: 30 },
    { path: 'more', recorded: undefined, now: 1 },
  ])
})
