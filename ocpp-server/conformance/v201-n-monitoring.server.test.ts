import { expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import type { CommandInput } from '../../lib/commands/command'
import { getCommand, listCommandReports } from '../../lib/commands/queries'
import { listFaults } from '../../lib/faults/queries/list-faults'
import { saveMonitors } from '../../lib/monitors/mutations/save-monitors'
import { listMonitors } from '../../lib/monitors/queries/list-monitors'
import { listStory } from '../../lib/stations/queries/list-story'
import { type Meeting, meet, now } from './meet'

const us = systemActor('system')
const temperature = { component: { name: 'TemperatureSensor', evse: { id: 1 } }, variable: { name: 'Temperature' } }
const power = { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'Power' } }
const monitorsOf = async ({ identity }: Meeting) =>
  (await listMonitors(us, identity)).map(({ monitorId, variable, type, value, severity }) => [
    monitorId,
    variable,
    type,
    value,
    severity,
  ])
const faultsOf = async ({ identity }: Meeting) => (await listFaults(us, { stationId: identity })).rows

let lastEvent = 0
/** One event as a station tells it; says only what differs. */
const notifies = ({ station }: Meeting, over: object) =>
  station.says('NotifyEvent', {
    generatedAt: now(),
    seqNo: 0,
    eventData: [
      {
        eventId: ++lastEvent,
        timestamp: now(),
        trigger: 'Alerting',
        actualValue: 'true',
        eventNotificationType: 'HardWiredMonitor',
        ...over,
      },
    ],
  })

const said = (id: number, over: object = {}) => ({
  id,
  transaction: false,
  value: 80,
  type: 'UpperThreshold',
  severity: 4,
  ...over,
})

test.each<[string, Extract<CommandInput, { type: 'get-monitoring-report' }>, object]>([
  [
    'TC_N_01_CSMS Get Monitoring Report - with monitoringCriteria',
    { type: 'get-monitoring-report', criteria: ['threshold', 'delta', 'periodic'] },
    { monitoringCriteria: ['ThresholdMonitoring', 'DeltaMonitoring', 'PeriodicMonitoring'] },
  ],
  [
    'TC_N_02_CSMS Get Monitoring Report - with component/variable',
    { type: 'get-monitoring-report', variables: ['TemperatureSensor@1.Temperature'] },
    { componentVariable: [temperature] },
  ],
  [
    'TC_N_03_CSMS Get Monitoring Report - with component criteria and component/variable',
    { type: 'get-monitoring-report', criteria: ['threshold'], variables: ['TemperatureSensor@1.Temperature'] },
    { monitoringCriteria: ['ThresholdMonitoring'], componentVariable: [temperature] },
  ],
  [
    'TC_N_60_CSMS Get Monitoring Report - with component criteria and list of components/variables',
    { type: 'get-monitoring-report', criteria: ['delta'], variables: ['TemperatureSensor@1.Temperature', 'EVSE@1'] },
    { monitoringCriteria: ['DeltaMonitoring'], componentVariable: [temperature, { component: power.component }] },
  ],
  ['TC_N_47_CSMS Get Monitoring report - Report all', { type: 'get-monitoring-report' }, {}],
])('%s', async (_name, command, request) => {
  const meeting = await meet('ocpp2.0.1')
  const { station, stationId, tells, sees } = meeting
  const gone = { monitorId: 99, component: 'EVSE', instance: '', evseNumber: 2, connectorNumber: 0, variable: 'Power' }
  const kept = [{ ...gone, type: 'Delta', value: 1, severity: 8, inTransaction: false }]
  await saveMonitors(stationId, { kept })
  const asked = await tells(command, 'GetMonitoringReport', { status: 'Accepted' })
  expect(asked.payload).toEqual({ requestId: expect.any(Number), ...request })
  await sees(asked.commandId, 'accepted')
  const part = { requestId: asked.payload.requestId, generatedAt: now() }
  const first = { ...part, seqNo: 0, tbc: true, monitor: [{ ...temperature, variableMonitoring: [said(1), said(2)] }] }
  expect(await station.says('NotifyMonitoringReport', first)).toEqual({})
  expect((await monitorsOf(meeting)).map(([id]) => id)).toContain(99) // a report that goes on has not said all
  const delta = said(3, { type: 'Delta', value: 500, severity: 8 })
  const second = { ...part, seqNo: 1, monitor: [{ ...power, variableMonitoring: [delta] }] }
  expect(await station.says('NotifyMonitoringReport', second)).toEqual({})
  await sees(asked.commandId, 'confirmed')
  const isAll = Object.keys(request).length === 0 // only a report of everything tells what is no more
  expect(await monitorsOf(meeting)).toEqual([
    [3, 'EVSE@1.Power', 'Delta', 500, 8],
    ...(isAll ? [] : [[99, 'EVSE@2.Power', 'Delta', 1, 8]]),
    [1, 'TemperatureSensor@1.Temperature', 'UpperThreshold', 80, 4],
    [2, 'TemperatureSensor@1.Temperature', 'UpperThreshold', 80, 4],
  ])
  expect(await listCommandReports(us, asked.commandId)).toMatchObject([{ payload: first }, { payload: second }])
})

