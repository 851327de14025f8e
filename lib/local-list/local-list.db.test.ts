import { beforeEach, describe, expect, test } from 'vitest'
import { forgetRoutineCommands } from '../commands/mutations/forget-routine-commands'
import { db } from '../db/client'
import { aSession, aStation, aTariffVersion, aToken } from '../db/testing/fixtures'
import { forgetOnList } from './mutations/forget-on-list'
import { keepListsInStep } from './mutations/keep-lists-in-step'
import { recordListRefusal, recordListVersion, recordTakenPage } from './mutations/record-list'
import { planStationList } from './queries/plan-station-list'

const T0 = new Date('2026-11-20T12:00:00Z')
const minutes = (count: number) => new Date(Date.now() + count * 60_000)

beforeEach(async () => {
  await db().offlinePolicy.deleteMany()
  await db().session.deleteMany()
  await db().station.deleteMany()
  await db().token.deleteMany()
  await db().offlinePolicy.create({ data: { localList: true, updatedAt: T0 } })
})

/** Online for long, brought to its policy, booted long ago. */
async function aReadyStation(over: { online?: boolean; step?: string } = {}) {
  const station = await aStation()
  await db().stationState.update({
    where: { stationId: station.id },
    data: { online: over.online ?? true, protocol: 'ocpp1.6', connectedAt: T0, bootedAt: T0 },
  })
  const policy = await db().offlinePolicy.findFirstOrThrow()
  const stamp = `${policy.id}@${(policy.updatedAt.getTime() / 1000).toFixed(6)}`
  await db().offlineStanding.create({
    data: { stationId: station.id, policy: stamp, step: over.step ?? 'done', startedAt: T0 },
  })
  return station.id
}
const listOf = (stationId: bigint) => db().localList.findUnique({ where: { stationId } })
const asked = async (stationId: bigint) =>
  (await db().command.findMany({ where: { stationId }, orderBy: { id: 'asc' } })).map(({ payload }) => payload)

/** What the gateway does, with a station that takes everything. */
async function takesItAll(stationId: bigint) {
  const { pages, leftOut, comparedWith } = await planStationList(stationId, 'changes')
  for (const [index, page] of pages.entries()) {
    await recordTakenPage({ stationId, page, isLast: index === pages.length - 1, leftOut, comparedWith })
  }
  await db().command.updateMany({ where: { stationId }, data: { stage: 'confirmed' } })
  return pages.length
}
/** Tokens were changed and have come to rest. */
const atRest = () => minutes(1)

