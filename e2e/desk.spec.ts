import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { World } from '../lib/access/testing/two-worlds'
import { type House, startHouse } from './start-house'

/** The operator at the desk: who is out, what is wrong at a site, what is not counted, and finding any of it. */
let house: House
let world: World

test.describe.configure({ timeout: 120_000 })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  process.env.DATA_DIR = house.dataFolder
  const worlds = await import('../lib/access/testing/two-worlds')
  await worlds.aSharedTariff()
  world = await worlds.aWorld('MINE')
})

test.afterAll(async () => {
  const { bus } = await import('../lib/bus/process-bus')
  const { closeDatabase } = await import('../lib/db/client')
  await bus().close()
  await closeDatabase()
  await house?.stop()
})

async function signIn(page: Page, to: string) {
  await page.goto(`${house.consoleUrl}/sign-in?to=${encodeURIComponent(to)}`)
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill(house.admin.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(house.consoleUrl + to)
  // No key or click is heard before the page has come alive.
  await expect(page.locator('[data-live=live]')).toBeVisible()
}

async function nothingSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
}

test('somebody is sent without a fault, seen in the list, found by Ctrl-K and called off', async ({ page }) => {
  await signIn(page, '/faults/jobs')
  await page.getByRole('button', { name: 'Send somebody' }).click()
  const dialog = page.getByRole('dialog')
  const send = dialog.getByRole('button', { name: 'Send somebody' })
  await send.click()
  await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(2)
  await dialog.getByLabel('What is to be done').fill('Repaint the bollards')
  await dialog.getByLabel('Station').fill('NOWHERE')
  await send.click()
  await expect(dialog.getByText('There is no station with that id')).toBeVisible()
  await dialog.getByLabel('Station').fill(world.identity)
  await nothingSerious(page)
  await send.click()
  const row = page.getByRole('row').filter({ hasText: 'Repaint the bollards' })
  await expect(row).toContainText('Nobody yet')

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('bollards')
  await page.getByRole('option', { name: /Repaint the bollards/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Repaint the bollards' })).toBeVisible()
  await nothingSerious(page)
  await page.getByRole('button', { name: 'Call off' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Call off' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await page.goto(`${house.consoleUrl}/faults/jobs?show=past&state=cancelled`)
  await expect(page.getByRole('row').filter({ hasText: 'Repaint the bollards' })).toBeVisible()
})

test('a fault is found by its number, and its site lists it', async ({ page }) => {
  await signIn(page, `/sites/${world.siteId}`)
  await expect(page.getByRole('region', { name: 'Faults' }).getByRole('link').first()).toHaveAttribute(
    'href',
    `/faults/${world.faultId}`,
  )
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(String(world.faultId).padStart(2, '0'))
  await page
    .getByRole('option', { name: /Fault ·/ })
    .first()
    .click()
  await expect(page).toHaveURL(`${house.consoleUrl}/faults/${world.faultId}`)
})

test('drivers find no page of a site that has none', async ({ page }) => {
  const publicPage = `${house.consoleUrl}/s/${world.identity}`
  await signIn(page, `/sites/${world.siteId}`)
  expect((await page.request.get(publicPage)).status()).toBe(200)
  await page.getByRole('button', { name: 'Edit site' }).click()
  await page.getByLabel('Pages for drivers').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('not shown')).toBeVisible()
  // What was read a moment ago is remembered for a few seconds.
  await expect(async () => expect((await page.request.get(publicPage)).status()).toBe(404)).toPass()
  await page.goto(publicPage)
  await expect(page.getByRole('heading', { name: 'There is no station here' })).toBeVisible()
  await nothingSerious(page)
})

test('time is left out of the contract, with its reason, and taken back', async ({ page }) => {
  await signIn(page, '/performance/exclusions')
  await page.getByRole('button', { name: 'Exclude time' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await nothingSerious(page)
  const exclude = dialog.getByRole('button', { name: 'Exclude time' })
  await exclude.click()
  // What is missing is said at its field.
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
  await dialog.getByLabel('Station').fill(world.identity)
  await dialog.getByLabel('From').fill('2026-01-02T08:00')
  await dialog.getByLabel('Until').fill('2026-01-02T07:00')
  await dialog.getByLabel('Note').fill('The grid owner changed the meter.')
  await exclude.click()
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
  await dialog.getByLabel('Until').fill('2026-01-02T12:00')
  await exclude.click()
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('row').filter({ hasText: 'The grid owner changed the meter.' })
  await expect(row).toBeVisible()
  await nothingSerious(page)
  await row.getByRole('button').click()
  await page.getByRole('alertdialog').getByRole('button').last().click()
  await expect(row).toContainText(/[Tt]aken back|[Rr]evoked/)
})

test('a page that is older than its server offers to be loaded anew', async ({ page }) => {
  await signIn(page, '/faults')
  await expect(page.getByText('There is a newer Laddvakt.')).toHaveCount(0)
  await page.route('**/api/build', (route) => route.fulfill({ json: { build: 'another' } }))
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText('There is a newer Laddvakt.')).toBeVisible()
  await nothingSerious(page)
})
