import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { WebSocket } from 'ws'
import { SigningMeter } from '../simulator/signing-meter'
import { Api } from './api'
import { type House, startHouse } from './start-house'

/** The message log as it is said, and what signed meter values prove, from the station to the paper. */
let house: House
let api: Api

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  api = new Api(house.consoleUrl, house.apiKey)
})
test.afterAll(() => house?.stop())

test('the log follows what stations say, waits while paused, and explains what breaks the standard', async ({
  page,
}) => {
  const station = await aStation('TAILED-1')
  await signIn(page)
  await page.goto(`${house.consoleUrl}/messages?station=TAILED-1`)
  await expect(page.locator('[data-tail=live]')).toBeVisible()
  const list = page.getByTestId('message-list')
  await station.says('Heartbeat', {})
  await expect(list).toContainText('Heartbeat')

  await page.getByRole('button', { name: 'Pause' }).click()
  await station.says('StatusNotification', { connectorId: '1', errorCode: 'Error', status: 'FAULTED' })
  await expect(page.getByText('Paused, one new')).toBeVisible()
  await expect(list).not.toContainText('StatusNotification')
  await page.getByRole('button', { name: 'Resume' }).click()

  await list.getByRole('button', { name: /StatusNotification/ }).click()
  const pane = page.getByTestId('message-pane')
  await expect(pane).toContainText('Breaks OCPP 1.6 in 3 places')
  await expect(pane).toContainText('connectorId is "1" but should be a whole number. We read it as 1.')
  await pane.getByRole('tab', { name: 'Raw frames' }).click()
  await expect(pane).toContainText('"StatusNotification",{"connectorId":"1"')
  station.close()
})

test('a mistyped station is said to be one, and the log is exported with its filter', async ({ page }) => {
  const station = await aStation('EXPORTED-1')
  await station.says('Heartbeat', {})
  await signIn(page)
  await page.goto(`${house.consoleUrl}/messages?station=NO-SUCH`)
  await expect(page.getByText('No such station or session')).toBeVisible()
  await page.goto(`${house.consoleUrl}/messages?station=EXPORTED-1`)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /JSON/ }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { station: 'EXPORTED-1', action: 'Heartbeat', request: {} },
  ])
  station.close()
})

test('signed meter values are verified on the session, in REST and on the receipt', async ({ page }) => {
  const station = await aStation('SIGNED-1')
  const meter = new SigningMeter('E2E/1')
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const signed = (wh: number, mark: 'B' | 'E', minutes: number) => ({
    timestamp: at(minutes).toISOString(),
    sampledValue: [
      {
        value: meter.reads(wh, mark, at(minutes), 'CARD'),
        format: 'SignedData',
        context: mark === 'B' ? 'Transaction.Begin' : 'Transaction.End',
      },
    ],
  })
  const start = { connectorId: 1, idTag: 'CARD', meterStart: 1000, timestamp: at(-30).toISOString() }
  const { transactionId } = await station.says('StartTransaction', start)
  await station.says('StopTransaction', {
    transactionId,
    meterStop: 13_345,
    timestamp: at(-1).toISOString(),
    transactionData: [signed(1000, 'B', -30), signed(13_345, 'E', -1)],
  })
  station.close()
  await api.post('/stations/SIGNED-1/meter-keys', { evseId: 1, publicKey: meter.publicKey })
  const proof = (await api.get(`/sessions/${transactionId}/signed-readings`)).body
  expect(proof).toMatchObject({ verdict: 'verified', trust: 'operator', energyWh: '12345', findings: [] })

  await signIn(page)
  await page.goto(`${house.consoleUrl}/sessions/${transactionId}`)
  const card = page.getByTestId('signed-values')
  await expect(card.locator('[data-verdict=verified]')).toBeVisible()
  const download = page.waitForEvent('download')
  await card.getByRole('link', { name: 'For the transparency software' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(`<publicKey encoding="hex">${meter.publicKey}`)
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByRole('heading', { name: 'Receipt' })).toBeVisible()
  await expect(page.locator('[data-verdict=verified]')).toBeVisible()
  await expect(page.getByText('12.345 kWh').first()).toBeVisible()
})

async function signIn(page: Page) {
  await page.goto(`${house.consoleUrl}/sign-in`)
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill(house.admin.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** A station that may say what no standard allows. */
async function aStation(identity: string) {
  expect((await api.post('/stations', { id: identity, allowWithoutPassword: true })).status).toBe(201)
  const socket = new WebSocket(`${house.ocppUrl}/${identity}`, ['ocpp1.6'])
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  let lastId = 0
  return {
    close: () => socket.close(),
    says(action: string, payload: object): Promise<Record<string, unknown>> {
      const id = `m${++lastId}`
      return new Promise((resolve) => {
        socket.on('message', (data) => {
          const [, answered, given] = JSON.parse(data.toString())
          if (answered === id) resolve(given)
        })
        socket.send(JSON.stringify([2, id, action, payload]))
      })
    },
  }
}
