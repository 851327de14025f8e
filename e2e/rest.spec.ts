import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { Api } from './api'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/**
 * The product from outside: somebody else's OCPP client in strict mode on one side, the REST API alone on the other. What the
 * station measured must come out as kWh and öre exactly.
 */
let house: House
let api: Api
let tariffId: string
let siteId: string

const MINUTE_MS = 60_000
const startedAt = new Date(Date.now() - 120 * MINUTE_MS)
const minute = (minutes: number) => new Date(startedAt.getTime() + minutes * MINUTE_MS).toISOString()
const short = () => randomUUID().slice(0, 8).toUpperCase()

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  api = new Api(house.consoleUrl, house.apiKey)
  const tariff = await api.post('/tariffs', {
    name: `Publik ${short()}`,
    pricePerKwh: '3.95',
    startFee: '5.00',
    idlePerMinute: '1.00',
    idleGraceMinutes: 15,
    isDefault: true,
  })
  expect(tariff.status).toBe(201)
  tariffId = tariff.body.id
  const site = await api.post('/sites', { name: `Kista ${short()}`, timeZone: 'Europe/Stockholm' })
  expect(site.status).toBe(201)
  siteId = site.body.id
})

test.afterAll(() => house?.stop())

async function aToken(): Promise<string> {
  const value = `04${short()}`
  const made = await api.post('/tokens', { value, type: 'rfid', name: 'Anna Berg' })
  expect(made).toMatchObject({ status: 201, body: { value, active: true } })
  expect((await api.post('/tokens', { value: value.toLowerCase(), type: 'rfid', name: 'again' })).status).toBe(409)
  return value
}

/** A registered station that knows its password, connected and booted. */
async function aStation(protocol: 'ocpp1.6' | 'ocpp2.0.1', boot: Record<string, unknown>): Promise<ThirdPartyStation> {
  const id = `E2E_${short()}`
  const made = await api.post('/stations', { id, siteId, tariffId })
  expect(made.status).toBe(201)
  expect(made.body.password).toMatch(/^\S{16,40}$/)
  const wrong = new ThirdPartyStation(id, protocol, { ocppUrl: house.ocppUrl, password: 'not-the-password' })
  await expect(wrong.connect()).rejects.toThrow()
  const station = new ThirdPartyStation(id, protocol, { ocppUrl: house.ocppUrl, password: made.body.password })
  await station.connect()
  expect(await station.call('BootNotification', boot)).toMatchObject({
    status: 'Accepted',
    interval: expect.any(Number),
  })
  await expect
    .poll(async () => (await api.get(`/stations/${id}`)).body)
    .toMatchObject({ id, online: true, protocol, vendor: 'Third', model: 'Party' })
  return station
}

const statusOf = async (station: ThirdPartyStation) =>
  (await api.get(`/stations/${station.identity}`)).body.evses[0]?.connectors[0]?.status

async function command(station: ThirdPartyStation, body: object, path = 'commands'): Promise<string> {
  const queued = await api.post(`/stations/${station.identity}/${path}`, body)
  expect(queued.status, JSON.stringify(queued.body)).toBe(202)
  return queued.body.id
}

const stageOf = async (id: string) => (await api.get(`/commands/${id}`)).body

/** Sends a command and waits until it has come as far as it can. */
async function carriedOut(station: ThirdPartyStation, body: object, stage = 'confirmed', path = 'commands') {
  const id = await command(station, body, path)
  await expect.poll(async () => (await stageOf(id)).stage).toBe(stage)
  return stageOf(id)
}

/** 12.345 kWh at 3.95 is 48.76; 30 idle minutes less 15 of grace at 1.00; the start fee. VAT is a fifth of each line. */
const PRICE = {
  currency: 'SEK',
  total: '68.76',
  vat: '13.75',
  unpriced: null,
  lines: expect.arrayContaining([
    expect.objectContaining({ kind: 'start', quantity: '1', unit: 'session', amount: '5.00' }),
    expect.objectContaining({ kind: 'energy', quantity: '12.345', unit: 'kWh', rate: '3.95', amount: '48.76' }),
    expect.objectContaining({ kind: 'idle', quantity: '15', unit: 'min', amount: '15.00' }),
  ]),
}

