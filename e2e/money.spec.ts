import { expect, type Page, test } from '@playwright/test'
import { Api } from './api'
import { bankFile } from './bank-file'
import { file, openInvoice, shows, signedIn } from './money-pages'
import {
  admin,
  aStation,
  charged,
  customers,
  FLEET_CARD,
  FLEET_MANAGER,
  made,
  PRIVATE_CARD,
  twoPrices,
} from './money-world'
import { at, day, daysInMonth, kronor, ore, share, today, vatIn } from './past-month'
import { type House, startHouse } from './start-house'

/**
 * The month before this one, from charges to books: prices that change on the 15th, a fleet and a private customer, an invoice run, a
 * credit note, the bank's file, a fleet manager's downloads, and a driver who gets some of her money back. Every sum is worked out here
 * by hand, in whole öre; nothing of what the house reckons with is asked.
 */
let house: House
let api: Api
let page: Page

// Until the 15th: 4.00 kr a kWh and 2.00 a charge. From then on 5.00 (3.00 from 22 to 06) and 2.50. With 25 % VAT in all of them.
// The fleet subscribes from the 5th: of 199.00 and 20 kWh a month it has its days' share, 173.32 and 17.419 kWh where 27 of 31 are left.
const FREE_DAYS = 4n
const FEE = 19_900n - share(19_900n, FREE_DAYS, daysInMonth)
const INCLUDED_WH = share(20_000n, daysInMonth - FREE_DAYS, daysInMonth)
const FLEET = {
  // 3rd, before it subscribed: 12.345 kWh × 4.00 = 49.38, + 2.00
  before: 5138n,
  // 9th, over midnight: 14.110 kWh are included, + 2.00
  overnight: 200n,
  // 16th: of 8.000 kWh before 22 what is left is included, the others × 5.00; after 22 9.321 × 3.00 = 27.963 → 27.96; + 2.50
  after: share((8000n - (INCLUDED_WH - 14_110n)) * 500n, 1n, 1000n) + 2796n + 250n,
}
const FLEET_GROSS = FLEET.before + FLEET.overnight + FLEET.after + FEE
const PRIVATE = {
  // 5th: 10.000 kWh × 4.00 = 40.00, + 2.00
  before: 4200n,
  // 20th: 10.001 kWh × 5.00 = 50.005 → 50.01, + 2.50
  after: 5251n,
}
const PRIVATE_GROSS = PRIVATE.before + PRIVATE.after
// A driver without an account: 7.777 kWh × 4.50 = 34.9965 → 35.00, of which she gets 10.00 back.
const [DRIVERS, GIVEN_BACK] = [3500n, 1000n]

test.describe.configure({ mode: 'serial', timeout: 180_000 })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  house = await startHouse({ UNKNOWN_STATIONS: 'accept' })
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  process.env.DATA_DIR = house.dataFolder
  api = new Api(house.consoleUrl, house.apiKey)
  page = await signedIn(await browser.newPage({ baseURL: house.consoleUrl }), house.admin)
})

test.afterAll(async () => {
  const { closeDatabase } = await import('../lib/db/client')
  await closeDatabase()
  await page?.close()
  await house?.stop()
})

/** Ids of the charges. */
const sessions = { before: '', overnight: '', after: '', privateBefore: '', privateAfter: '' }
let siteId = ''

test('charges of a month in which the price changes cost what their day and hour say', async () => {
  siteId = await made(api, '/sites', { name: 'Söderhallarna', timeZone: 'Europe/Stockholm' })
  await twoPrices(api)
  await customers(api)
  const station = await aStation(house, api, 'MONTH-1', siteId)
  sessions.before = await charged(station, FLEET_CARD, [
    [at(3, '10:00'), 1000],
    [at(3, '11:00'), 13_345],
  ])
  sessions.privateBefore = await charged(station, PRIVATE_CARD, [
    [at(5, '12:00'), 20_000],
    [at(5, '13:00'), 30_000],
  ])
  sessions.overnight = await charged(station, FLEET_CARD, [
    [at(9, '23:00'), 40_000],
    [at(10, '00:00'), 47_000],
    [at(10, '01:00'), 54_110],
  ])
  sessions.after = await charged(station, FLEET_CARD, [
    [at(16, '21:00'), 60_000],
    [at(16, '22:00'), 68_000],
    [at(17, '00:30'), 77_321],
  ])
  sessions.privateAfter = await charged(station, PRIVATE_CARD, [
    [at(20, '12:00'), 80_000],
    [at(20, '13:00'), 90_001],
  ])
  await station.close()
  const expected = [
    [sessions.before, FLEET.before],
    [sessions.overnight, FLEET.overnight],
    [sessions.after, FLEET.after],
    [sessions.privateBefore, PRIVATE.before],
    [sessions.privateAfter, PRIVATE.after],
  ] as const
  for (const [id, total] of expected) {
    await page.goto(`/sessions/${id}`)
    await shows(page.getByTestId('bill-total'), total)
  }
})

