import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { ACCEPTED, charging, flags, type IdToken } from './charging-201'
import { meet } from './meet'

const said = (value: string): IdToken => ({ idToken: value, type: 'ISO14443' })
const aGroup = async (groupName: string) => said((await aToken({ groupName })).value)
const inGroup = (group: string) => ({
  idTokenInfo: { status: 'Accepted', groupIdToken: { idToken: group, type: 'Central' } },
})

test.each([
  ['TC_C_02_CSMS Local start transaction - Authorization Invalid/Unknown', null, 'Invalid'],
  ['TC_C_06_CSMS Local start transaction - Authorization Blocked', { active: false }, 'Blocked'],
  ['TC_C_07_CSMS Local start transaction - Authorization Expired', { expiresAt: new Date(0) }, 'Expired'],
] as const)('%s', async (_name, over, status) => {
  const { station, stationId } = await meet('ocpp2.0.1')
  const value = over === null ? 'NOBODY-1' : (await aToken(over)).value
  expect(await station.says('Authorize', { idToken: said(value) })).toEqual({ idTokenInfo: { status } })
  // In whatever letters the reader writes it.
  expect(await station.says('Authorize', { idToken: said(value.toLowerCase()) })).toEqual({ idTokenInfo: { status } })
  expect(await db().session.count({ where: { stationId } })).toBe(0)
})

test('TC_C_08_CSMS Authorization through authorization cache - Accepted', async () => {
  const { card, tokenId, transaction } = await charging()
  const tx = transaction()
  await tx.started('CablePluggedIn', { state: 'EVConnected', wh: 1000 })
  // No Authorize: the station knew the card. It is judged all the same, and the answer keeps the cache fresh.
  expect(await tx.updated('Authorized', { at: 1, token: card })).toEqual({ ...ACCEPTED, totalCost: 0 })
  expect(await tx.updated('ChargingStateChanged', { at: 2, state: 'Charging' })).toEqual({ totalCost: 0 })
  expect(await tx.row()).toMatchObject({ tokenId, authorisation: 'accepted', chargingState: 'charging' })
})

test('TC_C_20_CSMS Authorization through authorization cache - Invalid', async () => {
  const { transaction, tokenId } = await charging()
  const { value } = await db().token.update({ where: { id: tokenId }, data: { active: false } }) // since it was cached
  const tx = transaction()
  const begun = await tx.started('Authorized', { token: said(value), state: 'Charging', wh: 1000 })
  expect(begun).toEqual({ idTokenInfo: { status: 'Blocked' } })
  const end = { at: 1, state: 'EVConnected', reason: 'DeAuthorized', wh: 1100 } as const
  expect(await tx.ended('Deauthorized', end)).toEqual({ totalCost: 0.4 })
  const row = await tx.row()
  expect(row).toMatchObject({ status: 'ended', authorisation: 'blocked', stopReason: 'DeAuthorized' })
  expect(flags(row)).toEqual(['token-not-accepted']) // 100 Wh went to it
})

test.each([
  ['TC_C_37_CSMS Clear Authorization Data in Authorization Cache - Accepted', 'Accepted', 'confirmed'],
  ['TC_C_38_CSMS Clear Authorization Data in Authorization Cache - Rejected', 'Rejected', 'rejected'],
] as const)('%s', async (_name, status, stage) => {
  const { tells, sees } = await meet('ocpp2.0.1')
  const { commandId, payload } = await tells({ type: 'clear-cache' }, 'ClearCache', { status })
  expect(payload).toEqual({})
  await sees(commandId, stage)
})