describe('O-6 the worker', () => {
  test('looks at a station again when another tariff, that asks for payment first, holds there', async () => {
    const here = await aReadyStation()
    await aToken({ value: 'UNPAID' })
    const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4' }] }])
    await db().tariff.update({ where: { id: tariffId }, data: { asksPaymentFirst: true } })
    await keepListsInStep(atRest())
    await takesItAll(here)
    expect(await listOf(here)).toMatchObject({ stage: 'in-step', heldCount: 1 })
    await db().station.update({ where: { id: here }, data: { tariffId } })
    expect(await keepListsInStep(atRest())).toBe(1)
    await takesItAll(here)
    expect(await listOf(here)).toMatchObject({ stage: 'in-step', heldCount: 0 })
    await db().tariff.update({ where: { id: tariffId }, data: { asksPaymentFirst: false } })
  })

  test('sends to stations that are behind, and again only when a token has changed', async () => {
    const here = await aReadyStation()
    const away = await aReadyStation({ online: false })
    const notReady = await aReadyStation({ step: 'ask' })
    await aToken({ value: 'ONE' })
    expect(await keepListsInStep(atRest())).toBe(1)
    expect(await asked(here)).toEqual([{ type: 'send-local-list', update: 'changes' }])
    expect([await asked(away), await asked(notReady)]).toEqual([[], []])
    expect(await keepListsInStep(atRest())).toBe(0) // under way
    await takesItAll(here)
    expect(await listOf(here)).toMatchObject({ stage: 'in-step', version: 1, heldCount: 1, leftOut: 0 })
    expect(await keepListsInStep(atRest())).toBe(0)
    await aToken({ value: 'TWO' })
    expect(await keepListsInStep(atRest())).toBe(1)
    await takesItAll(here)
    expect(await listOf(here)).toMatchObject({ version: 2, heldCount: 2 })
    await db().stationState.update({ where: { stationId: away }, data: { online: true } })
    expect(await keepListsInStep(atRest())).toBe(1) // it is back
  })

  test('leaves no audit row for each station, and its commands for a week', async () => {
    const station = await aReadyStation()
    await aToken()
    expect(await keepListsInStep(atRest())).toBe(1)
    expect(await db().auditEntry.count({ where: { act: 'command.send-local-list' } })).toBe(0)
    expect(await forgetRoutineCommands(minutes(60 * 24 * 8))).toBe(0) // still under way
    await takesItAll(station)
    expect(await forgetRoutineCommands(minutes(60 * 24 * 6))).toBe(0)
    expect(await forgetRoutineCommands(minutes(60 * 24 * 8))).toBe(1)
  })

  test('asks no station to change what a change does not change', async () => {
    const station = await aReadyStation()
    await takesItAll(station)
    await recordTakenPage({
      stationId: station,
      page: { version: 1, isFull: true, put: [], remove: [], marks: {} },
      isLast: true,
      leftOut: 0,
      comparedWith: 'before',
    })
    const token = await aToken({ value: 'REMOTE-ONLY', type: 'app' })
    expect(await keepListsInStep(atRest())).toBe(0)
    expect(await asked(station)).toEqual([])
    expect((await listOf(station))?.comparedWith).not.toBe('before')
    await db().token.delete({ where: { id: token.id } })
    expect(await keepListsInStep(atRest())).toBe(0)
  })

  test('waits until tokens have come to rest, but not for ever', async () => {
    const station = await aReadyStation()
    await aToken()
    expect(await keepListsInStep(new Date())).toBe(0)
    await aToken({ updatedAt: minutes(-0.5) }) // they have been changing for half a minute
    expect(await keepListsInStep(new Date())).toBe(1)
    expect(await asked(station)).toHaveLength(1)
  })

  test('asks the version after a boot, leaves alone who has just come back, and retries a refusal after an hour', async () => {
    const station = await aReadyStation()
    await aToken()
    await takesItAll(station)
    await db().stationState.update({ where: { stationId: station }, data: { bootedAt: minutes(1) } })
    expect(await keepListsInStep(minutes(1.2))).toBe(0)
    expect(await keepListsInStep(minutes(2))).toBe(1)
    await db().command.updateMany({ data: { stage: 'rejected' } })
    await db().stationState.update({ where: { stationId: station }, data: { bootedAt: T0 } })
    await recordListRefusal(station, 'failed', 'Failed')
    expect(await keepListsInStep(minutes(30))).toBe(0)
    expect(await keepListsInStep(minutes(61))).toBe(1)
    await db().command.updateMany({ data: { stage: 'rejected' } })
    await recordListRefusal(station, 'unsupported', null)
    expect(await keepListsInStep(minutes(200))).toBe(0)
  })

  test.each(['failed', 'unknown'] as const)(
    'does not ask a station that has never said its version again and again: %s',
    async (stage) => {
      const station = await aReadyStation()
      await aToken()
      expect(await keepListsInStep(atRest())).toBe(1)
      await db().command.updateMany({ data: { stage: 'failed' } })
      await recordListRefusal(station, stage, null) // neither its version nor its list was answered
      expect(await keepListsInStep(minutes(2))).toBe(0)
      expect(await keepListsInStep(minutes(61))).toBe(1)
      await db().command.updateMany({ data: { stage: 'failed' } })
      await recordListRefusal(station, stage, null)
      await db().stationState.update({ where: { stationId: station }, data: { bootedAt: minutes(1) } })
      expect(await keepListsInStep(minutes(2))).toBe(1) // it has booted since
    },
  )

  test('empties what a policy takes away, once, and nothing where no policy says so', async () => {
    const station = await aReadyStation()
    await aToken()
    await takesItAll(station)
    await db().offlinePolicy.updateMany({ data: { localList: false } })
    expect(await keepListsInStep(atRest())).toBe(1)
    expect(await asked(station)).toEqual([{ type: 'send-local-list', update: 'empty' }])
    const { pages, ...plan } = await planStationList(station, 'empty')
    expect(pages).toMatchObject([{ version: 2, isFull: true, put: [] }])
    await recordTakenPage({ stationId: station, page: pages[0]!, isLast: true, ...plan })
    await db().command.updateMany({ data: { stage: 'confirmed' } })
    expect(await keepListsInStep(atRest())).toBe(0)
    await db().offlinePolicy.updateMany({ data: { localList: null } })
    expect(await keepListsInStep(atRest())).toBe(0)
  })
})

