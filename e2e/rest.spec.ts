import { expect, test } from '@playwright/test'
import { chargeV16 } from './charge-v16'
import { chargeV201 } from './charge-v201'
import { Outsider, short } from './outsider'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/**
 * The product from outside: somebody else's OCPP client in strict mode on one side, the REST API alone on the other. What the
 * station measured must come out as kWh and öre exactly.
 */
let house: House
let outsider: Outsider

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  outsider = await Outsider.of(house)
})

test.afterAll(() => house?.stop())

test('OCPP 1.6: boot, authorise, charge, meter, stop and commands, to the öre', ({ page }) => chargeV16(outsider, page))

test('OCPP 2.0.1: boot, authorise, charge, meter, stop and commands, to the öre', ({ page }) =>
  chargeV201(outsider, page))

test('an unknown station waits until somebody accepts it', async () => {
  const station = new ThirdPartyStation(`NEW_${short()}`, 'ocpp1.6', { ocppUrl: outsider.house.ocppUrl })
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
  const pending = await outsider.api.get('/stations?registration=pending')
  expect(pending.body.data.map(({ id }: { id: string }) => id)).toContain(station.identity)
  expect((await outsider.api.post(`/stations/${station.identity}/accept`)).body).toMatchObject({
    registration: 'accepted',
  })
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
  await outsider.api.post('/stations', { id, siteId: outsider.siteId })
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