test('the run shows beforehand what it then issues: an invoice a customer, to the öre', async () => {
  await page.goto('/invoices/runs')
  await page.getByRole('button', { name: 'Preview' }).click()
  await shows(page.getByTestId('preview-total'), FLEET_GROSS + PRIVATE_GROSS)
  await page.getByRole('button', { name: 'Issue the invoices' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  const { body } = await api.get('/invoices')
  const sums = Object.fromEntries(
    body.data.map((row: { customerName: string; payable: string }) => [row.customerName, row.payable]),
  )
  expect(sums).toEqual({ 'Budbilar AB': kronor(FLEET_GROSS), 'Anna Berg': kronor(PRIVATE_GROSS) })
  await openInvoice(page, 'Budbilar AB')
  await shows(page.getByTestId('payable'), FLEET_GROSS)
  const fee = page.getByRole('listitem').filter({ hasText: 'Abonnemang Flotta 20' })
  await shows(fee.locator('summary > span').last(), FEE)
  await expect(page.getByText('ABC123 · 100').first()).toBeVisible()
})

test('the fleet manager sees the fleet’s invoice alone, and every file of it says the same', async ({ browser }) => {
  const manager = await signedIn(await browser.newPage({ baseURL: house.consoleUrl }), FLEET_MANAGER)
  await manager.goto('/invoices')
  await expect(manager.getByRole('row').filter({ hasText: 'Budbilar AB' })).toHaveCount(1)
  await expect(manager.getByText('Anna Berg')).toHaveCount(0)
  await openInvoice(manager, 'Budbilar AB')
  const net = FLEET_GROSS - vatIn(FLEET_GROSS)

  const csv = (await file(manager, 'CSV'))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
  const [head = [], ...rows] = csv.map((row) => row.split(';'))
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)] ?? '')
  const sum = (name: string) => column(name).reduce((total, cell) => total + ore(cell), 0n)
  expect([sum('Exkl. moms'), sum('Moms'), sum('Inkl. moms')]).toEqual([net, vatIn(FLEET_GROSS), FLEET_GROSS])
  expect(new Set(column('Kostnadsställe'))).toEqual(new Set(['100', '']))
  expect(new Set(column('Laddning'))).toEqual(new Set([sessions.before, sessions.overnight, sessions.after, '']))

  const { readXlsx } = await import('../lib/invoices/testing/read-xlsx')
  const [titles = [], ...cells] = readXlsx(await file(manager, 'Excel')).rows
  const gross = titles.findIndex(({ value }) => value === 'Inkl. moms')
  expect(cells.reduce((total, row) => total + BigInt(Math.round(Number(row[gross]?.value ?? 0) * 100)), 0n)).toBe(
    FLEET_GROSS,
  )

  const { readPdf } = await import('../lib/invoices/testing/read-pdf')
  const words = readPdf(await file(manager, 'PDF'))
    .pages.join('\n')
    .replace(/[\u00a0\u202f]/g, ' ')
  for (const amount of [FLEET_GROSS, net, vatIn(FLEET_GROSS)]) expect(words).toContain(kronor(amount).replace('.', ','))

  const xml = (await file(manager, 'E-invoice (Peppol)')).toString('utf8')
  const says = (name: string) =>
    [...xml.matchAll(new RegExp(`<cbc:${name} [^>]*>([^<]*)<`, 'g'))].map(([, text]) => ore(text ?? ''))
  expect(says('PayableAmount')).toEqual([FLEET_GROSS])
  expect(says('TaxExclusiveAmount')).toEqual([net])
  expect(says('TaxAmount')[0]).toBe(vatIn(FLEET_GROSS))
  const [ofInvoice = 0n, ...ofLines] = says('LineExtensionAmount')
  expect([ofInvoice, ofLines.reduce((total, line) => total + line, 0n)]).toEqual([net, net])
  await manager.close()
})