test('TC_C_39_CSMS Authorization by GroupId - Success', async () => {
  const { station, transaction } = await charging()
  const [first, second] = [await aGroup('FLEET-9'), await aGroup('FLEET-9')]
  expect(await station.says('Authorize', { idToken: first })).toEqual(inGroup('FLEET-9'))
  const tx = transaction()
  expect(await tx.started('Authorized', { token: first, state: 'EVConnected', wh: 0 })).toEqual(inGroup('FLEET-9'))
  await tx.updated('ChargingStateChanged', { at: 1, state: 'Charging', wh: 0 })
  expect(await station.says('Authorize', { idToken: second })).toEqual(inGroup('FLEET-9'))
  const end = { at: 30, token: second, reason: 'Local', state: 'EVConnected', wh: 5000 } as const
  expect(await tx.ended('StopAuthorized', end)).toEqual({ ...inGroup('FLEET-9'), totalCost: 20 })
  const row = await tx.row()
  expect([row.tokenValue, row.stopTokenValue, row.status]).toEqual([first.idToken, second.idToken, 'ended'])
  expect(flags(row)).toEqual([])
})

test.each([
  ['TC_C_40_CSMS Authorization by GroupId - Success with Local Authorization List', true, 'Accepted'],
  ['TC_C_43_CSMS Authorization by GroupId - Invalid status with Local Authorization List', false, 'Blocked'],
] as const)('%s', async (_name, active, status) => {
  const { station, tells, sees } = await meet('ocpp2.0.1')
  const [first, second] = [await aToken({ groupName: 'FLEET-7' }), await aToken({ groupName: 'FLEET-7', active })]
  const list = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' })
  expect(list.payload).toMatchObject({ updateType: 'Full', versionNumber: expect.any(Number) })
  const listed = list.payload.localAuthorizationList as { idToken: IdToken; idTokenInfo: object }[]
  const entry = (value: string) => listed.find(({ idToken }) => idToken.idToken === value)?.idTokenInfo
  expect(entry(first.value)).toMatchObject(inGroup('FLEET-7').idTokenInfo)
  if (active) expect(entry(second.value)).toMatchObject(inGroup('FLEET-7').idTokenInfo)
  else expect(entry(second.value) ?? { status }).toMatchObject({ status })
  await sees(list.commandId, 'confirmed')
  // A group helps nobody whose own card is not good.
  const answer = await station.says('Authorize', { idToken: said(second.value) })
  expect(answer).toEqual(active ? inGroup('FLEET-7') : { idTokenInfo: { status } })
})

/** Two sessions of drivers, and a card of the master group. */
async function aBusyStation() {
  const { card, station, transaction } = await charging()
  const one = transaction()
  const two = transaction({ evse: 2 })
  for (const tx of [one, two]) {
    await tx.started('Authorized', { token: card, state: 'EVConnected', wh: 1000 })
    await tx.updated('ChargingStateChanged', { at: 1, state: 'Charging' })
  }
  return { station, one, two, master: await aGroup('MASTERS') }
}
const stopped = { at: 30, reason: 'MasterPass', state: 'EVConnected', wh: 6000 } as const

test.each([
  ['TC_C_47_CSMS Stop Transaction with a Master Pass - With UI - All transactions', 2],
  ['TC_C_48_CSMS Stop Transaction with a Master Pass - With UI - Specific transactions', 1],
  ['TC_C_49_CSMS Stop Transaction with a Master Pass - Without UI', 2],
] as const)('%s', async (_name, count) => {
  const { station, one, two, master } = await aBusyStation()
  // The station compares the group with its MasterPassGroupId: that is all it needs to know.
  expect(await station.says('Authorize', { idToken: master })).toEqual(inGroup('MASTERS'))
  for (const tx of [one, two].slice(0, count)) {
    expect(await tx.ended('StopAuthorized', { ...stopped, token: master })).toEqual({
      ...inGroup('MASTERS'),
      totalCost: 20,
    })
    const row = await tx.row()
    expect(row).toMatchObject({ status: 'ended', stopReason: 'MasterPass', stopTokenValue: master.idToken })
    expect(Number(row.priced?.total)).toBe(20)
  }
  expect((await two.row()).status).toBe(count === 2 ? 'ended' : 'active')
})
