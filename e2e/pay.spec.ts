import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { Api } from './api'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** From the code on the station to the receipt on the telephone, with somebody else's station in between; unpaid nothing starts. */
const IDENTITY = 'SE-PAY-01'
const CARD = '04A2B3C4D5E6F7'

let house: House
let api: Api
let desk: Page
let phone: BrowserContext
let station: ThirdPartyStation
let sql: pg.Client

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  house = await startHouse()
  api = new Api(house.consoleUrl, house.apiKey)
  sql = new pg.Client({ connectionString: house.databaseUrl })
  await sql.connect()
  const swedish = { baseURL: house.consoleUrl, locale: 'sv-SE', timezoneId: 'Europe/Stockholm' }
  desk = await (await browser.newContext(swedish)).newPage()
  phone = await browser.newContext({ ...swedish, viewport: { width: 390, height: 844 } })
  await desk.goto('/sign-in')
  await desk.locator('input[type=email]').fill(house.admin.email)
  await desk.locator('input[type=password]').fill(house.admin.password)
  await desk.locator('button[type=submit]').click()
  await desk.waitForURL((url) => url.pathname === '/')

  const tariff = await api.post('/tariffs', { name: 'Drop-in', pricePerKwh: '3.95', startFee: '2.50' })
  expect(tariff.status, JSON.stringify(tariff.body)).toBe(201)
  const made = await api.post('/stations', { id: IDENTITY, tariffId: tariff.body.id })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect((await api.post('/tokens', { value: CARD, name: 'Anna Ek' })).status).toBe(201)
  station = new ThirdPartyStation(IDENTITY, 'ocpp1.6', { ocppUrl: house.ocppUrl, password: made.body.password })
  await station.connect()
  await station.call('BootNotification', { chargePointVendor: 'Third', chargePointModel: 'Party' })
  await status('Available')
})

test.afterAll(async () => {
  await station?.close()
  await sql?.end()
  await desk?.context().close()
  await phone?.close()
  await house?.stop()
})

const now = () => new Date().toISOString()
const status = (word: string) =>
  station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word, timestamp: now() })
/** Swedish amounts keep their digits together with no-break spaces. */
const reads = (text: string) => new RegExp(text.replaceAll(' ', '[\\u00a0\\u202f ]'))
const one = async (text: string) => (await sql.query(text)).rows[0]

/** Its part of a charge: starts when it is told to, stops when it is told to, 12.345 kWh later. */
function charges(): void {
  let transactionId = 0
  let idTag = ''
  station.answers(
    'RemoteStartTransaction',
    () => ({ status: 'Accepted' }),
    async (asked) => {
      idTag = String(asked.idTag)
      await status('Preparing')
      const started = await station.call('StartTransaction', {
        connectorId: 1,
        idTag,
        meterStart: 1000,
        timestamp: now(),
      })
      expect(started).toMatchObject({ idTagInfo: { status: 'Accepted' } })
      transactionId = Number(started.transactionId)
      await status('Charging')
      await station.call('MeterValues', {
        connectorId: 1,
        transactionId,
        meterValue: [
          {
            timestamp: now(),
            sampledValue: [{ value: '5000', measurand: 'Energy.Active.Import.Register', unit: 'Wh' }],
          },
        ],
      })
    },
  )
  station.answers(
    'RemoteStopTransaction',
    () => ({ status: 'Accepted' }),
    async (asked) => {
      const stop = { transactionId: Number(asked.transactionId), meterStop: 13_345, timestamp: now(), reason: 'Remote' }
      await station.call('StopTransaction', { ...stop, ...(transactionId === stop.transactionId && { idTag }) })
      await status('Available')
    },
  )
}

test('before anybody asks for payment a known card starts the station', async () => {
  expect(await station.call('Authorize', { idTag: CARD })).toMatchObject({ idTagInfo: { status: 'Accepted' } })
})

