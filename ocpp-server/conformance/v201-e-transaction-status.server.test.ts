import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { becomes, type Charging, charging, flags, type Transaction } from './charging-201'

/** Began while the station was offline for a while: events 1 and 2 are in its queue. */
async function withQueue(): Promise<Charging & { tx: Transaction; sendsQueued(): Promise<unknown[]> }> {
  const met = await charging()
  const tx = met.transaction()
  await tx.started('Authorized', { token: met.card, state: 'Charging', wh: 1000 })
  const queued = [
    tx.event('Updated', 'MeterValuePeriodic', { at: 10, wh: 2000, offline: true }),
    tx.event('Updated', 'ChargingStateChanged', { at: 12, state: 'SuspendedEV', offline: true }),
  ]
  const sendsQueued = async () => {
    const answers = []
    for (const event of queued) answers.push(await met.station.says('TransactionEvent', event))
    return answers
  }
  return { ...met, tx, sendsQueued }
}

const asked = async ({ stationId }: Charging) =>
  db().command.findMany({ where: { stationId, type: 'get-transaction-status' }, orderBy: { id: 'asc' } })

test('TC_E_29_CSMS Check Transaction status - Transaction with id ongoing - with message in queue', async () => {
  const met = await withQueue()
  const { tx, station } = met
  expect(await tx.updated('MeterValuePeriodic', { at: 15, wh: 3000 })).toEqual({ totalCost: 8 })
  // Number 3 after 0: it is asked at once, by the gateway itself.
  const call = await station.hears('GetTransactionStatus')
  expect(call.payload).toEqual({ transactionId: tx.id })
  call.answer({ ongoingIndicator: true, messagesInQueue: true })
  await met.sendsQueued()
  const row = await tx.row()
  expect(row.events.map(({ seqNo }) => seqNo)).toEqual([0, 1, 2, 3])
  expect(row).toMatchObject({ status: 'active', completeness: 'complete' })
  const [command] = await asked(met)
  expect(command).toMatchObject({ requestedBy: 'gateway', sessionId: row.id })
  await met.sees(command!.id, 'confirmed')
  expect(station.isUndisturbed).toBe(true)
})

test('TC_E_30_CSMS Check Transaction status - Transaction with id ongoing - without message in queue', async () => {
  const met = await charging()
  const tx = met.transaction()
  await tx.started('Authorized', { token: met.card, state: 'Charging', wh: 1000 })
  const { id } = await tx.row()
  const answer = { ongoingIndicator: true, messagesInQueue: false }
  const command = { type: 'get-transaction-status', sessionId: String(id) } as const
  const { payload, commandId } = await met.tells(command, 'GetTransactionStatus', answer)
  expect(payload).toEqual({ transactionId: tx.id })
  await met.sees(commandId, 'confirmed')
  expect((await db().command.findUniqueOrThrow({ where: { id: commandId } })).answer).toEqual(answer)
  expect(await tx.row()).toMatchObject({ status: 'active', completeness: 'complete' })
})

test('TC_E_31_CSMS Check Transaction status - Transaction with id ended - with message in queue', async () => {
  const met = await withQueue()
  const { tx, station } = met
  // The end overtakes what is queued: the final sum is not known, and no sum is said.
  expect(await tx.ended('EVDeparted', { at: 30, state: 'Idle', reason: 'EVDisconnected', wh: 6000 })).toEqual({})
  const call = await station.hears('GetTransactionStatus')
  expect(call.payload).toEqual({ transactionId: tx.id })
  expect(await tx.row()).toMatchObject({ status: 'ended', completeness: 'waiting', priced: null })
  call.answer({ ongoingIndicator: false, messagesInQueue: true })
  await met.sees((await asked(met))[0]!.id, 'confirmed')
  expect(await tx.row()).toMatchObject({ completeness: 'waiting', priced: null })
  expect(await met.sendsQueued()).toEqual([{}, { totalCost: 20 }])
  const row = await tx.row()
  expect([row.completeness, Number(row.priced?.total), flags(row)]).toEqual(['complete', 20, []])
})

test('TC_E_33_CSMS Check Transaction status - Without transactionId - with message in queue', async () => {
  const met = await withQueue()
  const { tx, station } = met
  await tx.ended('EVDeparted', { at: 30, state: 'Idle', wh: 6000 })
  ;(await station.hears('GetTransactionStatus')).refuse('InternalError') // answers nothing useful
  const { payload, commandId } = await met.tells({ type: 'get-transaction-status' }, 'GetTransactionStatus', {
    messagesInQueue: true,
  })
  expect(payload).toEqual({})
  await met.sees(commandId, 'confirmed')
  expect(await tx.row()).toMatchObject({ completeness: 'waiting', priced: null })
  await met.sendsQueued()
  expect(await tx.row()).toMatchObject({ completeness: 'complete' })
})

test('TC_E_34_CSMS Check Transaction status - Without transactionId - without message in queue', async () => {
  const met = await withQueue()
  const { tx, station } = met
  await tx.ended('EVDeparted', { at: 30, state: 'Idle', wh: 6000 })
  ;(await station.hears('GetTransactionStatus')).answer({ ongoingIndicator: false, messagesInQueue: true })
  const { payload, commandId } = await met.tells({ type: 'get-transaction-status' }, 'GetTransactionStatus', {
    messagesInQueue: false,
  })
  expect(payload).toEqual({})
  await met.sees(commandId, 'confirmed')
  // Nothing more will come of anything: it is priced with what there is, for a person to look at.
  const row = await tx.row()
  expect([row.completeness, Number(row.priced?.total), flags(row)]).toEqual(['incomplete', 20, ['events-missing']])
})

test('X-5 an end that leaves something out, of a station with nothing more to send, is priced at once and flagged', async () => {
  const met = await charging()
  const tx = met.transaction()
  await tx.started('Authorized', { token: met.card, state: 'Charging', wh: 1000 })
  await tx.ended('EVDeparted', { at: 30, state: 'Idle', wh: 6000, seqNo: 4 })
  ;(await met.station.hears('GetTransactionStatus')).answer({ ongoingIndicator: false, messagesInQueue: false })
  await becomes(tx, { completeness: 'incomplete' })
  expect(flags(await tx.row())).toEqual(['events-missing'])
})
