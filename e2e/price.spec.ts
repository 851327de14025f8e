import { expect, type Page, test } from '@playwright/test'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** From a price written in the browser to a sum exact to the öre on the screen, with somebody else's station in between. */
let house: House
let page: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  house = await startHouse({ UNKNOWN_STATIONS: 'accept' })
  const context = await browser.newContext({
    baseURL: house.consoleUrl,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  })
  page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill(house.admin.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/')
})

test.afterAll(async () => {
  await page?.context().close()
  await house?.stop()
})

const TOKEN = '04A2B3C4D5E6F7'

/** Swedish amounts keep their digits together with no-break spaces. */
const reads = (text: string) => new RegExp(text.replaceAll(' ', '[\\u00a0\\u202f ]'))

test('a tariff is written, read back in plain words and made the default', async () => {
  await page.goto('/tariffs')
  await expect(page.getByText('Inga tariffer än')).toBeVisible()
  await page.getByRole('link', { name: 'Ny tariff' }).first().click()
  await page.getByLabel('Namn').fill('Publik')
  await page.getByLabel('Energi, SEK/kWh').fill('3,95')
  await page.getByRole('button', { name: 'Startavgift' }).click()
  await page.getByLabel('Startavgift, SEK').fill('2,50')
  await expect(page.getByText(reads('3,95 kr/kWh; 2,50 kr per laddning; inkl. 25 % moms')).first()).toBeVisible()
  // 30 kWh by the quote beside it
  await expect(page.getByRole('cell', { name: reads('^121,00 kr$') })).toBeVisible()
  await page.getByLabel('Gör till standardtariff direkt').check()
  await page.getByRole('button', { name: 'Skapa tariffen' }).click()
  await page.waitForURL(/\/tariffs\/\d+$/)
  await expect(page.getByRole('heading', { name: 'Publik' })).toBeVisible()
  await expect(page.getByText('Standard', { exact: true })).toBeVisible()
})

test('a token is added; the same card in other letters is refused and what was written is kept', async () => {
  await page.goto('/tokens')
  await page.getByRole('button', { name: 'Ny tagg' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Värde').fill(TOKEN)
  await form.getByLabel('Namn').fill('Anna Ek')
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByRole('cell', { name: 'Anna Ek', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Ny tagg' }).first().click()
  await form.getByLabel('Värde').fill(TOKEN.toLowerCase())
  await form.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByText('Det finns redan en tagg med värdet')).toBeVisible()
  await expect(form.getByLabel('Värde')).toHaveValue(TOKEN.toLowerCase())
})

test('the bill grows while a station charges, and the final sum is exact to the öre', async () => {
  const station = new ThirdPartyStation('PRIS-1', 'ocpp1.6', { ocppUrl: house.ocppUrl })
  await station.connect()
  const startedAt = Date.now() - 30 * 60_000
  const at = (minutes: number) => new Date(startedAt + minutes * 60_000).toISOString()
  await station.call('BootNotification', { chargePointVendor: 'Tredje', chargePointModel: 'Part' })
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Preparing' })
  const { transactionId } = await station.call('StartTransaction', {
    connectorId: 1,
    idTag: TOKEN,
    meterStart: 1_000_000,
    timestamp: at(0),
  })
  const meter = (minutes: number, wh: number) =>
    station.call('MeterValues', {
      connectorId: 1,
      transactionId,
      meterValue: [
        {
          timestamp: at(minutes),
          sampledValue: [
            { value: String(1_000_000 + wh), measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
            { value: '11000', measurand: 'Power.Active.Import', unit: 'W' },
          ],
        },
      ],
    })

  await page.goto('/sessions')
  await page.getByRole('table').getByRole('link').first().click()
  await page.waitForURL(/\/sessions\/\d+$/)
  await meter(10, 1834)
  // 1.834 kWh × 3.95 = 7.2443 → 7.24; + 2.50
  await expect(page.getByTestId('bill-energy')).toContainText(reads('1,834 kWh × 3,95 kr'))
  await expect(page.getByTestId('bill-total')).toHaveText(reads('^9,74 kr$'))
  await meter(20, 3671)
  // 3.671 kWh × 3.95 = 14.50045 → 14.50; + 2.50
  await expect(page.getByTestId('bill-total')).toHaveText(reads('^17,00 kr$'))
  await expect(page.getByTestId('session-energy')).toHaveText(reads('3,671 kWh'))

  await station.call('StopTransaction', {
    transactionId,
    idTag: TOKEN,
    meterStop: 1_005_503,
    timestamp: at(30),
    reason: 'EVDisconnected',
  })
  // 5.503 kWh × 3.95 = 21.73685 → 21.74; + 2.50 = 24.24, of which VAT 4.35 + 0.50
  await expect(page.getByRole('heading', { name: 'Vad kostade den?' })).toBeVisible()
  await expect(page.getByTestId('bill-total')).toHaveText(reads('^24,24 kr$'))
  await expect(page.getByTestId('bill-energy')).toContainText(reads('21,74 kr'))
  await expect(page.getByTestId('bill-start')).toContainText(reads('2,50 kr'))
  await expect(page.getByTestId('session-total')).toHaveText(reads('^24,24 kr$'))
  await expect(page.getByText('Anna Ek').first()).toBeVisible()
  await station.close()
})

test('the list says the same, and so does the file it exports', async () => {
  await page.goto('/sessions?station=PRIS-1')
  await expect(page.getByRole('cell', { name: reads('24,24 kr') })).toBeVisible()
  const csv = await page.evaluate(async () => (await fetch('/api/export/sessions?station=PRIS-1')).text())
  const [, row] = csv.split('\r\n')
  expect(row?.split(';')).toEqual(
    expect.arrayContaining(['Avslutad', 'PRIS-1', 'Anna Ek', '5,503', '24,24', '4,85', 'SEK']),
  )
})

test('a new price is tried on that session, saved as version 2, and leaves the session as it was', async () => {
  await page.goto('/tariffs')
  await page.getByRole('link', { name: 'Publik' }).click()
  await page.getByRole('link', { name: 'Ändra priset' }).click()
  await page.getByLabel('Energi, SEK/kWh').fill('4,20')
  await page.getByRole('tab', { name: 'En laddning' }).click()
  // 5.503 × 4.20 = 23.1126 → 23.11; + 2.50
  await expect(page.getByRole('cell', { name: reads('25,61 kr') })).toBeVisible()
  await expect(page.getByRole('cell', { name: reads('\\+1,37 kr') }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Spara som version 2' }).click()
  await expect(page.locator('#version-2')).toContainText('gäller nu')
  await page.goto('/sessions?station=PRIS-1')
  await expect(page.getByRole('cell', { name: reads('24,24 kr') })).toBeVisible()
})
