import { describe, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import type { CommandInput } from '../../lib/commands/command'
import { requestIdOf } from '../../lib/commands/confirm-command'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aSession, aTariffVersion } from '../../lib/db/testing/fixtures'
import { meet } from '../conformance/meet'

const us = systemActor('system')
const ELEMENTS = [
  {
    components: [
      { dimension: 'flat', price: '5' },
      { dimension: 'energy', price: '3.90' },
      { dimension: 'time', price: '0.10' },
      { dimension: 'idle', price: '1', graceSeconds: 600 },
    ],
  },
]
const vat = [{ type: 'VAT', tax: 25 }]
const curve = {
  priority: 1,
  yUnit: 'PctMaxVar',
  curveData: [{ x: 90, y: 20 }],
  startTime: '2026-12-01T00:00:00Z',
  duration: 3600,
}
const token = { idToken: '04A2', type: 'ISO14443' }

describe('V-30 tariffs of ours on a station that prices by itself', () => {
  test('set: prices without tax, per minute and kWh, idling free at first; then listed and cleared', async () => {
    const { tells, sees, stationId } = await meet('ocpp2.1')
    const version = await aTariffVersion(ELEMENTS)
    const key = `tariff-${version.tariffId}-v1`
    const tariffId = String(version.tariffId)
    const set = await tells({ type: 'set-default-tariff', tariffId, evseId: 1 }, 'SetDefaultTariff', {
      status: 'Accepted',
    })
    expect(set.payload).toEqual({
      evseId: 1,
      tariff: {
        tariffId: key,
        currency: 'SEK',
        description: [{ format: 'UTF8', content: expect.any(String) }],
        fixedFee: { prices: [{ priceFixed: 4 }], taxRates: vat },
        energy: { prices: [{ priceKwh: 3.12 }], taxRates: vat },
        chargingTime: { prices: [{ priceMinute: 0.08 }], taxRates: vat },
        idleTime: { prices: [{ priceMinute: 0.8, conditions: { minIdleTime: 600 } }], taxRates: vat },
      },
    })
    await sees(set.commandId, 'confirmed')
    const kept = () => db().stationTariff.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
    expect(await kept()).toMatchObject([
      { evseNumber: 1, tariffKey: key, kind: 'default', tariffVersionId: version.id, clearedAt: null },
    ])

    const assignments = [
      { tariffId: key, tariffKind: 'DefaultTariff', evseIds: [1] },
      { tariffId: 'other', tariffKind: 'DriverTariff', idTokens: ['04A2'] },
    ]
    const listed = await tells({ type: 'get-tariffs' }, 'GetTariffs', {
      status: 'Accepted',
      tariffAssignments: assignments,
    })
    expect(listed.payload).toEqual({ evseId: 0 })
    await sees(listed.commandId, 'confirmed')
    expect(await kept()).toMatchObject([
      { tariffKey: key, tariffVersionId: version.id, clearedAt: null },
      { tariffKey: 'other', kind: 'driver', evseNumber: 0 },
    ])

    const cleared = await tells({ type: 'clear-tariffs', tariffKeys: [key, 'other'] }, 'ClearTariffs', {
      clearTariffsResult: [
        { tariffId: key, status: 'Accepted' },
        { tariffId: 'other', status: 'Rejected' },
      ],
    })
    expect(cleared.payload).toEqual({ tariffIds: [key, 'other'] })
    await sees(cleared.commandId, 'rejected')
    expect(await kept()).toMatchObject([
      { tariffKey: key, clearedAt: expect.any(Date) },
      { tariffKey: 'other', clearedAt: null },
    ])
    const none = await tells({ type: 'get-tariffs', evseId: 0 }, 'GetTariffs', { status: 'NoTariff' })
    await sees(none.commandId, 'confirmed')
    expect(await kept()).toMatchObject([{ clearedAt: expect.any(Date) }, { clearedAt: expect.any(Date) }])
  })

  test('one that does not exist or cannot be read is not sent, and the command says why', async () => {
    const { asks, sees, station } = await meet('ocpp2.1')
    const odd = await aTariffVersion([{ components: [{ dimension: 'parking', price: '1' }] }])
    const missing = await asks({ type: 'set-default-tariff', tariffId: '999999' })
    const unreadable = await asks({ type: 'set-default-tariff', tariffId: String(odd.tariffId), version: 1 })
    await sees(missing, 'failed')
    await sees(unreadable, 'failed')
    expect((await getCommand(us, missing)).error).toBe('There is no tariff 999999.')
    expect((await getCommand(us, unreadable)).error).toContain('cannot be read here')
    expect(station.isUndisturbed).toBe(true)
  })

  test('2.0.1 has no words for it', async () => {
    const { asks, sees } = await meet('ocpp2.0.1')
    const id = await asks({ type: 'get-tariffs' })
    await sees(id, 'failed')
    expect((await getCommand(us, id)).error).toBe('ocpp2.0.1 has no words for get-tariffs.')
  })
})

