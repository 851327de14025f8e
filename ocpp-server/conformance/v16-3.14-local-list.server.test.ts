import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { meet } from './meet'

const listOf = (stationId: bigint) => db().localList.findUniqueOrThrow({ where: { stationId } })
const inYear = (year: number) => new Date(`${year}-06-01T12:00:00Z`)

test.each([
  ['TC_042_1_CSMS Get Local List Version (not supported)', -1, 'unsupported'],
  ['TC_042_2_CSMS Get Local List Version (empty)', 0, 'behind'],
] as const)('%s', async (_name, listVersion, stage) => {
  const { tells, sees, stationId, asks, station } = await meet('ocpp1.6')
  const asked = await tells({ type: 'get-local-list-version' }, 'GetLocalListVersion', { listVersion })
  expect(asked.payload).toEqual({})
  await sees(asked.commandId, 'confirmed')
  expect(await db().command.findUnique({ where: { id: asked.commandId } })).toMatchObject({ answer: { listVersion } })
  expect(await listOf(stationId)).toMatchObject({ version: listVersion, stage, entries: {} })
  // A stub forgets what it heard: a station without a list is sent none, an empty one is sent the whole.
  const next = await asks({ type: 'send-local-list' })
  if (stage === 'unsupported') {
    const again = await station.hears('GetLocalListVersion')
    again.answer({ listVersion: -1 })
    await sees(next, 'rejected')
    expect(station.isUndisturbed).toBe(true)
  } else {
    const list = await station.hears('SendLocalList')
    expect(list.payload).toMatchObject({ listVersion: 1, updateType: 'Full' })
    list.answer({ status: 'Accepted' })
    await sees(next, 'confirmed')
  }
})

test.each([
  ['TC_043_1_CSMS Send Local Authorization List - NotSupported', 'NotSupported', 'unsupported'],
  ['TC_043_3_CSMS Send Local Authorization List - Failed', 'Failed', 'failed'],
] as const)('%s', async (_name, status, stage) => {
  const { tells, sees, stationId } = await meet('ocpp1.6')
  await aToken()
  const sent = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status })
  expect(sent.payload).toMatchObject({ listVersion: 1, updateType: 'Full' })
  await sees(sent.commandId, 'rejected')
  expect(await db().command.findUnique({ where: { id: sent.commandId } })).toMatchObject({
    error: `The station answered ${status}.`,
  })
  // Nothing is believed to be on the station, and no version to stand.
  expect(await listOf(stationId)).toMatchObject({ stage, version: 0, heldCount: 0, entries: {} })
})

test('TC_043_4_CSMS Send Local Authorization List - Full', async () => {
  const { tells, sees, stationId } = await meet('ocpp1.6')
  await db().token.deleteMany()
  await aToken({ value: 'd0431', groupName: 'FLEET' })
  await aToken({ value: 'D0432', expiresAt: inYear(2031) })
  await aToken({ value: 'D0433', active: false })
  await aToken({ value: 'D0434', expiresAt: inYear(2021), groupName: 'a group with a name too long' })
  await aToken({ value: 'DE-LAD-C12345678-9-TOO-LONG', type: 'emaid' })
  const sent = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' })
  expect(sent.payload).toEqual({
    listVersion: 1,
    updateType: 'Full',
    localAuthorizationList: [
      { idTag: 'D0432', idTagInfo: { status: 'Accepted', expiryDate: '2031-06-01T12:00:00.000Z' } },
      { idTag: 'd0431', idTagInfo: { status: 'Accepted', parentIdTag: 'FLEET' } },
      { idTag: 'D0434', idTagInfo: { status: 'Expired', expiryDate: '2021-06-01T12:00:00.000Z' } },
      { idTag: 'D0433', idTagInfo: { status: 'Blocked' } },
    ],
  })
  await sees(sent.commandId, 'confirmed')
  expect(await listOf(stationId)).toMatchObject({ stage: 'in-step', version: 1, heldCount: 4, leftOut: 1 })
})

test('TC_043_5_CSMS Send Local Authorization List - Differential', async () => {
  const { tells, sees, stationId, station, asks } = await meet('ocpp1.6')
  await db().token.deleteMany()
  const stays = await aToken({ value: 'D0435' })
  const blocked = await aToken({ value: 'D0436' })
  const gone = await aToken({ value: 'D0437' })
  await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' }).then(
    ({ commandId }) => sees(commandId, 'confirmed'),
  )
  await db().token.update({ where: { id: blocked.id }, data: { active: false } })
  await db().token.delete({ where: { id: gone.id } })
  await aToken({ value: 'D0438' })
  const sent = await tells({ type: 'send-local-list' }, 'SendLocalList', { status: 'Accepted' })
  expect(sent.payload).toEqual({
    listVersion: 2,
    updateType: 'Differential',
    localAuthorizationList: [
      { idTag: 'D0437' },
      { idTag: 'D0438', idTagInfo: { status: 'Accepted' } },
      { idTag: 'D0436', idTagInfo: { status: 'Blocked' } },
    ],
  })
  await sees(sent.commandId, 'confirmed')
  const held = await listOf(stationId)
  expect(held).toMatchObject({ stage: 'in-step', version: 2, heldCount: 3 })
  expect(Object.keys(held.entries as object).sort()).toEqual([stays.value, 'D0436', 'D0438'])
  // Nothing has changed since: nothing is sent.
  await sees(await asks({ type: 'send-local-list' }), 'confirmed')
  expect(station.isUndisturbed).toBe(true)
})
