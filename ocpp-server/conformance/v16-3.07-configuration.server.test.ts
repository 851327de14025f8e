import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand } from '../../lib/commands/queries'
import { listConfiguration } from '../../lib/configuration/queries/list-configuration'
import { db } from '../../lib/db/client'
import { type Meeting, meet } from './meet'

const us = systemActor('system')
const valuesOf = async ({ identity }: Meeting) =>
  (await listConfiguration(us, identity)).map(({ name, value, readonly }) => [name, value, readonly])

test('TC_019_1_CSMS Retrieve all configuration keys', async () => {
  const meeting = await meet('ocpp1.6')
  const asked = await meeting.tells({ type: 'get-configuration' }, 'GetConfiguration', {
    configurationKey: [
      { key: 'HeartbeatInterval', value: '300', readonly: false },
      { key: 'NumberOfConnectors', value: '2', readonly: true },
      { key: 'AuthorizationKey', value: 'secret', readonly: false },
    ],
  })
  expect(asked.payload).toEqual({}) // no list of keys: all of them
  await meeting.sees(asked.commandId, 'confirmed')
  expect(await valuesOf(meeting)).toEqual([
    ['AuthorizationKey', null, false],
    ['HeartbeatInterval', '300', false],
    ['NumberOfConnectors', '2', true],
  ])
})

test('TC_019_2_CSMS Retrieve specific configuration key', async () => {
  const meeting = await meet('ocpp1.6')
  const keys = ['SupportedFeatureProfiles', 'NoSuchKey']
  const asked = await meeting.tells({ type: 'get-configuration', keys }, 'GetConfiguration', {
    configurationKey: [{ key: 'SupportedFeatureProfiles', value: 'Core,SmartCharging', readonly: true }],
    unknownKey: ['NoSuchKey'],
  })
  expect(asked.payload).toEqual({ key: keys })
  await meeting.sees(asked.commandId, 'confirmed')
  expect((await getCommand(us, asked.commandId)).answer).toMatchObject({
    results: [
      { key: 'SupportedFeatureProfiles', status: 'Accepted', value: 'Core,SmartCharging' },
      { key: 'NoSuchKey', status: 'UnknownKey', value: null },
    ],
  })
  expect(await valuesOf(meeting)).toEqual([['SupportedFeatureProfiles', 'Core,SmartCharging', true]])
})

test('D-4 no more keys in one GetConfiguration than the station takes', async () => {
  const meeting = await meet('ocpp1.6')
  const { station, asks, sees } = meeting
  const first = await meeting.tells(
    { type: 'get-configuration', keys: ['GetConfigurationMaxKeys'] },
    'GetConfiguration',
    {
      configurationKey: [{ key: 'GetConfigurationMaxKeys', value: '2', readonly: true }],
    },
  )
  await sees(first.commandId, 'confirmed')
  const commandId = await asks({ type: 'get-configuration', keys: ['A', 'B', 'C'] })
  for (const key of [['A', 'B'], ['C']]) {
    const call = await station.hears('GetConfiguration')
    expect(call.payload).toEqual({ key })
    call.answer({ unknownKey: key })
  }
  await sees(commandId, 'confirmed')
})

test('TC_021_CSMS Change/set Configuration', async () => {
  const meeting = await meet('ocpp1.6')
  const command = { type: 'set-configuration' as const, values: [{ key: 'MeterValueSampleInterval', value: '30' }] }
  const asked = await meeting.tells(command, 'ChangeConfiguration', { status: 'Accepted' })
  expect(asked.payload).toEqual({ key: 'MeterValueSampleInterval', value: '30' })
  await meeting.sees(asked.commandId, 'confirmed')
  expect(await valuesOf(meeting)).toEqual([['MeterValueSampleInterval', '30', false]])
  const again = await meeting.tells(
    { ...command, values: [{ key: 'MeterValueSampleInterval', value: '60' }] },
    'ChangeConfiguration',
    { status: 'Accepted' },
  )
  await meeting.sees(again.commandId, 'confirmed')
  expect(await db().configurationChange.findMany({ where: { stationId: meeting.stationId } })).toMatchObject([
    { key: 'MeterValueSampleInterval', before: '30', after: '60' },
  ])
})

test.each([
  ['TC_040_1_CSMS Configuration keys', 'NoSuchKey', 'NotSupported'],
  ['TC_040_2_CSMS Configuration keys', 'MeterValueSampleInterval', 'Rejected'],
] as const)('%s', async (_name, key, status) => {
  const meeting = await meet('ocpp1.6')
  const command = { type: 'set-configuration' as const, values: [{ key, value: '-1' }] }
  const asked = await meeting.tells(command, 'ChangeConfiguration', { status })
  expect(asked.payload).toEqual({ key, value: '-1' })
  await meeting.sees(asked.commandId, 'rejected')
  expect(await getCommand(us, asked.commandId)).toMatchObject({
    answer: { status, results: [{ key, status }] },
    error: `The station answered ${status}.`,
  })
  expect(await valuesOf(meeting)).toEqual([]) // what it did not take is not its value
})