test('TC_N_05_CSMS Set Monitoring Base - success', async () => {
  const { tells, sees } = await meet('ocpp2.0.1')
  for (const [base, monitoringBase] of [
    ['all', 'All'],
    ['factory-default', 'FactoryDefault'],
    ['hard-wired-only', 'HardWiredOnly'],
  ] as const) {
    const asked = await tells({ type: 'set-monitoring-base', base }, 'SetMonitoringBase', { status: 'Accepted' })
    expect(asked.payload).toEqual({ monitoringBase })
    await sees(asked.commandId, 'confirmed')
  }
})

test('TC_N_08_CSMS Set Variable Monitoring - One SetMonitoringData element', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    {
      type: 'set-monitoring',
      monitors: [{ variable: 'TemperatureSensor@1.Temperature', kind: 'UpperThreshold', value: 80, severity: 4 }],
    },
    'SetVariableMonitoring',
    { setMonitoringResult: [{ ...temperature, id: 12, status: 'Accepted', type: 'UpperThreshold', severity: 4 }] },
  )
  expect(asked.payload).toEqual({
    setMonitoringData: [{ ...temperature, transaction: false, value: 80, type: 'UpperThreshold', severity: 4 }],
  })
  await meeting.sees(asked.commandId, 'confirmed')
  expect(await monitorsOf(meeting)).toEqual([[12, 'TemperatureSensor@1.Temperature', 'UpperThreshold', 80, 4]])
})

test('TC_N_09_CSMS Set Variable Monitoring - Multiple elements on different component and variable', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    {
      type: 'set-monitoring',
      monitors: [
        { variable: 'TemperatureSensor@1.Temperature', kind: 'UpperThreshold', value: 80, severity: 4 },
        { variable: 'EVSE@1.Power', kind: 'Delta', value: 500, severity: 8, inTransaction: true },
      ],
    },
    'SetVariableMonitoring',
    {
      setMonitoringResult: [
        { ...temperature, id: 12, status: 'Accepted', type: 'UpperThreshold', severity: 4 },
        { ...power, status: 'UnsupportedMonitorType', type: 'Delta', severity: 8 },
      ],
    },
  )
  expect(asked.payload.setMonitoringData[1]).toEqual({
    ...power,
    transaction: true,
    value: 500,
    type: 'Delta',
    severity: 8,
  })
  await meeting.sees(asked.commandId, 'rejected')
  expect((await getCommand(us, asked.commandId)).answer).toEqual({
    status: 'UnsupportedMonitorType',
    results: [
      { key: 'TemperatureSensor@1.Temperature', status: 'Accepted', id: 12 },
      { key: 'EVSE@1.Power', status: 'UnsupportedMonitorType', id: null },
    ],
  })
  expect(await monitorsOf(meeting)).toHaveLength(1)
})