test('a charge that is credited leaves the rest to pay; the bank’s file pays both invoices', async () => {
  await openInvoice(page, 'Anna Berg')
  await page.getByRole('button', { name: 'Credit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('The station stood still')
  // Her second charge: the third line and, with it, the fourth.
  await dialog.getByLabel('Only these lines').fill('3')
  await dialog.getByLabel('The sessions').selectOption('false')
  await dialog.getByRole('button', { name: 'Credit', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^Credit note/ })).toBeVisible()
  await shows(page.getByTestId('payable'), PRIVATE.after)

  const { body } = await api.get('/invoices')
  interface Row {
    id: string
    kind: string
    customerName: string
    open: string
  }
  const invoices = (body.data as Row[]).filter(({ kind }) => kind === 'invoice')
  const open = Object.fromEntries(invoices.map((row) => [row.customerName, ore(row.open)]))
  expect(open).toEqual({ 'Budbilar AB': FLEET_GROSS, 'Anna Berg': PRIVATE.before })
  const { db } = await import('../lib/db/client')
  const references = new Map((await db().invoice.findMany()).map(({ id, ocr }) => [String(id), ocr ?? '']))
  const payments = invoices.map(({ id, customerName }) => ({
    ocr: references.get(id) ?? '',
    ore: open[customerName] ?? 0n,
  }))
  await page.goto('/invoices/payments')
  await page.getByRole('button', { name: 'Read bank file' }).click()
  const buffer = bankFile('1609908', payments)
  await page
    .getByLabel('File from Bankgirot (BgMax)')
    .setInputFiles({ name: 'bgmax.txt', mimeType: 'text/plain', buffer })
  await page.getByRole('dialog').getByRole('button', { name: 'Read bank file' }).click()
  await expect(page.getByText('2 new, 2 matched, 0 known already, 0 left out')).toBeVisible()
  const paid = (await api.get('/invoices')).body.data as Row[]
  expect(paid.filter(({ kind }) => kind === 'invoice').map((row) => row.open)).toEqual(['0.00', '0.00'])
})

test('a driver pays make-believe money for what she charged, and gets some of it back', async ({ browser }) => {
  const { saveProvider } = await import('../lib/payments/mutations/providers')
  await saveProvider(admin, { kind: 'sandbox', isEnabled: true, cap: '500' })
  const tariffId = await made(api, '/tariffs', { name: 'Drop-in', pricePerKwh: '4.50' })
  const station = await aStation(house, api, 'DROPIN-1', siteId)
  expect((await api.patch('/stations/DROPIN-1', { tariffId, hasPublicPage: true })).status).toBe(200)
  let transactionId: unknown
  const tell = (status: string) => station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status })
  station.answers(
    'RemoteStartTransaction',
    () => ({ status: 'Accepted' }),
    async ({ idTag }) => {
      await tell('Preparing')
      const begun = { connectorId: 1, idTag, meterStart: 500, timestamp: new Date().toISOString() }
      transactionId = (await station.call('StartTransaction', begun)).transactionId
      await tell('Charging')
    },
  )
  station.answers(
    'RemoteStopTransaction',
    () => ({ status: 'Accepted' }),
    async () => {
      await station.call('StopTransaction', {
        transactionId,
        meterStop: 8277,
        timestamp: new Date().toISOString(),
        reason: 'Remote',
      })
      await tell('Available')
    },
  )
  await tell('Available')

  const driver = await browser.newPage({ baseURL: house.consoleUrl })
  await driver.goto('/s/DROPIN-1/pay/1-1')
  await driver.getByRole('button', { name: 'Pay make-believe' }).click()
  await driver.getByRole('button', { name: /^Approve/ }).click()
  await driver.getByRole('button', { name: 'Stop charging' }).click()
  await driver.getByRole('link', { name: 'Show receipt' }).click()
  await shows(driver.getByTestId('receipt-total'), DRIVERS)

  await page.goto('/payments')
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Give back' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount').fill('10,00')
  await dialog.getByLabel('Reason').fill('The cable was short')
  await dialog.getByRole('button', { name: 'Give back' }).click()
  await expect(async () => {
    await driver.reload()
    await expect(driver.getByRole('row').filter({ hasText: 'Refunded' })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await shows(driver.getByRole('row').filter({ hasText: 'Refunded' }).getByRole('cell').last(), GIVEN_BACK)
  await shows(driver.getByTestId('receipt-total'), DRIVERS)
  await station.close()
  await driver.close()
})

test('the month’s revenue is what was charged in it, without the fee; what was given back is beside it', async () => {
  const fleet = FLEET.before + FLEET.overnight + FLEET.after
  const figure = (name: string) => page.locator(`[data-figure=${name}]`)
  const open = async (query: string, gross: bigint) =>
    expect(async () => {
      await page.goto(`/revenue?${query}`)
      await expect(figure('gross')).toContainText(kronor(gross), { timeout: 1_000 })
    }).toPass()
  await open(`from=${day(1)}&to=${day(Number(daysInMonth))}&by=customer`, fleet + PRIVATE_GROSS)
  await expect(figure('sessions')).toHaveText('5')
  await shows(figure('refunded'), PRIVATE.after)
  await shows(figure('unpaid'), 0n)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row('Budbilar AB')).toContainText(kronor(fleet))
  await expect(row('Anna Berg')).toContainText(kronor(PRIVATE_GROSS))
  await open(`from=${day(1)}&to=${today()}&means=sandbox`, DRIVERS)
  await shows(figure('refunded'), GIVEN_BACK)
})
