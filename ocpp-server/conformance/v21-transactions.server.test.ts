import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { ACCEPTED, becomes, charging, flags } from './charging-201'

test('X-11 what 2.1 says of a transaction is kept, and the price stays ours', async () => {
  const { card, transaction, station } = await charging('ocpp2.1')
  const tx = transaction()
  const begun = await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(begun).toEqual(ACCEPTED)
  const costDetails = {
    totalCost: { currency: 'SEK', typeOfCost: 'NormalCost', total: { exclTax: 80, inclTax: 100 } },
    totalUsage: { energy: 5, chargingTime: 1800, idleTime: 0 },
  }
  const limits = { transactionLimit: { maxCost: 200 }, operationMode: 'ChargingOnly' }
  const late = tx.event('Updated', 'LimitSet', { at: 5, wh: 2000 })
  Object.assign(late.transactionInfo as object, limits)
  expect(await tx.updated('RunningCost', { at: 10, wh: 3000, more: { costDetails } })).toEqual({ totalCost: 8 })
  ;(await station.hears('GetTransactionStatus')).answer({ ongoingIndicator: true, messagesInQueue: true })
  expect(await station.says('TransactionEvent', late)).toEqual({ totalCost: 8 })
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 6000 })).toEqual({
    totalCost: 20,
  })
  expect((await tx.row()).stationSaid).toEqual({ at: tx.instant(10), costDetails, ...limits })
})

test('X-4 a transaction goes on after the station was reset, in its own connection or a new one', async () => {
  const { card, transaction, reconnects, stationId } = await charging('ocpp2.1')
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  const again = await reconnects()
  const boot = { reason: 'RemoteReset', chargingStation: { vendorName: 'Vendor', model: 'Model' } }
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect((await tx.row()).status).toBe('active') // a boot ends nothing
  const resumed = tx.event('Updated', 'TxResumed', { at: 20, state: 'Charging', wh: 3000 })
  expect(await again.says('TransactionEvent', resumed)).toEqual({ totalCost: 8 })
  const end = tx.event('Ended', 'EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 6000 })
  expect(await again.says('TransactionEvent', end)).toEqual({ totalCost: 20 })
  const row = await tx.row()
  expect([row.completeness, Number(row.energyWh), flags(row)]).toEqual(['complete', 5000, []])
  expect(await db().session.count({ where: { stationId } })).toBe(1)
})

test('X-13 a session that names a reservation has used it', async () => {
  const { card, transaction, stationId } = await charging('ocpp2.1')
  const { id } = await db().reservation.create({
    data: {
      stationId,
      evseNumber: 1,
      tokenValue: card.idToken,
      stage: 'active',
      expiresAt: new Date(Date.now() + 600_000),
    },
  })
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'EVConnected', more: { reservationId: id } })
  const { id: sessionId } = await tx.row()
  expect(await db().reservation.findUniqueOrThrow({ where: { id } })).toMatchObject({ stage: 'used', sessionId })
})

test('X-5 a station that never answers the question leaves the session waiting', async () => {
  const { card, transaction, station } = await charging('ocpp2.1')
  const tx = transaction()
  await tx.started('Authorized', { token: card, state: 'Charging', wh: 1000 })
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', wh: 6000, seqNo: 3 })).toEqual({})
  ;(await station.hears('GetTransactionStatus')).refuse('NotImplemented')
  await station.says('Heartbeat')
  await becomes(tx, { completeness: 'waiting', priced: null })
})
