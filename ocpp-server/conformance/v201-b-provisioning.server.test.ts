import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { getCommand, listCommandReports } from '../../lib/commands/queries'
import { listConfiguration } from '../../lib/configuration/queries/list-configuration'
import { db } from '../../lib/db/client'
import { acceptStation } from '../../lib/stations/mutations/decide-registration'
import { inMinutes, type Meeting, meet, now } from './meet'

const us = systemActor('system')
const boot = (reason = 'PowerUp') => ({ reason, chargingStation: { vendorName: 'Vendor', model: 'Model' } })
const heartbeat = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }
const offline = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'OfflineThreshold' } }
const valuesOf = async ({ identity }: Meeting) =>
  Object.fromEntries((await listConfiguration(us, identity)).map(({ name, value }) => [name, value]))

test('TC_B_01_CSMS Cold Boot Charging Station - Accepted', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  const answer = await station.says('BootNotification', {
    reason: 'PowerUp',
    chargingStation: { vendorName: 'Vendor', model: 'Model', serialNumber: 'SN-1', firmwareVersion: '1.2.3' },
  })
  expect(answer).toEqual({ status: 'Accepted', currentTime: expect.any(String), interval: expect.any(Number) })
  expect(answer.interval).toBeGreaterThan(0)
  expect(Math.abs(Date.parse(answer.currentTime) - Date.now())).toBeLessThan(5_000)
  const status = { timestamp: inMinutes(0), connectorStatus: 'Available', evseId: 1, connectorId: 1 }
  expect(await station.says('StatusNotification', status)).toEqual({})
  const { currentTime } = await station.says('Heartbeat')
  expect(Math.abs(Date.parse(currentTime) - Date.now())).toBeLessThan(5_000)
  expect(await db().stationState.findUniqueOrThrow({ where: { stationId } })).toMatchObject({
    vendor: 'Vendor',
    model: 'Model',
    serialNumber: 'SN-1',
    firmware: '1.2.3',
    bootReason: 'PowerUp',
    online: true,
  })
})

test('TC_B_02_CSMS Cold Boot Charging Station - Pending', async () => {
  const meeting = await meet('ocpp2.0.1', { registration: 'pending' })
  const { station, identity, tells, sees } = meeting
  const pending = await station.says('BootNotification', boot())
  expect(pending).toMatchObject({ status: 'Pending', interval: 60 })
  // While it waits it may be read and set.
  const set = await tells(
    { type: 'set-configuration', values: [{ key: 'OCPPCommCtrlr.OfflineThreshold', value: '600' }] },
    'SetVariables',
    { setVariableResult: [{ ...offline, attributeStatus: 'Accepted' }] },
  )
  await sees(set.commandId, 'confirmed')
  const report = await tells({ type: 'get-report', base: 'full' }, 'GetBaseReport', { status: 'Accepted' })
  const part = { requestId: report.payload.requestId, generatedAt: now(), seqNo: 0 }
  expect(await station.says('NotifyReport', part)).toEqual({})
  await sees(report.commandId, 'confirmed')
  // Let in, it is asked to boot again, and is at work.
  const accepted = acceptStation(us, identity)
  const call = await station.hears('TriggerMessage')
  expect(call.payload).toEqual({ requestedMessage: 'BootNotification' })
  call.answer({ status: 'Accepted' })
  await accepted
  expect(await station.says('BootNotification', boot('Triggered'))).toMatchObject({ status: 'Accepted' })
  expect(await station.says('Heartbeat')).toHaveProperty('currentTime')
})

test('TC_B_30_CSMS Cold Boot Charging Station - Pending/Rejected - SecurityError', async () => {
  for (const [registration, status] of [
    ['pending', 'Pending'],
    ['rejected', 'Rejected'],
  ] as const) {
    const { station, stationId } = await meet('ocpp2.0.1', { registration })
    expect(await station.says('BootNotification', boot())).toMatchObject({ status })
    const available = { timestamp: now(), connectorStatus: 'Available', evseId: 1, connectorId: 1 }
    expect(await station.isRefused('StatusNotification', available)).toBe('SecurityError')
    const idToken = { idToken: 'ABC', type: 'ISO14443' }
    expect(await station.isRefused('Authorize', { idToken })).toBe('SecurityError')
    expect(await db().statusEvent.count({ where: { stationId } })).toBe(0)
  }
})

