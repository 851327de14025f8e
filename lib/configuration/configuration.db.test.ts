import { expect, test } from 'vitest'
import { db } from '../db/client'
import { aStation } from '../db/testing/fixtures'
import { type ConfigurationValueSaid, saveConfiguration } from './mutations'

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