describe('what is known of a list', () => {
  test('O-5 a version that is not ours, or a refusal, and nothing is known any more', async () => {
    const { id } = await aStation()
    await aToken({ value: 'A' })
    await takesItAll(id)
    expect(await recordListVersion(id, 1)).toBe(true)
    expect(await listOf(id)).toMatchObject({ stage: 'in-step', heldCount: 1 })
    await recordListRefusal(id, 'unknown', null) // its answer never came
    expect((await planStationList(id, 'changes')).isVerified).toBe(false)
    expect(await recordListVersion(id, 1)).toBe(true) // so the message had not arrived
    expect(await listOf(id)).toMatchObject({ stage: 'behind', heldCount: 1 })
    await recordListRefusal(id, 'failed', 'Failed')
    expect(await recordListVersion(id, 1)).toBe(false)
    expect((await planStationList(id, 'changes')).pages).toMatchObject([{ version: 2, isFull: true }])
    expect(await recordListVersion(id, 30)).toBe(false)
    expect(await recordListVersion(id, 30)).toBe(false)
    expect((await planStationList(id, 'changes')).pages).toMatchObject([{ version: 31, isFull: true }])
    expect(await recordListVersion(id, 0)).toBe(true)
    expect((await planStationList(id, 'changes')).pages).toMatchObject([{ version: 1, isFull: true }])
    expect(await recordListVersion(id, -1)).toBe(false)
    expect(await listOf(id)).toMatchObject({ stage: 'unsupported' })
  })

  test('O-1 those last used at the station come first when there is little room', async () => {
    const { id } = await aStation()
    const oldest = await aToken({ value: 'REGULAR' })
    for (const value of ['N1', 'N2', 'N3']) await aToken({ value })
    await aSession(id, { tokenId: oldest.id })
    await db().configurationValue.create({
      data: { stationId: id, key: 'LocalAuthListMaxLength', value: '2', updatedAt: T0 },
    })
    const { pages, leftOut } = await planStationList(id, 'changes')
    expect(pages[0]!.put.map(({ value }) => value)).toEqual(['REGULAR', 'N3'])
    expect(leftOut).toBe(2)
  })

  test('O-12 whom a station was told to forget leaves its list and stays away', async () => {
    const { id } = await aStation()
    await aToken({ value: 'Anna' })
    await takesItAll(id)
    expect(await forgetOnList(id, 'nobody')).toBe(false)
    expect(await listOf(id)).toMatchObject({ stage: 'in-step' })
    expect(await forgetOnList(id, 'anna ')).toBe(true)
    expect(await listOf(id)).toMatchObject({ stage: 'behind' })
    expect((await planStationList(id, 'changes')).pages).toMatchObject([
      { isFull: false, put: [], remove: [{ folded: 'ANNA' }] },
    ])
    await takesItAll(id)
    expect(await forgetOnList(id, 'ANNA')).toBe(false)
    expect((await planStationList(id, 'changes')).pages).toEqual([])
    const { id: other } = await aStation()
    expect(await forgetOnList(other, 'ANNA')).toBe(false) // never had a list
    expect((await planStationList(other, 'full')).pages[0]!.put).toEqual([])
  })
})