describe('V-31 what a running session is told', () => {
  test.each([
    ['change-transaction-tariff', 'ChangeTransactionTariff', {}, { tariff: { currency: 'SEK' } }],
    ['use-priority-charging', 'UsePriorityCharging', { activate: true }, { activate: true }],
    [
      'allow-energy-transfer',
      'NotifyAllowedEnergyTransfer',
      { modes: ['DC', 'DC_BPT'] },
      { allowedEnergyTransfer: ['DC', 'DC_BPT'] },
    ],
  ] as const)('%s', async (type, action, input, payload) => {
    const { tells, sees, stationId } = await meet('ocpp2.1')
    const session = await aSession(stationId, { ocppTransactionId: 'tx-1' })
    const version = await aTariffVersion(ELEMENTS)
    const command = {
      type,
      sessionId: String(session.id),
      ...(type === 'change-transaction-tariff' && { tariffId: String(version.tariffId) }),
      ...input,
    } as CommandInput
    const call = await tells(command, action, { status: 'Accepted' })
    expect(call.payload).toMatchObject({ transactionId: 'tx-1', ...payload })
    await sees(call.commandId, 'confirmed')
  })
})

test.each([
  [
    { type: 'web-payment-started', evseId: 1, timeoutSeconds: 120 },
    'NotifyWebPaymentStarted',
    { evseId: 1, timeout: 120 },
    {},
  ],
  [
    { type: 'afrr-signal', signal: -3, at: '2026-12-01T00:00:00Z' },
    'AFRRSignal',
    { timestamp: '2026-12-01T00:00:00Z', signal: -3 },
    { status: 'Accepted' },
  ],
  [
    { type: 'data-transfer', vendorId: 'org.example', messageId: 'hi', data: { a: [1] } },
    'DataTransfer',
    { vendorId: 'org.example', messageId: 'hi', data: { a: [1] } },
    { status: 'Accepted' },
  ],
] as const)('V-32 $0.type', async (command, action, payload, answer) => {
  const { tells, sees } = await meet('ocpp2.1')
  const call = await tells(command, action, answer)
  expect(call.payload).toEqual(payload)
  await sees(call.commandId, 'confirmed')
})

test('V-25 a dynamic schedule is told, and told again when the station pulls', async () => {
  const { tells, sees, station } = await meet('ocpp2.1')
  const call = await tells(
    { type: 'update-dynamic-schedule', profileId: 3, update: { limit: 6000, setpointReactiveL2: -1 } },
    'UpdateDynamicSchedule',
    { status: 'Accepted' },
  )
  expect(call.payload).toEqual({ chargingProfileId: 3, scheduleUpdate: { limit: 6000, setpointReactive_L2: -1 } })
  await sees(call.commandId, 'confirmed')
  expect(await station.says('PullDynamicScheduleUpdate', { chargingProfileId: 3 })).toEqual({
    status: 'Accepted',
    scheduleUpdate: { limit: 6000, setpointReactive_L2: -1 },
  })
  expect(await station.says('PullDynamicScheduleUpdate', { chargingProfileId: 4 })).toMatchObject({
    status: 'Rejected',
  })
})

