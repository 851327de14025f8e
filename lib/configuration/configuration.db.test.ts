import { expect, test } from 'vitest'
import { db } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import { type ConfigurationValueSaid, forgetOldChanges, saveConfiguration } from './mutations'
import { listConfigurationChanges } from './queries/list-changes'
import { listConfiguration } from './queries/list-configuration'

const value = (key: string, over: Partial<ConfigurationValueSaid> = {}): ConfigurationValueSaid => ({
  component: '',
  instance: '',
  evseNumber: 0,
  key,
  attribute: 'Actual',
  value: '1',
  readonly: false,
  ...over,
})

const stored = async (stationId: bigint) =>
  (
    await db().configurationValue.findMany({ where: { stationId }, orderBy: [{ key: 'asc' }, { component: 'asc' }] })
  ).map(({ component, key, value, readonly }) => [component, key, value, readonly])

test('B-9 the latest value of each key stands, the others stay', async () => {
  const [{ id: stationId }, other] = [await aStation(), await aStation()]
  const at = new Date()
  await saveConfiguration({ stationId, values: [value('A'), value('B', { readonly: true })], receivedAt: at })
  await saveConfiguration({ stationId: other.id, values: [value('A', { value: 'other' })], receivedAt: at })
  await saveConfiguration({
    stationId,
    values: [value('A', { value: '2' }), value('A', { value: '3' }), value('A', { component: 'C', value: null })],
    receivedAt: at,
  })
  await saveConfiguration({ stationId, values: [], receivedAt: at })
  expect(await stored(stationId)).toEqual([
    ['', 'A', '3', false],
    ['C', 'A', null, false],
    ['', 'B', '1', true],
  ])
})

test('C-10 secrets are not kept', async () => {
  const { id: stationId } = await aStation()
  await saveConfiguration({
    stationId,
    values: [value('AuthorizationKey'), value('BasicAuthPassword')],
    receivedAt: new Date(),
  })
  expect((await stored(stationId)).map(([, , kept]) => kept)).toEqual([null, null])
})

test('D-1 what a message leaves out stays as it was told before', async () => {
  const { id: stationId } = await aStation()
  const power = { component: 'EVSE', evseNumber: 1, connectorNumber: 2, readonly: undefined }
  const kind = { readonly: true, dataType: 'decimal', unit: 'W', maxLimit: 22_000, supportsMonitoring: true }
  await saveConfiguration({ stationId, values: [value('Power', { ...power, ...kind })], receivedAt: new Date() })
  await saveConfiguration({ stationId, values: [value('Power', { ...power, value: '2' })], receivedAt: new Date() })
  expect(await db().configurationValue.findFirstOrThrow({ where: { stationId } })).toMatchObject({
    connectorNumber: 2,
    value: '2',
    ...kind,
  })
})

test('D-2 a value that became another one leaves the old one behind', async () => {
  const { id: stationId, identity } = await aStation()
  const said = (text: string | null, minute: number) =>
    saveConfiguration({
      stationId,
      values: [value('A', { value: text })],
      receivedAt: new Date(Date.UTC(2026, 10, 20, 8, minute)),
    })
  await said('1', 0)
  await said('1', 1) // told again is not changed
  await said('2', 2)
  await said(null, 3)
  const operator = anActor('operator')
  const [row] = await listConfiguration(operator, identity)
  expect(row).toMatchObject({ value: null, changedAt: new Date(Date.UTC(2026, 10, 20, 8, 3)) })
  expect(await listConfigurationChanges(operator, identity, row!.id)).toMatchObject([
    { before: '2', after: null },
    { before: '1', after: '2' },
  ])
  const other = await aStation()
  await expect(listConfigurationChanges(operator, other.identity, row!.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('B-9 changes go in time, in portions; the values stay', async () => {
  const { id: stationId } = await aStation()
  const now = new Date()
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await saveConfiguration({ stationId, values: [value('A', { value: '1' })], receivedAt: now })
  await db().configurationChange.deleteMany()
  const change = (id: number, at: Date) => ({ id: BigInt(id), stationId, key: 'A', before: '0', after: '1', at })
  const old = Array.from({ length: 5_001 }, (_, index) => change(index + 1_000_000, daysAgo(731)))
  await db().configurationChange.createMany({ data: [...old, change(1, daysAgo(729))] })
  expect(await forgetOldChanges(now)).toBe(5_001)
  expect(await db().configurationChange.findMany({ select: { at: true } })).toEqual([{ at: daysAgo(729) }])
  expect(await stored(stationId)).toEqual([['', 'A', '1', false]])
})
