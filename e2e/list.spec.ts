import { expect, test } from '@playwright/test'
import { type House, startHouse } from './start-house'

/** What every list of the console can do, tried on the stations. */
let house: House
const NAMES = ['Kista 02', 'Kista 10', 'Årsta 01', 'Solna 07']
/** Two of the stations stand near each other, one far away. */
const SITES = [
  { name: 'Kista', latitude: 59.403, longitude: 17.944 },
  { name: 'Solna', latitude: 59.36, longitude: 18.0 },
  { name: 'Lund', latitude: 55.704, longitude: 13.191 },
]

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(180_000)
  house = await startHouse()
  const api = await playwright.request.newContext({
    baseURL: house.consoleUrl,
    extraHTTPHeaders: { authorization: `Bearer ${house.apiKey}` },
  })
  const siteIds: string[] = []
  for (const site of SITES) {
    const made = await api.post('/api/v1/sites', { data: site })
    expect(made.status(), await made.text()).toBe(201)
    siteIds.push((await made.json()).id)
  }
  for (const [index, name] of NAMES.entries()) {
    const made = await api.post('/api/v1/stations', { data: { id: `LIST-${index}`, name, siteId: siteIds[index] } })
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

test('the map comes with its page, and its marks are links: near sites together, closer when they are opened', async ({
  page,
}) => {
  // Where a mark is can only be said of a map that stands still.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const sent = await (await page.request.get(`${house.consoleUrl}/stations?show=map`)).text()
  expect(sent.match(/ data-mark="/g)).toHaveLength(2)
  await page.goto(`${house.consoleUrl}/stations?show=map`)
  const marks = page.locator('main [data-mark]')
  const both = page.getByRole('link', { name: '2 sites: 2 stations' })
  await expect(both).toHaveAttribute('href', /show=map&area=17\.944,59\.36,18,59\.403$/)
  await both.click()
  await expect(page.getByRole('link', { name: /^Kista: 1 station/ })).toBeVisible()
  await page.getByRole('button', { name: 'Show all sites' }).click()
  await expect(both).toBeVisible()

  // What is under the pointer stays there, and a drag is no click.
  const map = page.getByRole('region', { name: 'Map of the sites' })
  const lund = page.getByRole('link', { name: /^Lund: 1 station/ })
  const before = await lund.boundingBox()
  if (before === null) throw new Error('Lund is not on the map.')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -640)
  await expect(marks).toHaveCount(1)
  await page.mouse.down()
  await page.mouse.move(x + 60, y - 90, { steps: 6 })
  await page.mouse.up()
  await expect(page).toHaveURL(/show=map/)
  await expect
    .poll(async () => Math.round(((await lund.boundingBox())?.x ?? 0) - before.x), { message: 'dragged' })
    .toBeGreaterThan(55)
  await expect(map).toBeVisible()
  await lund.click()
  await expect(page).toHaveURL(/\/sites\/\d+$/)
})

test('the map of an area is opened by its address, as search and filters are', async ({ page }) => {
  await page.goto(`${house.consoleUrl}/stations?show=map&area=17.944,59.36,18,59.403`)
  await expect(page.getByRole('link', { name: /^Solna: 1 station/ })).toBeVisible()
  await page.goto(`${house.consoleUrl}/stations?show=map&q=lund`)
  await expect(page.locator('main [data-mark]')).toHaveCount(1)
})
