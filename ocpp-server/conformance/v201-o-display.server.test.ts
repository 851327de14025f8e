import { describe, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import type { CommandInput } from '../../lib/commands/command'
import { getCommand, listCommandReports } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { listDisplayMessages } from '../../lib/displays/queries'
import { inMinutes, type Meeting, meet, now } from './meet'

type SetMessage = Extract<CommandInput, { type: 'set-display-message' }>
type GetMessages = Extract<CommandInput, { type: 'get-display-messages' }>
const us = systemActor('system')
const shown = ({ identity }: Meeting) => listDisplayMessages(us, identity)

const set = (meeting: Meeting, over: Partial<SetMessage> = {}, status = 'Accepted') =>
  meeting.tells({ type: 'set-display-message', content: 'Welcome', ...over }, 'SetDisplayMessage', { status })

const wholeSecond = (instant: string) => `${instant.slice(0, 19)}Z`

test('TC_O_01_CSMS Set Display Message - Success', async () => {
  const meeting = await meet('ocpp2.0.1')
  const call = await set(meeting, { messageId: 5, language: 'sv', content: 'Välkommen' })
  expect(call.payload).toEqual({
    message: { id: 5, priority: 'NormalCycle', message: { format: 'UTF8', language: 'sv', content: 'Välkommen' } },
  })
  await meeting.sees(call.commandId, 'confirmed')
  expect(await shown(meeting)).toMatchObject([
    { messageId: 5, priority: 'NormalCycle', state: null, language: 'sv', content: 'Välkommen', transactionId: null },
  ])
})

test('L-21 a message without a number gets one of its own', async () => {
  const meeting = await meet('ocpp2.0.1')
  const [one, two] = [await set(meeting), await set(meeting)]
  await meeting.sees(two.commandId, 'confirmed')
  expect(one.payload.message.id).not.toBe(two.payload.message.id)
  expect(await shown(meeting)).toHaveLength(2)
})

describe('what stands on the display', () => {
  const info = (id: number, over: object = {}) => ({
    id,
    priority: 'InFront',
    message: { format: 'ASCII', content: `message ${id}` },
    ...over,
  })

  /** The station is asked, answers, and reports in as many parts as it likes. */
  async function asked(meeting: Meeting, criteria: Partial<GetMessages>, ...parts: object[][]) {
    const call = await meeting.tells({ type: 'get-display-messages', ...criteria }, 'GetDisplayMessages', {
      status: 'Accepted',
    })
    await meeting.sees(call.commandId, 'accepted')
    for (const [index, messageInfo] of parts.entries()) {
      const tbc = index < parts.length - 1
      const part = { requestId: call.payload.requestId, tbc, messageInfo }
      expect(await meeting.station.says('NotifyDisplayMessages', part)).toEqual({})
      if (tbc) await meeting.sees(call.commandId, 'accepted') // more is to come
    }
    await meeting.sees(call.commandId, 'confirmed')
    return call
  }

  test('TC_O_02_CSMS Get all Display Messages - Success', async () => {
    const meeting = await meet('ocpp2.0.1')
    await set(meeting, { messageId: 9, content: 'taken off by hand' })
    const call = await asked(meeting, {}, [info(1), info(2)], [info(3, { state: 'Idle' })])
    expect(call.payload).toEqual({ requestId: expect.any(Number) })
    expect((await shown(meeting)).map(({ messageId, state }) => [messageId, state])).toEqual([
      [1, null],
      [2, null],
      [3, 'Idle'],
    ])
    expect((await listCommandReports(us, call.commandId)).length).toBe(2)
  })

  test('TC_O_03_CSMS Get all Display Messages - No DisplayMessages configured', async () => {
    const meeting = await meet('ocpp2.0.1')
    await set(meeting, { messageId: 9 })
    const call = await meeting.tells({ type: 'get-display-messages' }, 'GetDisplayMessages', { status: 'Unknown' })
    await meeting.sees(call.commandId, 'confirmed') // that there is none is a complete answer
    expect((await getCommand(us, call.commandId)).answer).toEqual({ status: 'Unknown' })
    expect(await shown(meeting)).toEqual([])
  })

  test.each<[string, Partial<GetMessages>, object]>([
    ['TC_O_07_CSMS Get a Specific Display Message - Id', { messageIds: [2] }, { id: [2] }],
    ['TC_O_08_CSMS Get a Specific Display Message - Priority', { priority: 'InFront' }, { priority: 'InFront' }],
    ['TC_O_09_CSMS Get a Specific Display Message - State', { state: 'Charging' }, { state: 'Charging' }],
  ])('%s', async (_name, criteria, onTheWire) => {
    const meeting = await meet('ocpp2.0.1')
    await set(meeting, { messageId: 8, priority: 'AlwaysFront', state: 'Faulted', content: 'not asked about' })
    const call = await asked(meeting, criteria, [info(2, { state: 'Charging' })])
    expect(call.payload).toEqual({ requestId: expect.any(Number), ...onTheWire })
    expect((await shown(meeting)).map(({ messageId }) => messageId)).toEqual([8, 2])
  })

  test('TC_O_11_CSMS Get a Specific Display Message - Unknown parameters', async () => {
    const meeting = await meet('ocpp2.0.1')
    await set(meeting, { messageId: 4 })
    await set(meeting, { messageId: 6 })
    const command = { type: 'get-display-messages' as const, messageIds: [6] }
    const call = await meeting.tells(command, 'GetDisplayMessages', { status: 'Unknown' })
    expect(call.payload).toMatchObject({ id: [6] })
    await meeting.sees(call.commandId, 'confirmed')
    expect((await shown(meeting)).map(({ messageId }) => messageId)).toEqual([4])
  })
})

test.each([
  ['TC_O_04_CSMS Clear Display Message - Success', 'Accepted', 'confirmed'],
  ['TC_O_05_CSMS Clear Display Message - Unknown Key', 'Unknown', 'rejected'],
])('%s', async (_name, status, stage) => {
  const meeting = await meet('ocpp2.0.1')
  await set(meeting, { messageId: 5 })
  await set(meeting, { messageId: 6 })
  const command = { type: 'clear-display-message' as const, messageId: 5 }
  const call = await meeting.tells(command, 'ClearDisplayMessage', { status })
  expect(call.payload).toEqual({ id: 5 })
  await meeting.sees(call.commandId, stage)
  expect((await shown(meeting)).map(({ messageId }) => messageId)).toEqual([6])
})

describe('messages for one session', () => {
  const event = (eventType: string, seqNo: number) => ({
    eventType,
    timestamp: now(),
    triggerReason: 'Authorized',
    seqNo,
    transactionInfo: { transactionId: 'tx-o' },
    evse: { id: 1, connectorId: 1 },
  })
  async function charging(meeting: Meeting) {
    await meeting.station.says('TransactionEvent', event('Started', 0))
    const { id } = await db().session.findFirstOrThrow({ where: { stationId: meeting.stationId } })
    return String(id)
  }
  const [startAt, endAt] = [inMinutes(1), inMinutes(10)]

  test.each<[string, Partial<SetMessage>, object]>([
    ['TC_O_06_CSMS Set Display Message - Specific transaction - Success', {}, {}],
    [
      'TC_O_27_CSMS Set Display Message - Specific transaction - Display message at StartTime',
      { startAt },
      { startDateTime: wholeSecond(startAt) },
    ],
    [
      'TC_O_28_CSMS Set Display Message - Specific transaction - Remove message after EndTime',
      { endAt },
      { endDateTime: wholeSecond(endAt) },
    ],
  ])('%s', async (_name, over, onTheWire) => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    const call = await set(meeting, { messageId: 5, sessionId, ...over })
    expect(call.payload.message).toEqual({
      id: 5,
      priority: 'NormalCycle',
      transactionId: 'tx-o',
      message: { format: 'UTF8', content: 'Welcome' },
      ...onTheWire,
    })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await shown(meeting)).toMatchObject([{ transactionId: 'tx-o' }])
    await meeting.station.says('TransactionEvent', event('Ended', 1))
    expect(await shown(meeting)).toEqual([]) // gone with its session
  })

  test('TC_O_10_CSMS Set Display Message - Specific transaction - UnknownTransaction', async () => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    const call = await set(meeting, { sessionId }, 'UnknownTransaction')
    await meeting.sees(call.commandId, 'rejected')
    expect((await getCommand(us, call.commandId)).error).toBe('The station answered UnknownTransaction.')
    expect(await shown(meeting)).toEqual([])
  })
})

