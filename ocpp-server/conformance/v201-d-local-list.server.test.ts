import { beforeEach, expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { type Meeting, meet } from './meet'

beforeEach(async () => {
  await db().token.deleteMany()
})

const listOf = (stationId: bigint) => db().localList.findUniqueOrThrow({ where: { stationId } })

/** The station takes the whole list, whatever it held. */
async function takesWholeList({ tells, sees }: Meeting) {
  const sent = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' })
  await sees(sent.commandId, 'confirmed')
  return sent.payload
}

test('TC_D_01_CSMS Send Local Authorization List - Full', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'D01ABC', groupName: 'FLEET', expiresAt: new Date('2031-06-01T12:00:00Z') })
  await aToken({ value: 'DE-LAD-C12345678-9', type: 'emaid' })
  await aToken({ value: '4711', type: 'key-code', active: false })
  await aToken({ value: 'app-only-token', type: 'app' })
  const payload = await takesWholeList(meeting)
  expect(payload).toEqual({
    versionNumber: 1,
    updateType: 'Full',
    localAuthorizationList: [
      { idToken: { idToken: 'DE-LAD-C12345678-9', type: 'eMAID' }, idTokenInfo: { status: 'Accepted' } },
      {
        idToken: { idToken: 'D01ABC', type: 'ISO14443' },
        idTokenInfo: {
          status: 'Accepted',
          groupIdToken: { idToken: 'FLEET', type: 'Central' },
          cacheExpiryDateTime: '2031-06-01T12:00:00.000Z',
        },
      },
      { idToken: { idToken: '4711', type: 'KeyCode' }, idTokenInfo: { status: 'Blocked' } },
    ],
  })
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'in-step', version: 1, heldCount: 3 })
})

test('TC_D_02_CSMS Send Local Authorization List - Differential Update', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'STAYS' })
  const changes = await aToken({ value: 'CHANGES' })
  await takesWholeList(meeting)
  await db().token.update({ where: { id: changes.id }, data: { groupName: 'NEW-GROUP' } })
  const sent = await meeting.tells({ type: 'send-local-list' }, 'SendLocalList', { status: 'Accepted' })
  expect(sent.payload).toEqual({
    versionNumber: 2,
    updateType: 'Differential',
    localAuthorizationList: [
      {
        idToken: { idToken: 'CHANGES', type: 'ISO14443' },
        idTokenInfo: { status: 'Accepted', groupIdToken: { idToken: 'NEW-GROUP', type: 'Central' } },
      },
    ],
  })
  await meeting.sees(sent.commandId, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'in-step', version: 2, heldCount: 2 })
})

test('TC_D_03_CSMS Send Local Authorization List - Differential Remove', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'STAYS' })
  const goes = await aToken({ value: '0815', type: 'key-code' })
  await takesWholeList(meeting)
  await db().token.delete({ where: { id: goes.id } })
  const sent = await meeting.tells({ type: 'send-local-list' }, 'SendLocalList', { status: 'Accepted' })
  // To be removed is what comes without idTokenInfo (D01.FR.17), under the kind it was sent as.
  expect(sent.payload).toEqual({
    versionNumber: 2,
    updateType: 'Differential',
    localAuthorizationList: [{ idToken: { idToken: '0815', type: 'KeyCode' } }],
  })
  await meeting.sees(sent.commandId, 'confirmed')
  expect(Object.keys((await listOf(meeting.stationId)).entries as object)).toEqual(['STAYS'])
})

test('TC_D_04_CSMS Send Local Authorization List - Full with empty list', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'ERASED' })
  await takesWholeList(meeting)
  const command = { type: 'send-local-list', update: 'empty' } as const
  const sent = await meeting.tells(command, 'SendLocalList', { status: 'Accepted' })
  expect(sent.payload).toEqual({ versionNumber: 2, updateType: 'Full' })
  await meeting.sees(sent.commandId, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ version: 2, heldCount: 0, entries: {} })
})

test('TC_D_08_CSMS Get Local List Version - Success', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'D08' })
  await takesWholeList(meeting)
  const same = await meeting.tells({ type: 'get-local-list-version' }, 'GetLocalListVersion', { versionNumber: 1 })
  expect(same.payload).toEqual({})
  await meeting.sees(same.commandId, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ version: 1, stage: 'in-step', heldCount: 1 })
  // Another version than ours: somebody else has written to the list, so nothing is known of it and it is sent whole, above theirs.
  const other = await meeting.tells({ type: 'get-local-list-version' }, 'GetLocalListVersion', { versionNumber: 40 })
  await meeting.sees(other.commandId, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ version: 40, stage: 'unknown', heldCount: 0 })
  const command = await meeting.asks({ type: 'send-local-list' })
  ;(await meeting.station.hears('GetLocalListVersion')).answer({ versionNumber: 40 })
  const list = await meeting.station.hears('SendLocalList')
  expect(list.payload).toMatchObject({ versionNumber: 41, updateType: 'Full' })
  list.answer({ status: 'Accepted' })
  await meeting.sees(command, 'confirmed')
})

test('TC_D_09_CSMS Get Local List Version - No list available', async () => {
  const { tells, sees, stationId } = await meet('ocpp2.0.1')
  const asked = await tells({ type: 'get-local-list-version' }, 'GetLocalListVersion', { versionNumber: 0 })
  expect(asked.payload).toEqual({})
  await sees(asked.commandId, 'confirmed')
  expect(await db().command.findUnique({ where: { id: asked.commandId } })).toMatchObject({
    answer: { versionNumber: 0 },
  })
  expect(await listOf(stationId)).toMatchObject({ version: 0, entries: {} })
  await aToken({ value: 'FIRST' })
  const sent = await tells({ type: 'send-local-list' }, 'SendLocalList', { status: 'Accepted' })
  expect(sent.payload).toMatchObject({ versionNumber: 1, updateType: 'Full' })
  await sees(sent.commandId, 'confirmed')
})

