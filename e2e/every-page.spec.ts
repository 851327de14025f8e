import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { PAGES } from '../app/testing/access-table'
import { TABS } from '../components/station/tabs'
import type { Shared, World } from '../lib/access/testing/two-worlds'
import { inWorld } from './in-world'
import { type House, startHouse } from './start-house'

/** Every page there is, with something on it, light and dark: whoever hears it or sees little can use it, and nothing fails in it. */
let house: House
let world: World
let shared: Shared

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  process.env.DATA_DIR = house.dataFolder
  const worlds = await import('../lib/access/testing/two-worlds')
  shared = await worlds.aSharedTariff()
  world = await worlds.aWorld('MINE')
})

test.afterAll(async () => {
  const { closeDatabase } = await import('../lib/db/client')
  await closeDatabase()
  await house?.stop()
})

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function violations(page: Page, what: string, rules?: string[]): Promise<string[]> {
  // In the page itself: the other way gathers what frames say in a new tab each time, and there are no frames here.
  const axe = new AxeBuilder({ page }).exclude('canvas').setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze()
  return violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html).join('\n  ')}`)
}

/** What is wrong on the page as it stands, in light and in dark. */
async function violationsInBoth(page: Page, address: string): Promise<string[]> {
  const inLight = await violations(page, address)
  // Only colours differ between the themes.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveClass(/dark/)
  const inDark = await violations(page, `${address} (dark)`, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...inLight, ...inDark]
}

test('axe finds nothing on any page, light or dark', async ({ page }) => {
  test.setTimeout(600_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`))
  page.on('console', (message) => {
    // A page that answers 404, as it should, is an error to the browser.
    const isItsAnswer = message.location().url === page.url() && message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isItsAnswer) faults.push(`${page.url()}: ${message.text()}`)
  })
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.consoleUrl}/sign-in`)
  faults.push(...(await violationsInBoth(page, '/sign-in')))
  await page.getByLabel('E-mail address').fill(house.admin.email)
  await page.getByLabel('Password').fill(house.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const addresses = [
    ...Object.keys(PAGES)
      .filter((address) => address !== '/sign-in')
      .map((address) => inWorld(address, world, shared)),
    ...TABS.map((tab) => `/stations/${world.identity}?tab=${tab}`),
    '/stations?show=map',
    '/stations?show=tiles',
  ]
  for (const address of addresses) {
    await page.goto(house.consoleUrl + address)
    await expect(page.locator('main, h1').first(), address).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Loading' }), address).toHaveCount(0)
    faults.push(...(await violationsInBoth(page, address)))
  }
  expect(faults).toEqual([])
})