test('V-26 DER controls: set, reported, superseded, cleared', async () => {
  const { tells, sees, station, stationId } = await meet('ocpp2.1')
  const kept = () => db().derControl.findMany({ where: { stationId }, orderBy: { controlId: 'asc' } })
  const set = await tells(
    { type: 'set-der-control', controlType: 'VoltVar', isDefault: false, controlId: 'a', setting: curve },
    'SetDERControl',
    { status: 'Accepted' },
  )
  expect(set.payload).toEqual({ isDefault: false, controlId: 'a', controlType: 'VoltVar', curve })
  await sees(set.commandId, 'confirmed')
  const other = await tells(
    {
      type: 'set-der-control',
      controlType: 'FixedPFInject',
      isDefault: true,
      setting: { priority: 0, displacement: 1, excitation: true },
    },
    'SetDERControl',
    { status: 'Accepted', supersededIds: ['a'] },
  )
  expect(other.payload).toMatchObject({ controlId: `control-${other.commandId}`, fixedPFInject: { displacement: 1 } })
  await sees(other.commandId, 'confirmed')
  expect(await kept()).toMatchObject([
    { controlId: 'a', isSuperseded: true, durationSeconds: 3600, startAt: new Date('2026-12-01T00:00:00Z') },
    { controlId: `control-${other.commandId}`, controlType: 'FixedPFInject', isDefault: true },
  ])

  const get = await tells({ type: 'get-der-control', controlType: 'VoltVar' }, 'GetDERControl', { status: 'Accepted' })
  const requestId = requestIdOf(get.commandId)
  expect(get.payload).toEqual({ requestId, controlType: 'VoltVar' })
  await sees(get.commandId, 'accepted')
  const part = (id: string) => ({ id, curveType: 'VoltVar', isDefault: false, isSuperseded: false, curve })
  await station.says('ReportDERControl', { requestId, tbc: true, curve: [part('a')] })
  await station.says('ReportDERControl', { requestId, curve: [part('b')] })
  await sees(get.commandId, 'confirmed')
  expect((await kept()).map(({ controlId, isSuperseded }) => [controlId, isSuperseded])).toEqual([
    ['a', false],
    ['b', false],
    [`control-${other.commandId}`, false],
  ])
  expect(await db().commandReport.count({ where: { stationId, requestId } })).toBe(2)

  const clear = await tells(
    { type: 'clear-der-control', isDefault: false, controlType: 'VoltVar' },
    'ClearDERControl',
    {
      status: 'Accepted',
    },
  )
  expect(clear.payload).toEqual({ isDefault: false, controlType: 'VoltVar' })
  await sees(clear.commandId, 'confirmed')
  expect((await kept()).map(({ clearedAt }) => clearedAt === null)).toEqual([false, false, true])
  const none = await tells({ type: 'get-der-control' }, 'GetDERControl', { status: 'NotFound' })
  await sees(none.commandId, 'confirmed')
})

test('V-26 a setting that breaks the standard is not sent, and names its field', async () => {
  const { asks, sees } = await meet('ocpp2.1')
  const id = await asks({
    type: 'set-der-control',
    controlType: 'Gradients',
    isDefault: true,
    setting: { priority: 1 },
  })
  await sees(id, 'failed')
  expect((await getCommand(us, id)).error).toContain("SetDERControl: gradient must have required property 'gradient'")
})

test('V-20 streams: opened by the station, listed, changed, their values kept without an answer, closed', async () => {
  const { tells, sees, station, stationId } = await meet('ocpp2.1')
  const stream = (interval: number) => ({ id: 4, variableMonitoringId: 70, params: { interval, values: 10 } })
  const kept = () => db().periodicStream.findMany({ where: { stationId } })
  expect(await station.says('OpenPeriodicEventStream', { constantStreamData: stream(60) })).toEqual({
    status: 'Accepted',
  })
  expect(await kept()).toMatchObject([{ streamId: 4, monitorId: 70, intervalSeconds: 60, valueCount: 10 }])
  const list = await tells({ type: 'get-streams' }, 'GetPeriodicEventStream', { constantStreamData: [stream(30)] })
  await sees(list.commandId, 'confirmed')
  expect(await kept()).toMatchObject([{ intervalSeconds: 30 }])
  const adjust = await tells({ type: 'adjust-stream', streamId: 4, intervalSeconds: 15 }, 'AdjustPeriodicEventStream', {
    status: 'Accepted',
  })
  expect(adjust.payload).toEqual({ id: 4, params: { interval: 15 } })
  await sees(adjust.commandId, 'confirmed')
  expect(await kept()).toMatchObject([{ intervalSeconds: 15, valueCount: 10 }])
  expect(await station.says('ClosePeriodicEventStream', { id: 4 })).toEqual({})
  expect(await kept()).toMatchObject([{ closedAt: expect.any(Date) }])
})

test('V-22 a battery swap we asked for is done when a battery has been given out', async () => {
  const { tells, sees, station, stationId } = await meet('ocpp2.1')
  const swap = await tells({ type: 'request-battery-swap', token: '04A2' }, 'RequestBatterySwap', {
    status: 'Accepted',
  })
  const requestId = requestIdOf(swap.commandId)
  expect(swap.payload).toEqual({ requestId, idToken: token })
  await sees(swap.commandId, 'accepted')
  const battery = { evseId: 1, serialNumber: 'B-1', soC: 90, soH: 99 }
  const said = (eventType: string) => ({ eventType, requestId, idToken: token, batteryData: [battery] })
  expect(await station.says('BatterySwap', said('BatteryIn'))).toEqual({})
  await sees(swap.commandId, 'accepted')
  expect(await station.says('BatterySwap', said('BatteryOut'))).toEqual({})
  await sees(swap.commandId, 'confirmed')
  expect(await db().batterySwap.findMany({ where: { stationId }, orderBy: { id: 'asc' } })).toMatchObject([
    { eventType: 'BatteryIn', requestId, tokenValue: '04A2', batteries: [battery] },
    { eventType: 'BatteryOut' },
  ])
})