test('TC_N_16_CSMS Set Monitoring Level - Success', async () => {
  const { tells, sees } = await meet('ocpp2.0.1')
  const asked = await tells({ type: 'set-monitoring-level', severity: 4 }, 'SetMonitoringLevel', { status: 'Accepted' })
  expect(asked.payload).toEqual({ severity: 4 })
  await sees(asked.commandId, 'confirmed')
})

test('TC_N_17_CSMS Set Monitoring Level - Out of range', async () => {
  const { station, asks, tells, sees } = await meet('ocpp2.0.1')
  for (const severity of [10, -1])
    await expect(asks({ type: 'set-monitoring-level', severity })).rejects.toMatchObject({ code: 'invalid' })
  expect(station.isUndisturbed).toBe(true)
  const refused = await tells({ type: 'set-monitoring-level', severity: 9 }, 'SetMonitoringLevel', {
    status: 'Rejected',
  })
  await sees(refused.commandId, 'rejected')
})

test('TC_N_18_CSMS Clear Monitoring - Too many elements', async () => {
  const { station, asks, sees } = await meet('ocpp2.0.1')
  const commandId = await asks({ type: 'clear-monitoring', ids: [1, 2, 3] })
  const tooMany = await station.hears('ClearVariableMonitoring')
  expect(tooMany.payload).toEqual({ id: [1, 2, 3] })
  tooMany.refuse('OccurrenceConstraintViolation', 'ItemsPerMessage is 2')
  for (const ids of [[1, 2], [3]]) {
    const half = await station.hears('ClearVariableMonitoring')
    expect(half.payload).toEqual({ id: ids })
    half.answer({ clearMonitoringResult: ids.map((id) => ({ id, status: 'Accepted' })) })
  }
  await sees(commandId, 'confirmed')
})

test('TC_N_44_CSMS Clear Monitoring - Rejected', async () => {
  const meeting = await meet('ocpp2.0.1')
  const place = { component: 'RCD', instance: '', evseNumber: 1, connectorNumber: 0, variable: 'Tripped' }
  const monitor = { ...place, type: 'UpperThreshold', value: 1, severity: 2, inTransaction: false }
  const kept = [1, 2].map((monitorId) => ({ ...monitor, monitorId }))
  await saveMonitors(meeting.stationId, { kept })
  const asked = await meeting.tells({ type: 'clear-monitoring', ids: [1, 2] }, 'ClearVariableMonitoring', {
    clearMonitoringResult: [
      { id: 1, status: 'Rejected' },
      { id: 2, status: 'NotFound' },
    ],
  })
  await meeting.sees(asked.commandId, 'rejected')
  expect(await monitorsOf(meeting)).toEqual([[1, 'RCD@1.Tripped', 'UpperThreshold', 1, 2]])
})

test('TC_N_21_CSMS Alert Event - HardWiredMonitor', async () => {
  const meeting = await meet('ocpp2.0.1')
  const tripped = { component: { name: 'RCD', evse: { id: 1 } }, variable: { name: 'Tripped' }, techCode: 'E7' }
  expect(await notifies(meeting, tripped)).toEqual({})
  expect(await notifies(meeting, tripped)).toEqual({})
  expect(await faultsOf(meeting)).toMatchObject([
    { code: 'RCD.Tripped', evse: 1, severity: 2, count: 2, closedAt: null, detail: { value: 'true', techCode: 'E7' } },
  ])
  const story = (await listStory(us, meeting.identity)).rows.map(({ kind, what, detail }) => [kind, what, detail])
  expect(story).toContainEqual(['fault', 'began', 'RCD.Tripped'])
  expect(await notifies(meeting, { ...tripped, actualValue: 'false', cleared: true })).toEqual({})
  expect(await faultsOf(meeting)).toMatchObject([{ code: 'RCD.Tripped', closedAt: expect.any(Date) }])
})