/** What a person sees of it, in the browser. */
async function expectShown(page: Page, sessionId: string): Promise<void> {
  await page.goto(`${house.consoleUrl}/sign-in?next=${encodeURIComponent(`/sessions/${sessionId}`)}`)
  await page.getByLabel(/e-?mail/i).fill(house.admin.email)
  await page.getByLabel(/password/i).fill(house.admin.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/sessions/${sessionId}$`))
  for (const shown of ['12.345', '48.76', '15.00', '5.00', '68.76']) {
    await expect(page.getByText(shown).first()).toBeVisible()
  }
}

async function expectPriced(station: ThirdPartyStation, sessionId: string, token: string): Promise<void> {
  await expect.poll(async () => (await api.get(`/sessions/${sessionId}`)).body.status).toBe('ended')
  const { body } = await api.get(`/sessions/${sessionId}`)
  expect(body).toMatchObject({
    stationId: station.identity,
    evseId: 1,
    connectorId: 1,
    token,
    startedAt: minute(0),
    endedAt: minute(90),
    meterStartWh: 1000,
    meterStopWh: 13_345,
    energyWh: 12_345,
    price: PRICE,
    review: [],
  })
  const listed = await api.get(`/sessions?stationId=${station.identity}&from=${minute(0)}&to=${minute(1)}&status=ended`)
  expect(listed.body.data.map((session: { id: string }) => session.id)).toEqual([sessionId])
  const readings = await api.get(`/sessions/${sessionId}/readings`)
  expect(readings.body.data.map((reading: { registerWh: number }) => reading.registerWh)).toContain(9000)
  const messages = await api.get(`/stations/${station.identity}/messages?limit=500`)
  expect(messages.body.data.map((message: { action: string }) => message.action)).toContain('BootNotification')
}

test('OCPP 1.6: boot, authorise, charge, meter, stop and commands, to the öre', async ({ page }) => {
  const station = await aStation('ocpp1.6', {
    chargePointVendor: 'Third',
    chargePointModel: 'Party',
    firmwareVersion: '1.0',
  })
  const token = await aToken()
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
  const start = await carriedOut(station, { type: 'start', evseId: 1, token })
  expect(start).toMatchObject({ answer: { status: 'Accepted' }, error: null, sessionId: expect.any(String) })
  await expect.poll(() => statusOf(station)).toBe('charging')
  const sessionId = start.sessionId
  expect((await api.get(`/sessions/${sessionId}`)).body).toMatchObject({
    status: 'active',
    ocppTransactionId: String(transactionId),
  })

  const sample = (at: number, value: string) => ({
    timestamp: minute(at),
    sampledValue: [{ value, measurand: 'Energy.Active.Import.Register', unit: 'kWh' }],
  })
  await station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [sample(30, '9.000')] })
  await expect.poll(async () => (await api.get(`/sessions/${sessionId}`)).body.energyWh).toBe(8000)
  await status('SuspendedEV', 60)
  await expect.poll(() => statusOf(station)).toBe('suspended-ev')
  const repeated = await station.call('StartTransaction', {
    connectorId: 1,
    idTag: token,
    meterStart: 1000,
    timestamp: minute(0),
  })
  expect(repeated.transactionId, 'the same start again is the same session').toBe(transactionId)

  expect(await carriedOut(station, { type: 'stop', sessionId })).toMatchObject({ answer: { status: 'Accepted' } })
  await expectPriced(station, sessionId, token)
  await expectShown(page, sessionId)
  expect((await api.post(`/stations/${station.identity}/commands`, { type: 'stop', sessionId })).status).toBe(409)

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
  expect((await carriedOut(station, { type: 'get-configuration', keys: ['HeartbeatInterval'] })).answer).toMatchObject({
    configurationKey: [{ key: 'HeartbeatInterval', value: '300' }],
  })
  await carriedOut(station, { type: 'set-configuration', values: [{ key: 'HeartbeatInterval', value: '60' }] })
  await carriedOut(station, { type: 'unlock', evseId: 1 })
  await carriedOut(station, { type: 'clear-cache' })
  await carriedOut(station, { type: 'change-availability', evseId: 1, operative: false })
  await expect.poll(() => statusOf(station)).toBe('unavailable')
  await carriedOut(station, { type: 'trigger', message: 'StatusNotification', evseId: 1 })
  await carriedOut(station, { type: 'reset', kind: 'hard' }, 'rejected')
  expect(
    (await carriedOut(station, { action: 'GetLocalListVersion', payload: {} }, 'confirmed', 'ocpp')).answer,
  ).toEqual({ listVersion: 7 })
  expect(
    (await api.post(`/stations/${station.identity}/ocpp`, { action: 'Reset', payload: { type: 'Gentle' } })).status,
  ).toBe(422)
  expect(station.heard.find(({ action }) => action === 'Reset')?.payload).toEqual({ type: 'Hard' })

  await station.close()
  await expect.poll(async () => (await api.get(`/stations/${station.identity}`)).body.online).toBe(false)
  expect((await api.post(`/stations/${station.identity}/commands`, { type: 'clear-cache' })).status).toBe(409)
})

test('OCPP 2.0.1: boot, authorise, charge, meter, stop and commands, to the öre', async ({ page }) => {
  const station = await aStation('ocpp2.0.1', {
    reason: 'PowerUp',
    chargingStation: { vendorName: 'Third', model: 'Party', firmwareVersion: '2.0' },
  })
  const token = await aToken()
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
  const start = await carriedOut(station, { type: 'start', evseId: 1, token })
  const sessionId = start.sessionId
  await expect.poll(() => statusOf(station), 'the session says more than "Occupied"').toBe('charging')
  await event(
    'Updated',
    30,
    'MeterValuePeriodic',
    { chargingState: 'Charging' },
    { meterValue: register(30, 9000, 'Sample.Periodic') },
  )
  await expect.poll(async () => (await api.get(`/sessions/${sessionId}`)).body.energyWh).toBe(8000)
  await event('Updated', 60, 'ChargingStateChanged', { chargingState: 'SuspendedEV' })
  await expect.poll(() => statusOf(station)).toBe('suspended-ev')
  expect((await api.get(`/sessions/${sessionId}`)).body).toMatchObject({
    status: 'active',
    ocppTransactionId: transactionId,
  })
  expect(await carriedOut(station, { type: 'stop', sessionId })).toMatchObject({ answer: { status: 'Accepted' } })
  await expectPriced(station, sessionId, token)
  await expectShown(page, sessionId)

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
  await carriedOut(station, { type: 'get-configuration', keys: [key] })
  await carriedOut(station, { type: 'set-configuration', values: [{ key, value: '60' }] })
  await carriedOut(station, { type: 'unlock', evseId: 1, connectorId: 1 })
  await carriedOut(station, { type: 'clear-cache' })
  await carriedOut(station, { type: 'change-availability', evseId: 1, operative: false })
  await carriedOut(station, { type: 'trigger', message: 'Heartbeat' })
  await carriedOut(station, { type: 'reset', kind: 'soft' })
  expect(station.heard.find(({ action }) => action === 'Reset')?.payload).toMatchObject({ type: 'OnIdle' })
  await station.close()
})

test('an unknown station waits until somebody accepts it', async () => {
  const station = new ThirdPartyStation(`NEW_${short()}`, 'ocpp1.6', { ocppUrl: house.ocppUrl })
  await station.connect()
  const boot = () => station.call('BootNotification', { chargePointVendor: 'Third', chargePointModel: 'Party' })
  let lastBoot = await boot()
  expect(lastBoot).toMatchObject({ status: 'Pending' })
  station.answers(
    'TriggerMessage',
    () => ({ status: 'Accepted' }),
    async () => {
      lastBoot = await boot()
    },
  )
  const pending = await api.get('/stations?registration=pending')
  expect(pending.body.data.map(({ id }: { id: string }) => id)).toContain(station.identity)
  expect((await api.post(`/stations/${station.identity}/accept`)).body).toMatchObject({ registration: 'accepted' })
  await expect.poll(() => lastBoot.status).toBe('Accepted')
  await station.close()
})

test('the live stream tells of a station within the scope of the key', async () => {
  const id = `LIVE_${short()}`
  const stop = new AbortController()
  const stream = await fetch(`${house.consoleUrl}/api/v1/live`, {
    headers: { authorization: `Bearer ${house.apiKey}` },
    signal: stop.signal,
  })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const hears = async (text: string) => {
    while (!heard.includes(text)) heard += (await reader?.read())?.value ?? ''
  }
  await hears('event: snapshot')
  await api.post('/stations', { id, siteId })
  await hears(`"id":"${id}"`)
  stop.abort()
})

test('health: alive, ready with database, gateway and worker, and measured', async () => {
  expect((await fetch(`${house.consoleUrl}/healthz`)).status).toBe(200)
  await expect.poll(async () => (await fetch(`${house.consoleUrl}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${house.consoleUrl}/readyz`)).json()).toEqual({
    status: 'ready',
    database: 'up',
    gateway: 'up',
    worker: 'up',
  })
  const local = await fetch(`${house.consoleUrl}/metrics`)
  const text = await local.text()
  for (const name of [
    'process_cpu_seconds_total',
    'laddvakt_http_requests_total',
    'laddvakt_stations',
    'laddvakt_live_streams',
  ]) {
    expect(text).toContain(name)
  }
  const proxied = { 'x-forwarded-for': '203.0.113.9' }
  expect((await fetch(`${house.consoleUrl}/metrics`, { headers: proxied })).status).toBe(401)
  const withKey = { ...proxied, authorization: `Bearer ${house.apiKey}` }
  expect((await fetch(`${house.consoleUrl}/metrics`, { headers: withKey })).status).toBe(200)
})
