import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { charging, flags, meterValue, type Transaction } from './charging-201'
import { inMinutes, meet } from './meet'

const readings = async (where: { stationId: bigint; sessionId?: bigint | null }) =>
  (await db().reading.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map((reading) => [
    reading.context,
    Number(reading.registerWh),
    reading.energyWh === null ? null : Number(reading.energyWh),
  ])

test('TC_J_01_CSMS Clock-aligned Meter Values - No transaction ongoing', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  for (const evseId of [0, 1, 2]) {
    const said = { evseId, meterValue: [meterValue(inMinutes(-evseId), 7000 + evseId, 'Sample.Clock')] }
    expect(await station.says('MeterValues', said)).toEqual({})
  }
  // Kept and shown, nobody's: an energy since a session's start they do not have.
  const kept = await readings({ stationId, sessionId: null })
  expect(kept).toEqual([7002, 7001, 7000].map((register) => ['Sample.Clock', register, null]))
  expect(await db().session.count({ where: { stationId } })).toBe(0)
})

async function aRunning(): Promise<{ tx: Transaction; stationId: bigint }> {
  const { card, transaction, stationId } = await charging()
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  return { tx, stationId }
}

test('TC_J_02_CSMS Clock-aligned Meter Values - Transaction ongoing', async () => {
  const { tx, stationId } = await aRunning()
  const clock = { context: 'Sample.Clock' }
  expect(await tx.updated('MeterValueClock', { at: 15, wh: 3500, ...clock })).toEqual({ totalCost: 10 })
  expect(await tx.updated('MeterValueClock', { at: 30, wh: 6000, ...clock })).toEqual({ totalCost: 20 })
  const { id, energyWh } = await tx.row()
  expect(Number(energyWh)).toBe(5000)
  expect(await readings({ stationId, sessionId: id })).toEqual([
    ['Transaction.Begin', 1000, 0],
    ['Sample.Clock', 3500, 2500],
    ['Sample.Clock', 6000, 5000],
  ])
})

test.each([
  ['TC_J_03_CSMS Clock-aligned Meter Values - EventType Ended', 'Sample.Clock'],
  ['TC_J_10_CSMS Sampled Meter Values - EventType Ended', 'Sample.Periodic'],
] as const)('%s', async (_name, context) => {
  const { tx, stationId } = await aRunning()
  await tx.updated('MeterValuePeriodic', { at: 10, wh: 3000, context })
  // The whole series comes once more with the end: nothing of it is counted twice.
  const series = [
    meterValue(tx.instant(0), 1000, 'Transaction.Begin'),
    meterValue(tx.instant(10), 3000, context),
    meterValue(tx.instant(20), 5000, context),
    meterValue(tx.instant(30), 6000, 'Transaction.End'),
  ]
  const end = { at: 30, state: 'Idle', reason: 'EVDisconnected', more: { meterValue: series } } as const
  expect(await tx.ended('EVDeparted', end)).toEqual({ totalCost: 20 })
  const row = await tx.row()
  expect([Number(row.energyWh), Number(row.priced?.total), flags(row)]).toEqual([5000, 20, []])
  expect(await readings({ stationId, sessionId: row.id })).toEqual([
    ['Transaction.Begin', 1000, 0],
    [context, 3000, 2000],
    [context, 5000, 4000],
    ['Transaction.End', 6000, null],
  ])
})

test('TC_J_07_CSMS Sampled Meter Values - EventType Started - EVSE known', async () => {
  const { tx, stationId } = await aRunning()
  const row = await tx.row()
  expect([row.evseNumber, Number(row.meterStartWh)]).toEqual([1, 1000])
  expect(await readings({ stationId, sessionId: row.id })).toEqual([['Transaction.Begin', 1000, 0]])
})

test('TC_J_08_CSMS Sampled Meter Values - Context Transaction.Begin - EVSE not known', async () => {
  const { card, transaction } = await charging()
  const tx = transaction()
  await tx.started('Authorized', { token: card, isPlaced: false })
  expect((await tx.row()).meterStartWh).toBeNull()
  const plugged = { at: 2, state: 'EVConnected', isPlaced: true, wh: 1000, context: 'Transaction.Begin' } as const
  expect(await tx.updated('CablePluggedIn', plugged)).toEqual({ totalCost: 0 })
  expect(await tx.updated('MeterValuePeriodic', { at: 10, wh: 2000 })).toEqual({ totalCost: 4 })
  const row = await tx.row()
  expect([row.evseNumber, Number(row.meterStartWh), Number(row.energyWh)]).toEqual([1, 1000, 1000])
})

test('TC_J_09_CSMS Sampled Meter Values - EventType Updated', async () => {
  const { tx, stationId } = await aRunning()
  const kWh = meterValue(tx.instant(10), 2.5, 'Sample.Periodic', { unitOfMeasure: { unit: 'kWh' } })
  const many = {
    timestamp: tx.instant(20),
    sampledValue: [
      { value: 40, unitOfMeasure: { unit: 'Wh', multiplier: 2 } }, // 4 000 Wh; all else is the default
      { value: 11, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'kW' } },
      { value: 55, measurand: 'SoC', unitOfMeasure: { unit: 'Percent' } },
      ...[16, 15.5, 15].map((value, index) => ({ value, measurand: 'Current.Import', phase: `L${index + 1}` })),
    ],
  }
  expect(await tx.updated('MeterValuePeriodic', { at: 10, more: { meterValue: [kWh] } })).toEqual({ totalCost: 6 })
  expect(await tx.updated('MeterValuePeriodic', { at: 20, more: { meterValue: [many] } })).toEqual({ totalCost: 12 })
  const row = await tx.row()
  expect([Number(row.energyWh), Number(row.powerW), Number(row.socPercent)]).toEqual([3000, 11_000, 55])
  const [last] = await db().reading.findMany({ where: { stationId }, orderBy: { at: 'desc' }, take: 1 })
  expect([last!.currentL1A, last!.currentL2A, last!.currentL3A].map(Number)).toEqual([16, 15.5, 15])
})