test('TC_N_24_CSMS Set Variable Monitoring - Periodic event', async () => {
  const meeting = await meet('ocpp2.0.1')
  const asked = await meeting.tells(
    {
      type: 'set-monitoring',
      monitors: [{ variable: 'EVSE@1.Power', kind: 'Periodic', value: 60, severity: 8 }],
    },
    'SetVariableMonitoring',
    { setMonitoringResult: [{ ...power, id: 7, status: 'Accepted', type: 'Periodic', severity: 8 }] },
  )
  expect(asked.payload).toEqual({
    setMonitoringData: [{ ...power, transaction: false, value: 60, type: 'Periodic', severity: 8 }],
  })
  await meeting.sees(asked.commandId, 'confirmed')
  expect(await monitorsOf(meeting)).toEqual([[7, 'EVSE@1.Power', 'Periodic', 60, 8]])
})

test('TC_N_48_CSMS Alert Event - Variable monitoring on write only', async () => {
  const meeting = await meet('ocpp2.0.1')
  const secret = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } }
  const event = { ...secret, trigger: 'Delta', actualValue: '', eventNotificationType: 'CustomMonitor' }
  expect(await notifies(meeting, { ...event, variableMonitoringId: 5 })).toEqual({})
  expect(await faultsOf(meeting)).toEqual([]) // a password that changed is news, not a fault
  const [entry] = (await listStory(us, meeting.identity)).rows
  expect(entry).toMatchObject({ kind: 'event', what: 'event', detail: 'BasicAuthPassword' })
})

test('TC_N_49_CSMS Alert Event - LowerThreshold/UpperThreshold cleared after reboot', async () => {
  const meeting = await meet('ocpp2.0.1')
  const set = await meeting.tells(
    {
      type: 'set-monitoring',
      monitors: [
        { variable: 'TemperatureSensor@1.Temperature', kind: 'UpperThreshold', value: 80, severity: 3 },
        { variable: 'TemperatureSensor@1.Temperature', kind: 'LowerThreshold', value: -30, severity: 6 },
      ],
    },
    'SetVariableMonitoring',
    {
      setMonitoringResult: [
        { ...temperature, id: 12, status: 'Accepted', type: 'UpperThreshold', severity: 3 },
        { ...temperature, id: 13, status: 'Accepted', type: 'LowerThreshold', severity: 6 },
      ],
    },
  )
  await meeting.sees(set.commandId, 'confirmed')
  const passed = { ...temperature, eventNotificationType: 'CustomMonitor' }
  await notifies(meeting, { ...passed, actualValue: '85', variableMonitoringId: 12 })
  await notifies(meeting, { ...passed, actualValue: '-35', variableMonitoringId: 13 })
  // As grave as its monitor says, one fault for each.
  expect((await faultsOf(meeting)).map(({ code, severity, closedAt }) => [code, severity, closedAt])).toEqual([
    ['TemperatureSensor.Temperature#13', 6, null],
    ['TemperatureSensor.Temperature#12', 3, null],
  ])
  const again = await meeting.reconnects()
  await again.says('BootNotification', {
    reason: 'PowerUp',
    chargingStation: { vendorName: 'Vendor', model: 'Model' },
  })
  const still = await faultsOf(meeting)
  expect(still.map(({ closedAt }) => closedAt)).toEqual([null, null]) // a boot alone proves nothing
  const cleared = { ...passed, actualValue: '20', cleared: true }
  await notifies({ ...meeting, station: again }, { ...cleared, variableMonitoringId: 12 })
  await notifies({ ...meeting, station: again }, { ...cleared, variableMonitoringId: 13 })
  expect((await faultsOf(meeting)).map(({ closedBy }) => closedBy)).toEqual(['station', 'station'])
})

test('TC_N_50_CSMS Alert Event - Periodic Triggered', async () => {
  const meeting = await meet('ocpp2.0.1')
  const event = { ...power, trigger: 'Periodic', actualValue: '7400', eventNotificationType: 'CustomMonitor' }
  expect(await notifies(meeting, { ...event, variableMonitoringId: 7 })).toEqual({})
  expect(await notifies(meeting, { ...event, variableMonitoringId: 7, actualValue: '7300' })).toEqual({})
  expect(await faultsOf(meeting)).toEqual([])
  expect((await listStory(us, meeting.identity)).rows.filter(({ detail }) => detail === 'Power')).toHaveLength(2)
})