test('TC_O_12_CSMS Set Display Message - Replace DisplayMessage', async () => {
  const meeting = await meet('ocpp2.0.1')
  await set(meeting, { messageId: 5, content: 'Old', priority: 'AlwaysFront' })
  const call = await set(meeting, { messageId: 5, content: 'New', priority: 'InFront' })
  await meeting.sees(call.commandId, 'confirmed')
  expect(await shown(meeting)).toMatchObject([{ messageId: 5, content: 'New', priority: 'InFront' }])
})

const [startAt, endAt] = [inMinutes(30), inMinutes(90)]
test.each<[string, Partial<SetMessage>, object]>([
  [
    'TC_O_13_CSMS Set Display Message - Display message at StartTime',
    { startAt },
    { startDateTime: wholeSecond(startAt) },
  ],
  ['TC_O_14_CSMS Set Display Message - Remove message after EndTime', { endAt }, { endDateTime: wholeSecond(endAt) }],
  ['TC_O_25_CSMS Set Display Message - Send Specific state', { state: 'Charging' }, { state: 'Charging' }],
  ['TC_O_25_CSMS Set Display Message - Send Specific state', { state: 'Faulted' }, { state: 'Faulted' }],
  ['TC_O_25_CSMS Set Display Message - Send Specific state', { state: 'Idle' }, { state: 'Idle' }],
  ['TC_O_25_CSMS Set Display Message - Send Specific state', { state: 'Unavailable' }, { state: 'Unavailable' }],
])('%s', async (_name, over, onTheWire) => {
  const meeting = await meet('ocpp2.0.1')
  const call = await set(meeting, { messageId: 1, ...over })
  const message = { format: 'UTF8', content: 'Welcome' }
  expect(call.payload.message).toEqual({ id: 1, priority: 'NormalCycle', message, ...onTheWire })
  await meeting.sees(call.commandId, 'confirmed')
  const [kept] = await shown(meeting)
  expect(kept).toMatchObject({
    state: over.state ?? null,
    startAt: over.startAt ? new Date(over.startAt) : null,
    endAt: over.endAt ? new Date(over.endAt) : null,
  })
})

