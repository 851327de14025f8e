import { expect, type Page, test } from '@playwright/test'
import { startFleet } from '../simulator/fleet'
import type { ConnectorSpec, StationSpec } from '../simulator/fleet-file'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** A station plugs in and the row says so, without reload, while 200 others live their lives; how soon, `npm run bench` measures. */
const OTHERS = 200
const ROUNDS = 20

let house: House

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse({ UNKNOWN_STATIONS: 'accept' })
})
test.afterAll(() => house?.stop())

test('a new station appears by itself, and its row follows what it says', async ({ page }) => {
  await signIn(page)
  await page.goto(`${house.consoleUrl}/stations`)
  await expect(page.locator('[data-live=live]')).toBeVisible()
  const identity = `FIRST-${test.info().repeatEachIndex + 1}`
  const station = await connected(identity)
  const row = page.getByRole('row').filter({ hasText: identity })
  await expect(row).toContainText('Available')
  await say(station, 'Preparing')
  await expect(row).toContainText('Preparing')
  await say(station, 'Faulted', 'GroundFailure')
  await expect(row).toContainText('Faulted')
  station.close()
  await expect(row).toContainText('Offline')
})

test(`each change of a station is shown, in its order, with ${OTHERS} stations live`, async ({ page }) => {
  test.setTimeout(180_000)
  const fleet = startFleet(
    { url: house.ocppUrl, seed: 7, stations: others() },
    { staggerMs: 4000, handlingMs: [500, 2000] },
  )
  try {
    const station = await connected('WATCHED-1')
    await signIn(page)
    await expect
      .poll(() => fleet.stations.filter(({ link }) => link.isReady).length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(OTHERS * 0.9)
    await page.goto(`${house.consoleUrl}/stations?q=WATCHED-1`)
    await expect(page.locator('[data-live=live]')).toBeVisible()
    await expect(page.locator('[data-station="WATCHED-1"]')).toHaveAttribute('data-status', 'available')
    await watch(page)

    const said: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const word = round % 2 === 0 ? 'Preparing' : 'Available'
      await say(station, word)
      said.push(word.toLowerCase())
      await expect.poll(() => shown(page), { intervals: [10] }).toEqual(said)
    }
    station.close()
  } finally {
    await fleet.stop()
  }
})

async function signIn(page: Page) {
  await page.goto(`${house.consoleUrl}/sign-in`)
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill(house.admin.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

async function connected(identity: string): Promise<ThirdPartyStation> {
  const station = new ThirdPartyStation(identity, 'ocpp1.6', { ocppUrl: house.ocppUrl })
  await station.connect()
  await station.call('BootNotification', { chargePointVendor: 'Third', chargePointModel: 'Party' })
  await say(station, 'Available')
  return station
}

const say = (station: ThirdPartyStation, status: string, errorCode = 'NoError') =>
  station.call('StatusNotification', { connectorId: 1, status, errorCode, timestamp: new Date().toISOString() })

/** Notes each status that the row shows from now on. */
async function watch(page: Page) {
  await page.evaluate(() => {
    const row = () => document.querySelector('[data-station="WATCHED-1"]')?.getAttribute('data-status') ?? null
    const seen: (string | null)[] = []
    Object.assign(window, { seen })
    let last = row()
    new MutationObserver(() => {
      const status = row()
      if (status === last) return
      last = status
      seen.push(status)
    }).observe(document.body, { subtree: true, attributes: true, childList: true })
  })
}

const shown = (page: Page) => page.evaluate(() => (window as unknown as { seen: (string | null)[] }).seen)

const OUTLET: ConnectorSpec = { type: 'ccs2', currentType: 'dc', maxPowerW: 150_000, registerWh: 0 }

const others = (): StationSpec[] =>
  Array.from({ length: OTHERS }, (_, index) => ({
    identity: `CROWD-${String(index + 1).padStart(3, '0')}`,
    password: null,
    version: index % 3 === 0 ? 'ocpp2.0.1' : 'ocpp1.6',
    vendor: 'Crowd',
    model: 'One',
    serialNumber: `C${index}`,
    firmware: '1.0.0',
    connectors: [OUTLET, OUTLET],
    tokens: ['CROWD01', 'CROWD02', 'CROWD03'],
    rhythm: 'fast',
    timeZone: 'Europe/Stockholm',
  }))