test('the operator opens a way to pay and asks for payment first; the same card is refused, and the history says so', async () => {
  await desk.goto('/settings/payments')
  const bank = desk.locator('form').filter({ hasText: 'En låtsasbank för provkörning' })
  await bank.getByLabel('Förare kan betala så här').check()
  await bank.getByRole('button', { name: 'Spara' }).click()
  await expect(desk.getByText('Sparat.')).toBeVisible()
  await desk.getByRole('switch', { name: 'Drop-in' }).click()
  await expect(desk.getByText('Drop-in kräver betalning först')).toBeVisible()
  await expect(desk.getByRole('switch', { name: 'Drop-in' })).toBeChecked()

  await expect
    .poll(async () => (await station.call('Authorize', { idTag: CARD })).idTagInfo)
    .toMatchObject({ status: 'Blocked' })
  await expect
    .poll(() => one(`SELECT name FROM station_event WHERE kind = 'payment'`))
    .toEqual({ name: 'StartRefusedUnpaid' })
})

test('a driver reads the price, pays, charges and stops; exactly what it cost is taken, and the receipt says so', async () => {
  charges()
  const page = await phone.newPage()
  await page.goto(`/s/${IDENTITY}`)
  await expect(page.getByText('Stationen startar först när du har betalat.')).toBeVisible()
  await page.getByRole('link', { name: 'Betala här först' }).click()
  await expect(page.getByTestId('pay-price')).toHaveText(reads('3,95 kr/kWh; 2,50 kr per laddning; inkl. 25 % moms'))
  await page.getByRole('button', { name: 'Betala på låtsas' }).click()
  await page.getByRole('button', { name: reads('Godkänn 500,00 kr på låtsas') }).click()
  const stage = page.getByTestId('payment-stage')
  await expect(stage).toHaveAttribute('data-stage', 'charging', { timeout: 40_000 })
  await expect(page.getByTestId('payment-sum')).toHaveText(reads('18,30 kr')) // 4 kWh so far
  await page.getByRole('button', { name: 'Avsluta laddningen' }).click()
  await expect(stage).toHaveAttribute('data-stage', 'paid', { timeout: 40_000 })
  await page.getByRole('link', { name: 'Visa kvitto' }).click()
  // 12.345 kWh × 3.95 = 48.76 and 2.50 for the start.
  await expect(page.getByTestId('receipt-total')).toHaveText(reads('51,26 kr'))
  expect(await one('SELECT captured::text, amount::text, is_cancelled FROM sandbox_charge')).toEqual({
    captured: '51.2600',
    amount: '500.0000',
    is_cancelled: false,
  })
})

test('the operator gives some of it back from the page, and the receipt follows', async () => {
  await desk.goto('/payments')
  const row = desk.getByRole('row').filter({ hasText: reads('51,26 kr') })
  await expect(row).toContainText('Betald')
  await row.getByRole('link').first().click()
  await desk.getByRole('button', { name: 'Betala tillbaka' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('Belopp').fill('10')
  await form.getByLabel('Anledning').fill('Kabeln satt fast')
  await form.getByRole('button', { name: 'Betala tillbaka' }).click()
  await expect(desk.getByText('Återbetalningen är på väg.')).toBeVisible()
  await expect
    .poll(async () => Object.values((await one('SELECT refunds FROM sandbox_charge')).refunds))
    .toEqual(['10.00'])
  const [page] = phone.pages()
  await page!.reload()
  await expect(page!.getByText(reads('10,00 kr'))).toBeVisible()
  await expect(page!.getByTestId('receipt-total')).toHaveText(reads('51,26 kr'))
})

test('what the station starts all the same is stopped, kept with its price, and waits for somebody', async () => {
  const started = await station.call('StartTransaction', {
    connectorId: 1,
    idTag: CARD,
    meterStart: 1000,
    timestamp: now(),
  })
  expect(started).toMatchObject({ idTagInfo: { status: 'Blocked' }, transactionId: expect.any(Number) })
  const session = () =>
    one(`SELECT status, authorisation, total::text FROM session LEFT JOIN priced_session ON session_id = id
      WHERE id = ${Number(started.transactionId)}`)
  await expect
    .poll(session, { timeout: 30_000 })
    .toEqual({ status: 'ended', authorisation: 'no-credit', total: '51.2600' })
  await desk.goto('/payments')
  await expect(desk.getByText('1 laddning som ingen betalar')).toBeVisible()
  await desk.getByRole('link', { name: 'Visa dem' }).click()
  await expect(desk.getByRole('row').filter({ hasText: IDENTITY })).toHaveCount(1)
})
