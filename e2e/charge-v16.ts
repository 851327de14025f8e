import { expect, type Page } from '@playwright/test'
import { minute, type Outsider, short } from './outsider'

/** A whole charge over OCPP 1.6, started and stopped through REST, then every command there is. */
export async function chargeV16(outsider: Outsider, page: Page): Promise<void> {
  const station = await outsider.station('ocpp1.6', {
    chargePointVendor: 'Third',
    chargePointModel: 'Party',
    firmwareVersion: '1.0',
  })
  const token = await outsider.token()
  const status = (word: string, at: number) =>
    station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word, timestamp: minute(at) })
  let transactionId = 0

  station.answers(
    'RemoteStartTransaction',
    () => ({ status: 'Accepted' }),
    async ({ idTag }) => {
      await status('Preparing', -1)
      await station.call('Authorize', { idTag })
      const started = await station.call('StartTransaction', {
        connectorId: 1,
        idTag,
        meterStart: 1000,
        timestamp: minute(0),
      })
      transactionId = started.transactionId as number
      await status('Charging', 0)
    },
  )
  station.answers(
    'RemoteStopTransaction',
    () => ({ status: 'Accepted' }),
    async (asked) => {
      expect(asked.transactionId).toBe(transactionId)
      const stop = { transactionId, idTag: token, meterStop: 13_345, timestamp: minute(90), reason: 'Remote' }
      expect(await station.call('StopTransaction', stop)).toMatchObject({ idTagInfo: { status: 'Accepted' } })
      await status('Available', 91)
    },
  )

  await status('Available', -5)
  expect(await station.call('Authorize', { idTag: token })).toMatchObject({ idTagInfo: { status: 'Accepted' } })
  expect(await station.call('Authorize', { idTag: `NO${short()}` })).toMatchObject({ idTagInfo: { status: 'Invalid' } })
  const start = await outsider.carriedOut(station, { type: 'start', evseId: 1, token })
  expect(start).toMatchObject({ answer: { status: 'Accepted' }, error: null, sessionId: expect.any(String) })
  await expect.poll(() => outsider.statusOf(station)).toBe('charging')
  const sessionId = start.sessionId
  expect((await outsider.api.get(`/sessions/${sessionId}`)).body).toMatchObject({
    status: 'active',
    ocppTransactionId: String(transactionId),
  })

  const sample = (at: number, value: string) => ({
    timestamp: minute(at),
    sampledValue: [{ value, measurand: 'Energy.Active.Import.Register', unit: 'kWh' }],
  })
  await station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [sample(30, '9.000')] })
  await expect.poll(async () => (await outsider.api.get(`/sessions/${sessionId}`)).body.energyWh).toBe(8000)
  await status('SuspendedEV', 60)
  await expect.poll(() => outsider.statusOf(station)).toBe('suspended-ev')
  const repeated = await station.call('StartTransaction', {
    connectorId: 1,
    idTag: token,
    meterStart: 1000,
    timestamp: minute(0),
  })
  expect(repeated.transactionId, 'the same start again is the same session').toBe(transactionId)

  expect(await outsider.carriedOut(station, { type: 'stop', sessionId })).toMatchObject({
    answer: { status: 'Accepted' },
  })
  await outsider.expectPriced(station, sessionId, token)
  await outsider.expectShown(page, sessionId)
  expect((await outsider.api.post(`/stations/${station.identity}/commands`, { type: 'stop', sessionId })).status).toBe(
    409,
  )

  station.answers('GetConfiguration', () => ({
    configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }],
  }))
  station.answers('ChangeConfiguration', () => ({ status: 'RebootRequired' }))
  station.answers('UnlockConnector', () => ({ status: 'Unlocked' }))
  station.answers('ClearCache', () => ({ status: 'Accepted' }))
  station.answers('GetLocalListVersion', () => ({ listVersion: 7 }))
  station.answers(
    'ChangeAvailability',
    () => ({ status: 'Accepted' }),
    () => status('Unavailable', 92),
  )
  station.answers(
    'TriggerMessage',
    () => ({ status: 'Accepted' }),
    () => status('Unavailable', 93),
  )
  station.answers('Reset', () => ({ status: 'Rejected' }))
  expect(
    (await outsider.carriedOut(station, { type: 'get-configuration', keys: ['HeartbeatInterval'] })).answer,
  ).toMatchObject({
    configurationKey: [{ key: 'HeartbeatInterval', value: '300' }],
  })
  await outsider.carriedOut(station, { type: 'set-configuration', values: [{ key: 'HeartbeatInterval', value: '60' }] })
  await outsider.carriedOut(station, { type: 'unlock', evseId: 1 })
  await outsider.carriedOut(station, { type: 'clear-cache' })
  await outsider.carriedOut(station, { type: 'change-availability', evseId: 1, operative: false })
  await expect.poll(() => outsider.statusOf(station)).toBe('unavailable')
  await outsider.carriedOut(station, { type: 'trigger', message: 'StatusNotification', evseId: 1 })
  await outsider.carriedOut(station, { type: 'reset', kind: 'hard' }, 'rejected')
  expect(
    (await outsider.carriedOut(station, { action: 'GetLocalListVersion', payload: {} }, 'confirmed', 'ocpp')).answer,
  ).toEqual({ listVersion: 7 })
  expect(
    (await outsider.api.post(`/stations/${station.identity}/ocpp`, { action: 'Reset', payload: { type: 'Gentle' } }))
      .status,
  ).toBe(422)
  expect(station.heard.find(({ action }) => action === 'Reset')?.payload).toEqual({ type: 'Hard' })

  await station.close()
  await expect.poll(async () => (await outsider.api.get(`/stations/${station.identity}`)).body.online).toBe(false)
  expect((await outsider.api.post(`/stations/${station.identity}/commands`, { type: 'clear-cache' })).status).toBe(409)
}
