import { expect, test } from 'vitest'
import type { CommandInput } from '../../lib/commands/command'
import { requestIdOf } from '../../lib/commands/confirm-command'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { meet, now } from './meet'

type Ask = Omit<Extract<CommandInput, { type: 'customer-information' }>, 'type'>
const certificate = {
  hashAlgorithm: 'SHA256',
  issuerNameHash: 'ab12',
  issuerKeyHash: 'cd34',
  serialNumber: '05',
} as const

const reportsOf = (stationId: bigint) =>
  db().commandReport.findMany({
    where: { stationId },
    orderBy: { seqNo: 'asc' },
    select: { seqNo: true, payload: true },
  })

/** Asks, checks the CALL to the letter, has it accepted, and tells the parts of the report. */
async function asksFor(ask: Ask, about: object, parts: readonly string[]) {
  const meeting = await meet('ocpp2.0.1')
  const { commandId, payload } = await meeting.tells({ type: 'customer-information', ...ask }, 'CustomerInformation', {
    status: 'Accepted',
  })
  const requestId = requestIdOf(commandId)
  expect(payload).toEqual({ requestId, report: ask.report, clear: ask.clear, ...about })
  await meeting.sees(commandId, 'accepted') // the report is the proof
  for (const [seqNo, data] of parts.entries()) {
    const tbc = seqNo < parts.length - 1
    const said = { data, seqNo, requestId, generatedAt: now(), ...(tbc && { tbc }) }
    if (!tbc) expect((await db().command.findUnique({ where: { id: commandId } }))?.stage).toBe('accepted')
    expect(await meeting.station.says('NotifyCustomerInformation', said)).toEqual({})
  }
  await meeting.sees(commandId, 'confirmed')
  expect((await reportsOf(meeting.stationId)).map(({ payload }) => (payload as { data: string }).data)).toEqual(parts)
  return { meeting, commandId }
}

const card = { idToken: { idToken: 'N27CARD', type: 'ISO14443' } }

test.each([
  ['TC_N_27_CSMS Get Customer Information - Accepted + data', false, ['Name: Anna Ek; ', 'last used 2026-11-01']],
  ['TC_N_28_CSMS Get Customer Information - Accepted + no data', false, ['']],
  ['TC_N_30_CSMS Clear Customer Information - Clear and report + data', true, ['Name: Anna Ek']],
  ['TC_N_31_CSMS Clear Customer Information - Clear and report + no data', true, ['']],
] as const)('%s', async (_name, clear, parts) => {
  const { commandId } = await asksFor({ report: true, clear, token: 'N27CARD' }, card, parts)
  // Whose token it was is not kept with the command once the station knows.
  expect(await db().command.findUnique({ where: { id: commandId } })).toMatchObject({ payload: { token: 'N2••••RD' } })
})

test('TC_N_29_CSMS Get Customer Information - Not Accepted', async () => {
  const { tells, sees, stationId, station } = await meet('ocpp2.0.1')
  const ask = { type: 'customer-information', report: true, clear: false, token: 'N29' } as const
  const { commandId, payload } = await tells(ask, 'CustomerInformation', { status: 'Rejected' })
  expect(payload).toMatchObject({ report: true, clear: false, idToken: { idToken: 'N29', type: 'ISO14443' } })
  await sees(commandId, 'rejected')
  expect(await reportsOf(stationId)).toEqual([])
  expect(station.isUndisturbed).toBe(true)
})

test('TC_N_32_CSMS Clear Customer Information - Clear and no report', async () => {
  const { tells, sees, stationId, station } = await meet('ocpp2.0.1')
  await aToken({ value: 'N32', type: 'key-code' })
  const ask = { type: 'customer-information', report: false, clear: true, token: 'n32' } as const
  const { commandId, payload } = await tells(ask, 'CustomerInformation', { status: 'Accepted' })
  const requestId = requestIdOf(commandId)
  expect(payload).toEqual({ requestId, report: false, clear: true, idToken: { idToken: 'n32', type: 'KeyCode' } })
  await sees(commandId, 'confirmed') // nothing more will come
  // Some stations say that they are done all the same.
  const said = { data: '', seqNo: 0, requestId, generatedAt: now() }
  expect(await station.says('NotifyCustomerInformation', said)).toEqual({})
  expect(await reportsOf(stationId)).toHaveLength(1)
})

test('TC_N_46_CSMS Clear Customer Information - Update Local Authorization List', async () => {
  const { tells, sees, stationId, station } = await meet('ocpp2.0.1')
  await db().token.deleteMany()
  await aToken({ value: 'N46-CLEARED' })
  await aToken({ value: 'N46-STAYS' })
  const list = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' })
  expect(list.payload.localAuthorizationList).toHaveLength(2)
  await sees(list.commandId, 'confirmed')
  const ask = { type: 'customer-information', report: true, clear: true, token: 'N46-CLEARED' } as const
  const { commandId, payload } = await tells(ask, 'CustomerInformation', { status: 'Accepted' })
  expect(payload).toMatchObject({ idToken: { idToken: 'N46-CLEARED', type: 'ISO14443' } })
  await sees(commandId, 'accepted')
  expect(station.isUndisturbed).toBe(true)
  const said = { data: 'cleared', seqNo: 0, requestId: requestIdOf(commandId), generatedAt: now() }
  expect(await station.says('NotifyCustomerInformation', said)).toEqual({})
  const update = await station.hears('SendLocalList')
  expect(update.payload).toEqual({
    versionNumber: 2,
    updateType: 'Differential',
    localAuthorizationList: [{ idToken: { idToken: 'N46-CLEARED', type: 'ISO14443' } }],
  })
  update.answer({ status: 'Accepted' })
  await sees(commandId, 'confirmed')
  await sees(commandId + 1n, 'confirmed')
  // It is not sent again, although the token itself is still good elsewhere; and who it was is not written down for that.
  const held = await db().localList.findUniqueOrThrow({ where: { stationId } })
  expect(held).toMatchObject({ stage: 'in-step', version: 2, heldCount: 1 })
  expect(JSON.stringify([held.entries, held.forgotten])).not.toContain('N46-CLEARED')
  const whole = await tells({ type: 'send-local-list', update: 'full' }, 'SendLocalList', { status: 'Accepted' })
  expect(whole.payload.localAuthorizationList).toEqual([
    { idToken: { idToken: 'N46-STAYS', type: 'ISO14443' }, idTokenInfo: { status: 'Accepted' } },
  ])
})

test('TC_N_62_CSMS Clear Customer Information - Clear and report - customerIdentifier', async () => {
  const ask = { report: true, clear: true, customerIdentifier: 'OpenChargeAlliance' }
  await asksFor(ask, { customerIdentifier: 'OpenChargeAlliance' }, ['cleared'])
})

test('TC_N_63_CSMS Clear Customer Information - Clear and report - customerCertificate', async () => {
  await asksFor({ report: true, clear: true, certificate }, { customerCertificate: certificate }, ['cleared'])
})

test('O-11 a 1.6 station has no words for it, and asking for nothing or for everybody is refused', async () => {
  const { asks, sees, station } = await meet('ocpp1.6')
  const id = await asks({ type: 'customer-information', report: true, clear: false, token: 'X' })
  await sees(id, 'failed')
  expect(station.isUndisturbed).toBe(true)
  for (const ask of [
    { report: false, clear: false, token: 'X' },
    { report: true, clear: false },
    { report: true, clear: false, token: 'X', customerIdentifier: 'Y' },
  ]) {
    await expect(asks({ type: 'customer-information', ...ask })).rejects.toMatchObject({ code: 'invalid' })
  }
})
