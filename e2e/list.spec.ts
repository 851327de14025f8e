import { expect, test } from '@playwright/test'
import { type House, startHouse } from './start-house'

/** What every list of the console can do, tried on the stations. */
let house: House
const NAMES = ['Kista 02', 'Kista 10', 'Årsta 01', 'Solna 07']

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(180_000)
  house = await startHouse()
  const api = await playwright.request.newContext({
    baseURL: house.consoleUrl,
    extraHTTPHeaders: { authorization: `Bearer ${house.apiKey}` },
  })
  for (const [index, name] of NAMES.entries()) {
    const made = await api.post('/api/v1/stations', { data: { id: `LIST-${index}`, name } })
    expect(made.status(), await made.text()).toBe(201)
  }
})
test.afterAll(() => house?.stop())

test.beforeEach(async ({ page }) => {
  await page.goto(`${house.consoleUrl}/sign-in?next=/stations`)
  await page.getByLabel('E-mail address').fill(house.admin.email)
  await page.getByLabel('Password').fill(house.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('row')).toHaveCount(NAMES.length + 1)
})

test('search and sort live in the address: reloading keeps them, clearing forgets them', async ({ page }) => {
  await page.getByRole('searchbox').fill('kista')
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page).toHaveURL(/[?&]q=kista/)
  await page.getByRole('columnheader').getByRole('button', { name: 'Name' }).click()
  await expect(page).toHaveURL(/sort=-name/)
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  await page.reload()
  await expect(page.getByRole('row').nth(1)).toContainText('Kista 10')
  await expect(page.getByRole('row').nth(2)).toContainText('Kista 02')
  await page.getByRole('searchbox').fill('nobody')
  await expect(page.getByText('No row matches')).toBeVisible()
  await page.getByRole('table').getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByRole('row')).toHaveCount(NAMES.length + 1)
})

test('a row is reached and opened with the keyboard alone', async ({ page }) => {
  const first = page.locator('[data-row-focus][tabindex="0"]')
  await expect(first).toHaveCount(1)
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[data-index="2"] [data-row-focus]')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(page.locator('[data-index="0"] [data-row-focus]')).toBeFocused()
  await page.keyboard.press('End')
  const last = page.locator(`[data-index="${NAMES.length - 1}"] [data-row-focus]`)
  await expect(last).toBeFocused()
  const href = await last.getAttribute('href')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(house.consoleUrl + href)
})

test('columns are chosen, and the choice is in the address', async ({ page }) => {
  await page.getByRole('button', { name: 'Columns' }).click()
  const model = page.getByRole('menuitemcheckbox', { name: 'Model' })
  await expect(model).toBeChecked()
  await model.click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Model' })).toHaveCount(0)
  await expect(page).toHaveURL(/columns=/)
})

test('on a phone nothing but the list itself scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBe(0)
})
