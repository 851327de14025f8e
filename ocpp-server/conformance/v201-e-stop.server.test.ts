import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { ACCEPTED, charging, flags, states, status } from './charging-201'

/** A driver who has charged 5 kWh in half an hour: 20.00 so far. */
async function aRunning() {
  const met = await charging()
  const { station, card } = met
  await station.says('StatusNotification', status('Occupied'))
  const tx = met.transaction()
  await tx.started('CablePluggedIn', { state: 'EVConnected', wh: 1000 })
  await tx.updated('Authorized', { at: 1, token: card })
  await tx.updated('ChargingStateChanged', { at: 2, state: 'Charging' })
  expect(await tx.updated('MeterValuePeriodic', { at: 30, wh: 6000 })).toEqual({ totalCost: 20 })
  return { ...met, tx }
}

const stops = [
  [
    'TC_E_07_CSMS Stop transaction options - PowerPathClosed - Local stop',
    'StopAuthorized',
    'EVConnected',
    'Local',
    true,
  ],
  ['TC_E_15_CSMS Stop transaction options - StopAuthorized - Local', 'StopAuthorized', 'SuspendedEVSE', 'Local', true],
  [
    'TC_E_08_CSMS Stop transaction options - EnergyTransfer stopped - StopAuthorized',
    'StopAuthorized',
    'EVConnected',
    'Local',
    true,
  ],
  [
    'TC_E_14_CSMS Stop transaction options - EVDisconnected - Charging Station side',
    'EVCommunicationLost',
    'Idle',
    'EVDisconnected',
    false,
  ],
  [
    'TC_E_20_CSMS Stop transaction options - EVDisconnected - EV side (IEC 61851-1)',
    'EVCommunicationLost',
    'Idle',
    'EVDisconnected',
    false,
  ],
  ['TC_E_19_CSMS Stop transaction options - ParkingBayUnoccupied', 'EVDeparted', 'Idle', 'Local', false],
  [
    'TC_E_22_CSMS Stop transaction options - EnergyTransfer stopped - SuspendedEV',
    'ChargingStateChanged',
    'SuspendedEV',
    'StoppedByEV',
    false,
  ],
] as const

test.each(stops)('%s', async (_name, trigger, state, reason, isCard) => {
  const { station, tx, card, stationId } = await aRunning()
  if (isCard) expect(await station.says('Authorize', { idToken: card })).toEqual(ACCEPTED)
  const end = { at: 40, state, reason, wh: 7000, ...(isCard && { token: card }) }
  expect(await tx.ended(trigger, end)).toEqual({ ...(isCard && ACCEPTED), totalCost: 24 })
  const row = await tx.row()
  expect(row).toMatchObject({
    status: 'ended',
    completeness: 'complete',
    stopReason: reason,
    stopTokenValue: isCard ? card.idToken : null,
    endedAt: new Date(tx.instant(40)),
  })
  expect([Number(row.energyWh), Number(row.priced?.total), flags(row)]).toEqual([6000, 24, []])
  // The cable may stay in: that is no session any more, and another begins with its own numbers.
  expect(await station.says('StatusNotification', status('Available'))).toEqual({})
  expect(await db().session.count({ where: { stationId, status: 'active' } })).toBe(0)
})

test.each([
  ['TC_E_16_CSMS Stop transaction options - Deauthorized - Invalid idToken', 'Deauthorized', 'EVConnected'],
  ['TC_E_17_CSMS Stop transaction options - Deauthorized - EV side disconnect', 'EVCommunicationLost', 'Idle'],
] as const)('%s', async (_name, trigger, state) => {
  const { transaction, stationId } = await charging()
  const { value } = await aToken({ active: false })
  const tx = transaction()
  await tx.started('CablePluggedIn', { state: 'EVConnected', wh: 1000 })
  // The station believed its cache; our answer tells it that it was wrong, and what has been delivered is known.
  expect(
    await tx.updated('Authorized', { at: 1, token: { idToken: value, type: 'ISO14443' }, state: 'Charging' }),
  ).toEqual({
    idTokenInfo: { status: 'Blocked' },
    totalCost: 0,
  })
  if (state === 'Idle') {
    const suspended = { at: 2, state: 'SuspendedEVSE', wh: 1500 } as const
    expect(await tx.updated('Deauthorized', suspended)).toEqual({ totalCost: 2 })
    expect((await tx.row()).status).toBe('active')
  }
  const reason = state === 'Idle' ? 'EVDisconnected' : 'DeAuthorized'
  expect(await tx.ended(trigger, { at: 3, state, reason, wh: 1500 })).toEqual({ totalCost: 2 })
  const row = await tx.row()
  expect(row).toMatchObject({ authorisation: 'blocked', stopReason: reason, status: 'ended' })
  expect([Number(row.energyWh), flags(row)]).toEqual([500, ['token-not-accepted']])
  expect(await db().session.count({ where: { stationId } })).toBe(1)
})

test('TC_E_21_CSMS Stop transaction options - StopAuthorized - Remote', async () => {
  const { tx, tells, sees } = await aRunning()
  const { id } = await tx.row()
  const stop = await tells({ type: 'stop', sessionId: String(id) }, 'RequestStopTransaction', { status: 'Accepted' })
  expect(stop.payload).toEqual({ transactionId: tx.id })
  await sees(stop.commandId, 'accepted') // accepted is not done
  expect(await tx.updated('RemoteStop', { at: 31, state: 'EVConnected', wh: 6000 })).toEqual({ totalCost: 20 })
  expect((await tx.row()).status).toBe('active')
  expect(await tx.ended('RemoteStop', { at: 32, state: 'EVConnected', reason: 'Remote', wh: 6000 })).toEqual({
    totalCost: 20,
  })
  await sees(stop.commandId, 'confirmed')
  expect(await tx.row()).toMatchObject({ status: 'ended', stopReason: 'Remote' })
})

test('TC_E_26_CSMS Disconnect cable on EV-side - Suspend transaction', async () => {
  const { station, tx } = await aRunning()
  expect(await tx.updated('EVCommunicationLost', { at: 31, state: 'Idle', wh: 6000 })).toEqual({ totalCost: 20 })
  expect(await station.says('StatusNotification', status('Available'))).toEqual({})
  expect(await tx.row()).toMatchObject({ status: 'active', chargingState: 'idle' }) // no status ends a session
  expect(await tx.updated('CablePluggedIn', { at: 35, state: 'EVConnected' })).toEqual({ totalCost: 20 })
  await tx.updated('ChargingStateChanged', { at: 36, state: 'Charging' })
  await tx.ended('StopAuthorized', { at: 50, state: 'EVConnected', reason: 'Local', wh: 8000 })
  const row = await tx.row()
  expect(states(row)).toEqual(['connected', 'charging', 'idle', 'connected', 'charging', 'connected'])
  expect([Number(row.energyWh), Number(row.priced?.total)]).toEqual([7000, 28])
})

test('TC_E_39_CSMS Stop transaction options - Deauthorized - timeout', async () => {
  const { card, transaction } = await charging()
  const tx = transaction()
  expect(await tx.started('Authorized', { token: card, isPlaced: false })).toEqual(ACCEPTED)
  // No cable came: nothing was used, and it costs nothing.
  expect(await tx.ended('EVConnectTimeout', { at: 1, state: 'Idle', reason: 'Timeout', isPlaced: true })).toEqual({
    totalCost: 0,
  })
  const row = await tx.row()
  expect(row).toMatchObject({ status: 'ended', stopReason: 'Timeout', completeness: 'complete' })
  expect([Number(row.energyWh), flags(row)]).toEqual([0, []])
})
