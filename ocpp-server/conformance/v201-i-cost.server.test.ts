import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { charging } from './charging-201'

test('TC_I_01_CSMS Show EV Driver running total cost during charging - costUpdatedRequest', async () => {
  const { card, transaction, tells, sees } = await charging()
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await tx.updated('MeterValuePeriodic', { at: 10, wh: 3250 })).toEqual({ totalCost: 9 })
  const sessionId = String((await tx.row()).id)
  const { payload, commandId } = await tells({ type: 'update-cost', sessionId }, 'CostUpdated', {})
  expect(payload).toEqual({ totalCost: 9, transactionId: tx.id })
  await sees(commandId, 'confirmed')
  const said = await tells({ type: 'update-cost', sessionId, amount: 12.5 }, 'CostUpdated', {})
  expect(said.payload).toEqual({ totalCost: 12.5, transactionId: tx.id })
  await sees(said.commandId, 'confirmed')
})

test('TC_I_02_CSMS Show EV Driver Final Total Cost After Charging', async () => {
  const { station, card, transaction, stationId } = await charging()
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  const end = tx.event('Ended', 'EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 3333 })
  // Rounded to the smallest coin, VAT included; said again to a station that asks again.
  for (const _ of [1, 2]) expect(await station.says('TransactionEvent', end)).toEqual({ totalCost: 9.33 })
  // Free is 0; a price that nobody knows is not said.
  await db().station.update({ where: { id: stationId }, data: { tariffId: null } })
  const unpriced = transaction()
  await unpriced.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await unpriced.ended('EVDeparted', { at: 5, state: 'Idle', wh: 2000 })).toEqual({})
  await db().station.update({ where: { id: stationId }, data: { tariffId: await aFreeTariff() } })
  const free = transaction()
  await free.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await free.ended('EVDeparted', { at: 5, state: 'Idle', wh: 2000 })).toEqual({ totalCost: 0 })
})

async function aFreeTariff(): Promise<bigint> {
  const { id } = await db().tariff.create({ data: { name: `Free ${Date.now()}` } })
  const elements = [{ components: [{ dimension: 'energy', price: '0' }] }]
  await db().tariffVersion.create({
    data: { tariffId: id, number: 1, vatPercent: '25', createdBy: 'user:1', elements },
  })
  return id
}

/** What the station has told of how it shows cost. */
const shows = (stationId: bigint, currency: string, isOn = 'true') =>
  db().configurationValue.createMany({
    data: [
      { key: 'Enabled', instance: '/Cost', value: isOn },
      { key: 'Currency', value: currency },
    ].map((variable) => ({ stationId, component: 'TariffCostCtrlr', updatedAt: new Date(), ...variable })),
  })

test('X-9 a station that says it shows cost is told the running sum, at most once a minute', async () => {
  const { station, stationId, card, transaction } = await charging()
  await shows(stationId, 'SEK')
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  const call = await station.hears('CostUpdated')
  expect(call.payload).toEqual({ totalCost: 0, transactionId: tx.id })
  call.answer({})
  await tx.updated('MeterValuePeriodic', { at: 30, wh: 9000 })
  await station.says('Heartbeat')
  expect(station.isUndisturbed).toBe(true)
  expect(await db().command.count({ where: { stationId } })).toBe(0) // nobody asked for it
})

test('X-8 a sum in another currency than the station shows is not said', async () => {
  const { stationId, card, transaction } = await charging()
  await shows(stationId, 'EUR')
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await tx.updated('MeterValuePeriodic', { at: 10, wh: 3250 })).toEqual({})
})

test('X-8 a station that says it shows no cost hears the final sum only', async () => {
  const { stationId, card, transaction } = await charging()
  await shows(stationId, 'SEK', 'false')
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await tx.updated('MeterValuePeriodic', { at: 10, wh: 3250 })).toEqual({})
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', wh: 6000 })).toEqual({ totalCost: 20 })
})
