import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { minute, type Outsider } from './outsider'

/** A whole charge over OCPP 2.0.1, started and stopped through REST, then every command there is. */
export async function chargeV201(outsider: Outsider, page: Page): Promise<void> {
  const station = await outsider.station('ocpp2.0.1', {
    reason: 'PowerUp',
    chargingStation: { vendorName: 'Third', model: 'Party', firmwareVersion: '2.0' },
  })
  const token = await outsider.token()
  const idToken = { idToken: token, type: 'ISO14443' }
  const transactionId = randomUUID()
  const status = (word: string, at: number) =>
    station.call('StatusNotification', { evseId: 1, connectorId: 1, connectorStatus: word, timestamp: minute(at) })
  let seqNo = 0
  const register = (at: number, value: number, context: string) => [
    {
      timestamp: minute(at),
      sampledValue: [{ value, context, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'Wh' } }],
    },
  ]
  const event = (eventType: string, at: number, triggerReason: string, transactionInfo: object, more: object = {}) =>
    station.call('TransactionEvent', {
      eventType,
      timestamp: minute(at),
      triggerReason,
      seqNo: seqNo++,
      transactionInfo: { transactionId, ...transactionInfo },
      ...more,
    })

  station.answers(
    'RequestStartTransaction',
    () => ({ status: 'Accepted' }),
    async ({ remoteStartId }) => {
      await status('Occupied', -1)
      const started = await event(
        'Started',
        0,
        'RemoteStart',
        { chargingState: 'Charging', remoteStartId },
        {
          evse: { id: 1, connectorId: 1 },
          idToken,
          meterValue: register(0, 1000, 'Transaction.Begin'),
        },
      )
      expect(started).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
    },
  )
  station.answers(
    'RequestStopTransaction',
    () => ({ status: 'Accepted' }),
    async (asked) => {
      expect(asked).toEqual({ transactionId })
      await event(
        'Ended',
        90,
        'RemoteStop',
        { stoppedReason: 'Remote' },
        { meterValue: register(90, 13_345, 'Transaction.End') },
      )
      await status('Available', 91)
    },
  )

  await status('Available', -5)
  expect(await station.call('Authorize', { idToken })).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
  const start = await outsider.carriedOut(station, { type: 'start', evseId: 1, token })
  const sessionId = start.sessionId
  await expect.poll(() => outsider.statusOf(station), 'the session says more than "Occupied"').toBe('charging')
  await event(
    'Updated',
    30,
    'MeterValuePeriodic',
    { chargingState: 'Charging' },
    { meterValue: register(30, 9000, 'Sample.Periodic') },
  )
  await expect.poll(async () => (await outsider.api.get(`/sessions/${sessionId}`)).body.energyWh).toBe(8000)
  await event('Updated', 60, 'ChargingStateChanged', { chargingState: 'SuspendedEV' })
  await expect.poll(() => outsider.statusOf(station)).toBe('suspended-ev')
  expect((await outsider.api.get(`/sessions/${sessionId}`)).body).toMatchObject({
    status: 'active',
    ocppTransactionId: transactionId,
  })
  expect(await outsider.carriedOut(station, { type: 'stop', sessionId })).toMatchObject({
    answer: { status: 'Accepted' },
  })
  await outsider.expectPriced(station, sessionId, token)
  await outsider.expectShown(page, sessionId)

  station.answers('GetVariables', () => ({
    getVariableResult: [
      {
        attributeStatus: 'Accepted',
        attributeValue: '300',
        component: { name: 'OCPPCommCtrlr' },
        variable: { name: 'HeartbeatInterval' },
      },
    ],
  }))
  station.answers('SetVariables', () => ({
    setVariableResult: [
      { attributeStatus: 'Accepted', component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } },
    ],
  }))
  station.answers('UnlockConnector', () => ({ status: 'Unlocked' }))
  station.answers('ClearCache', () => ({ status: 'Accepted' }))
  station.answers(
    'ChangeAvailability',
    () => ({ status: 'Accepted' }),
    () => status('Unavailable', 92),
  )
  station.answers(
    'TriggerMessage',
    () => ({ status: 'Accepted' }),
    () => station.call('Heartbeat', {}),
  )
  station.answers(
    'Reset',
    () => ({ status: 'Accepted' }),
    () =>
      station.call('BootNotification', {
        reason: 'RemoteReset',
        chargingStation: { vendorName: 'Third', model: 'Party' },
      }),
  )
  const key = 'OCPPCommCtrlr.HeartbeatInterval'
  await outsider.carriedOut(station, { type: 'get-configuration', keys: [key] })
  await outsider.carriedOut(station, { type: 'set-configuration', values: [{ key, value: '60' }] })
  await outsider.carriedOut(station, { type: 'unlock', evseId: 1, connectorId: 1 })
  await outsider.carriedOut(station, { type: 'clear-cache' })
  await outsider.carriedOut(station, { type: 'change-availability', evseId: 1, operative: false })
  await outsider.carriedOut(station, { type: 'trigger', message: 'Heartbeat' })
  await outsider.carriedOut(station, { type: 'reset', kind: 'soft' })
  expect(station.heard.find(({ action }) => action === 'Reset')?.payload).toMatchObject({ type: 'OnIdle' })
  await station.close()
}