test.each<[string, Partial<SetMessage>, string]>([
  ['TC_O_17_CSMS Set Display Message - NotSupportedPriority', { priority: 'AlwaysFront' }, 'NotSupportedPriority'],
  ['TC_O_18_CSMS Set Display Message - NotSupportedState', { state: 'Faulted' }, 'NotSupportedState'],
  [
    'TC_O_19_CSMS Set Display Message - NotSupportedMessageFormat',
    { format: 'HTML', content: '<b>Hi</b>' },
    'NotSupportedMessageFormat',
  ],
  ['TC_O_26_CSMS Set Display Message - Rejected', {}, 'Rejected'],
])('%s', async (_name, over, word) => {
  const meeting = await meet('ocpp2.0.1')
  const call = await set(meeting, over, word)
  expect(call.payload.message).toMatchObject({
    priority: over.priority ?? 'NormalCycle',
    message: { format: over.format ?? 'UTF8' },
  })
  await meeting.sees(call.commandId, 'rejected')
  expect((await getCommand(us, call.commandId)).error).toBe(`The station answered ${word}.`)
  expect(await shown(meeting)).toEqual([])
})

test.each<[string, Partial<SetMessage>]>([
  ['longer than 2.0.1 shows', { content: 'x'.repeat(513) }],
  ['in a format only 2.1 has', { format: 'QRCODE' }],
])('L-21 a message %s is not sent', async (_name, over) => {
  const meeting = await meet('ocpp2.0.1')
  const id = await meeting.asks({ type: 'set-display-message', content: 'x', ...over })
  await meeting.sees(id, 'failed')
  expect((await getCommand(us, id)).error).toMatch(/^SetDisplayMessage: /)
  expect(meeting.station.isUndisturbed).toBe(true)
})