test('TC_B_31_CSMS Cold Boot Charging Station - Pending/Rejected - TriggerMessage', async () => {
  const { station, tells, sees, asks } = await meet('ocpp2.0.1', { registration: 'pending' })
  expect(await station.says('BootNotification', boot())).toMatchObject({ status: 'Pending' })
  await expect(asks({ type: 'trigger', message: 'Heartbeat' })).rejects.toMatchObject({ code: 'conflict' })
  const asked = await tells({ type: 'trigger', message: 'BootNotification' }, 'TriggerMessage', { status: 'Accepted' })
  expect(asked.payload).toEqual({ requestedMessage: 'BootNotification' })
  await sees(asked.commandId, 'accepted')
  expect(await station.says('BootNotification', boot('Triggered'))).toMatchObject({ status: 'Pending' })
  await sees(asked.commandId, 'confirmed')
})

test('TC_B_06_CSMS Get Variables - single value', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    { type: 'get-configuration', keys: ['OCPPCommCtrlr.OfflineThreshold'] },
    'GetVariables',
    { getVariableResult: [{ ...offline, attributeStatus: 'Accepted', attributeValue: '120' }] },
  )
  expect(asked.payload).toEqual({ getVariableData: [offline] })
  await meeting.sees(asked.commandId, 'confirmed')
  expect((await getCommand(us, asked.commandId)).answer).toEqual({
    results: [{ key: 'OCPPCommCtrlr.OfflineThreshold', status: 'Accepted', value: '120' }],
  })
  expect(await valuesOf(meeting)).toEqual({ 'OCPPCommCtrlr.OfflineThreshold': '120' })
})

test('TC_B_07_CSMS Get Variables - multiple values', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    { type: 'get-configuration', keys: ['OCPPCommCtrlr.OfflineThreshold', 'OCPPCommCtrlr.HeartbeatInterval'] },
    'GetVariables',
    {
      getVariableResult: [
        { ...offline, attributeStatus: 'Accepted', attributeValue: '120' },
        { ...heartbeat, attributeStatus: 'UnknownVariable' },
      ],
    },
  )
  expect(asked.payload).toEqual({ getVariableData: [offline, heartbeat] })
  await meeting.sees(asked.commandId, 'confirmed')
  // What one variable lacks costs the other nothing.
  expect((await getCommand(us, asked.commandId)).answer).toMatchObject({
    results: [{ status: 'Accepted' }, { key: 'OCPPCommCtrlr.HeartbeatInterval', status: 'UnknownVariable' }],
  })
  expect(await valuesOf(meeting)).toEqual({ 'OCPPCommCtrlr.OfflineThreshold': '120' })
})

test('TC_B_08_CSMS Get Variables - limit to maximum number of values', async () => {
  const { station, asks, sees } = await meet('ocpp2.0.1')
  const keys = Array.from({ length: 7 }, (_, index) => `Ctrlr.Variable${index}`)
  const commandId = await asks({ type: 'get-configuration', keys })
  // Nobody has told its limit yet: it is asked for first.
  const limits = await station.hears('GetVariables')
  const limit = (name: string) => ({
    component: { name: 'DeviceDataCtrlr' },
    variable: { name, instance: 'GetVariables' },
  })
  expect(limits.payload).toEqual({ getVariableData: [limit('ItemsPerMessage'), limit('BytesPerMessage')] })
  limits.answer({
    getVariableResult: [
      { ...limit('ItemsPerMessage'), attributeStatus: 'Accepted', attributeValue: '3' },
      { ...limit('BytesPerMessage'), attributeStatus: 'UnknownVariable' },
    ],
  })
  for (const size of [3, 3, 1]) {
    const { payload, answer } = await station.hears('GetVariables')
    expect(payload.getVariableData).toHaveLength(size)
    answer({
      getVariableResult: payload.getVariableData.map((data: object) => ({
        ...data,
        attributeStatus: 'Accepted',
        attributeValue: '1',
      })),
    })
  }
  await sees(commandId, 'confirmed')
  expect((await getCommand(us, commandId)).answer).toMatchObject({
    results: keys.map((key) => ({ key, status: 'Accepted' })),
  })
})

test('TC_B_09_CSMS Set Variables - single value', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    { type: 'set-configuration', values: [{ key: 'OCPPCommCtrlr.OfflineThreshold', value: '300' }] },
    'SetVariables',
    { setVariableResult: [{ ...offline, attributeStatus: 'Accepted' }] },
  )
  expect(asked.payload).toEqual({ setVariableData: [{ ...offline, attributeValue: '300' }] })
  await meeting.sees(asked.commandId, 'confirmed')
  expect(await valuesOf(meeting)).toEqual({ 'OCPPCommCtrlr.OfflineThreshold': '300' })
})