test('O-4 VersionMismatch is mended at once with the whole list, above the version the station says it has', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'O4-OLD' })
  await takesWholeList(meeting)
  await aToken({ value: 'O4-NEW' })
  const command = await meeting.asks({ type: 'send-local-list' })
  const difference = await meeting.station.hears('SendLocalList')
  expect(difference.payload).toMatchObject({ versionNumber: 2, updateType: 'Differential' })
  difference.answer({ status: 'VersionMismatch' })
  ;(await meeting.station.hears('GetLocalListVersion')).answer({ versionNumber: 9 })
  const whole = await meeting.station.hears('SendLocalList')
  expect(whole.payload).toMatchObject({ versionNumber: 10, updateType: 'Full' })
  expect(whole.payload.localAuthorizationList).toHaveLength(2)
  whole.answer({ status: 'Accepted' })
  await meeting.sees(command, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'in-step', version: 10, heldCount: 2 })
})

test('O-3 a list longer than a message goes in pages; a broken connection costs only the rest', async () => {
  const meeting = await meet('ocpp2.0.1')
  await db().configurationValue.create({
    data: {
      stationId: meeting.stationId,
      component: 'LocalAuthListCtrlr',
      key: 'ItemsPerMessage',
      value: '2',
      updatedAt: new Date(),
    },
  })
  for (const value of ['P1', 'P2', 'P3', 'P4', 'P5']) await aToken({ value })
  const command = await meeting.asks({ type: 'send-local-list', update: 'full' })
  const idsOf = (payload: { localAuthorizationList: { idToken: { idToken: string } }[] }) =>
    payload.localAuthorizationList.map(({ idToken }) => idToken.idToken)
  const first = await meeting.station.hears('SendLocalList')
  expect(first.payload).toMatchObject({ versionNumber: 1, updateType: 'Full' })
  expect(idsOf(first.payload)).toEqual(['P5', 'P4'])
  first.answer({ status: 'Accepted' })
  const second = await meeting.station.hears('SendLocalList')
  expect(second.payload).toMatchObject({ versionNumber: 2, updateType: 'Differential' })
  expect(idsOf(second.payload)).toEqual(['P3', 'P2'])
  const again = await meeting.reconnects() // before it could answer: nobody knows whether it has taken the second page
  await meeting.sees(command, 'failed')
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'unknown', version: 1, heldCount: 2 })
  await again.says('Heartbeat')
  const rest = await meeting.asks({ type: 'send-local-list' })
  ;(await again.hears('GetLocalListVersion')).answer({ versionNumber: 1 }) // it had not
  const third = await again.hears('SendLocalList')
  expect(third.payload).toMatchObject({ versionNumber: 2, updateType: 'Differential' })
  expect(idsOf(third.payload)).toEqual(['P3', 'P2'])
  third.answer({ status: 'Accepted' })
  const last = await again.hears('SendLocalList')
  expect(last.payload).toMatchObject({ versionNumber: 3, updateType: 'Differential' })
  expect(idsOf(last.payload)).toEqual(['P1'])
  last.answer({ status: 'Accepted' })
  await meeting.sees(rest, 'confirmed')
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'in-step', version: 3, heldCount: 5 })
})

test('O-2 two at once on a station take turns: the second finds nothing left to send', async () => {
  const meeting = await meet('ocpp2.0.1')
  await aToken({ value: 'O2-FIRST' })
  await takesWholeList(meeting)
  await aToken({ value: 'O2-SECOND' })
  const commands = [await meeting.asks({ type: 'send-local-list' }), await meeting.asks({ type: 'send-local-list' })]
  const list = await meeting.station.hears('SendLocalList')
  expect(list.payload).toMatchObject({ versionNumber: 2, updateType: 'Differential' })
  list.answer({ status: 'Accepted' })
  for (const id of commands) await meeting.sees(id, 'confirmed')
  expect(meeting.station.isUndisturbed).toBe(true)
  expect(await listOf(meeting.stationId)).toMatchObject({ stage: 'in-step', version: 2, heldCount: 2 })
})

test('O-2, O-11: 2.1 speaks of lists and customers as 2.0.1 does', async () => {
  const meeting = await meet('ocpp2.1')
  await aToken({ value: 'O2-21', groupName: 'FLEET' })
  expect(await takesWholeList(meeting)).toEqual({
    versionNumber: 1,
    updateType: 'Full',
    localAuthorizationList: [
      {
        idToken: { idToken: 'O2-21', type: 'ISO14443' },
        idTokenInfo: { status: 'Accepted', groupIdToken: { idToken: 'FLEET', type: 'Central' } },
      },
    ],
  })
  const ask = { type: 'customer-information', report: false, clear: true, token: 'O2-21' } as const
  const { commandId, payload } = await meeting.tells(ask, 'CustomerInformation', { status: 'Accepted' })
  expect(payload).toMatchObject({ report: false, clear: true, idToken: { idToken: 'O2-21', type: 'ISO14443' } })
  const list = await meeting.station.hears('SendLocalList') // without a report it leaves the list at once
  expect(list.payload).toEqual({
    versionNumber: 2,
    updateType: 'Differential',
    localAuthorizationList: [{ idToken: { idToken: 'O2-21', type: 'ISO14443' } }],
  })
  list.answer({ status: 'Accepted' })
  await meeting.sees(commandId, 'confirmed')
})