test('TC_B_10_CSMS Set Variables - multiple values', async () => {
  const meeting = await meet('ocpp2.0.1')
  const values = [
    { key: 'OCPPCommCtrlr.OfflineThreshold', value: '300' },
    { key: 'OCPPCommCtrlr.HeartbeatInterval', value: '60', attribute: 'Target' as const },
  ]
  const asked = await meeting.tells({ type: 'set-configuration', values }, 'SetVariables', {
    setVariableResult: [
      { ...offline, attributeStatus: 'Accepted' },
      { ...heartbeat, attributeType: 'Target', attributeStatus: 'Rejected' },
    ],
  })
  expect(asked.payload).toEqual({
    setVariableData: [
      { ...offline, attributeValue: '300' },
      { ...heartbeat, attributeType: 'Target', attributeValue: '60' },
    ],
  })
  await meeting.sees(asked.commandId, 'rejected')
  expect((await getCommand(us, asked.commandId)).answer).toMatchObject({
    results: [{ status: 'Accepted' }, { key: 'OCPPCommCtrlr.HeartbeatInterval', status: 'Rejected' }],
  })
  expect(await valuesOf(meeting)).toEqual({ 'OCPPCommCtrlr.OfflineThreshold': '300' })
})

test.each([
  ['TC_B_12_CSMS Get Base Report - ConfigurationInventory', 'configuration', 'ConfigurationInventory'],
  ['TC_B_13_CSMS Get Base Report - FullInventory', 'full', 'FullInventory'],
  ['TC_B_14_CSMS Get Base Report - SummaryInventory', 'summary', 'SummaryInventory'],
] as const)('%s', async (_name, base, reportBase) => {
  const meeting = await meet('ocpp2.0.1')
  const { station, tells, sees } = meeting
  const asked = await tells({ type: 'get-report', base }, 'GetBaseReport', { status: 'Accepted' })
  expect(asked.payload).toEqual({ requestId: expect.any(Number), reportBase })
  await sees(asked.commandId, 'accepted')
  const { requestId } = asked.payload
  const part = { requestId, generatedAt: now() }
  const power = {
    component: { name: 'EVSE', evse: { id: 1 } },
    variable: { name: 'Power' },
    variableAttribute: [
      { value: '11000', mutability: 'ReadOnly' },
      { type: 'MaxSet', value: '22000' },
    ],
    variableCharacteristics: { dataType: 'decimal', unit: 'W', maxLimit: 22000, supportsMonitoring: true },
  }
  const connected = {
    component: { name: 'Connector', evse: { id: 1, connectorId: 2 } },
    variable: { name: 'Available' },
    variableAttribute: [{ value: 'true' }],
  }
  // Parts out of order: the report is whole when none is missing, not when the last has come.
  const last = { ...heartbeat, variableAttribute: [{ value: '300' }] }
  expect(await station.says('NotifyReport', { ...part, seqNo: 0, tbc: true, reportData: [power] })).toEqual({})
  expect(await station.says('NotifyReport', { ...part, seqNo: 2, reportData: [last] })).toEqual({})
  await sees(asked.commandId, 'accepted')
  expect(await station.says('NotifyReport', { ...part, seqNo: 1, tbc: true, reportData: [connected] })).toEqual({})
  await sees(asked.commandId, 'confirmed')
  const rows = await listConfiguration(us, meeting.identity)
  expect(rows).toMatchObject([
    { name: 'Connector@1.2.Available', value: 'true' },
    {
      name: 'EVSE@1.Power',
      attribute: 'Actual',
      value: '11000',
      readonly: true,
      dataType: 'decimal',
      unit: 'W',
      maxLimit: 22000,
      supportsMonitoring: true,
    },
    { name: 'EVSE@1.Power', attribute: 'MaxSet', value: '22000', readonly: false },
    { name: 'OCPPCommCtrlr.HeartbeatInterval', value: '300' },
  ])
  expect(await listCommandReports(us, asked.commandId)).toMatchObject([
    { action: 'NotifyReport', seqNo: 0, isLast: false },
    { seqNo: 1, isLast: false },
    { seqNo: 2, isLast: true },
  ])
})

test('TC_B_18_CSMS Get Custom Report - with componentCriteria and component/variables', async () => {
  const { station, tells, sees } = await meet('ocpp2.0.1')
  const asked = await tells(
    { type: 'get-report', criteria: ['available', 'problem'], variables: ['EVSE@1.AvailabilityState', 'Connector'] },
    'GetReport',
    { status: 'Accepted' },
  )
  expect(asked.payload).toEqual({
    requestId: expect.any(Number),
    componentCriteria: ['Available', 'Problem'],
    componentVariable: [
      { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'AvailabilityState' } },
      { component: { name: 'Connector' } },
    ],
  })
  const part = { requestId: asked.payload.requestId, generatedAt: now(), seqNo: 0 }
  expect(await station.says('NotifyReport', part)).toEqual({})
  await sees(asked.commandId, 'confirmed')
  const none = await tells({ type: 'get-report', criteria: ['problem'] }, 'GetReport', { status: 'EmptyResultSet' })
  await sees(none.commandId, 'confirmed')
})
