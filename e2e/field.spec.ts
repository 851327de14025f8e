import { readdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** A technician's day on a tablet, most of it without network. */
const PASSWORD = 'en-lang-losenfras-som-duger'
const IDENTITY = 'FIELD-1'

let house: House
let station: ThirdPartyStation
let lib: {
  db: typeof import('../lib/db/client').db
  dispatch: typeof import('../lib/field/mutations/dispatch')
  actor: typeof import('../lib/access/actor').systemActor
}
let annaId: bigint

test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse({ UNKNOWN_STATIONS: 'accept' })
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  process.env.DATA_DIR = house.dataFolder
  const { db } = await import('../lib/db/client')
  const { systemActor } = await import('../lib/access/actor')
  lib = { db, dispatch: await import('../lib/field/mutations/dispatch'), actor: systemActor }
  const { aUser } = await import('../lib/db/testing/fixtures')
  const { hashPassword } = await import('../lib/users/hash-password')
  const passwordHash = await hashPassword(PASSWORD)
  annaId = (await aUser('technician', { name: 'Anna', email: 'anna@example.com', passwordHash })).id
  station = new ThirdPartyStation(IDENTITY, 'ocpp1.6', { ocppUrl: house.ocppUrl })
  await station.connect()
  await station.call('BootNotification', { chargePointVendor: 'Third', chargePointModel: 'Party' })
  await say('Faulted', 'GroundFailure')
})

test.afterAll(async () => {
  await station?.close()
  const { bus } = await import('../lib/bus/process-bus')
  const { closeDatabase } = await import('../lib/db/client')
  await bus().close()
  await closeDatabase()
  await house?.stop()
})

const say = (status: string, errorCode = 'NoError') =>
  station.call('StatusNotification', { connectorId: 1, status, errorCode, timestamp: new Date().toISOString() })

/** A dangerous fault at the station, and Anna sent to it. */
async function aJob(title: string) {
  const { id: stationId } = await lib.db().station.findFirstOrThrow({ where: { identity: IDENTITY } })
  const now = new Date()
  const fault = await lib.db().fault.create({
    data: {
      stationId,
      evseNumber: 1,
      source: 'event',
      code: title,
      cause: 'GroundFailure',
      severity: 0,
      isSafety: true,
      openedAt: now,
      lastSeenAt: now,
    },
  })
  const system = lib.actor('system')
  const { id } = await lib.dispatch.createWorkOrder(system, { faultId: fault.id, title, assigneeId: annaId })
  return { id, faultId: fault.id, entries: () => lib.db().workEntry.findMany({ where: { workOrderId: id } }) }
}

async function signedIn(page: Page) {
  await page.goto(`${house.consoleUrl}/sign-in?next=%2Ffield`)
  await page.locator('input[type=email]').fill('anna@example.com')
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/field')
  await expect(page.locator('[data-sync=online][data-kept=true]')).toBeVisible()
}

/** The network goes, and the page with it, as when a tablet is put away and taken up again. */
async function withoutNetwork(context: BrowserContext, page: Page) {
  await context.setOffline(true)
  await page.reload()
  await expect(page.locator('[data-sync=unreachable]')).toBeVisible()
}

const open = (page: Page, title: string) => page.getByRole('navigation').getByText(title).click()
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name }).click()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a job is done without network, sent when it is back, and closed by what the station proves', async ({
  page,
  context,
}) => {
  const job = await aJob('Earth fault')
  await signedIn(page)
  await withoutNetwork(context, page)

  await open(page, 'Earth fault')
  await press(page, 'Drive there')
  await press(page, 'I am here')
  await press(page, 'Begin maintenance')
  // Behind the safety steps everything is locked.
  const steps = page.locator('[data-step]')
  const last = steps.last().getByRole('button', { name: 'In order' })
  await expect(last).toBeDisabled()
  await expect(page.getByRole('article').getByRole('alert')).toContainText('Do the safety steps first')
  const gates = steps.filter({ has: page.getByRole('button', { name: 'Confirmed' }) })
  const gateCount = await gates.count()
  expect(gateCount).toBeGreaterThan(0)
  for (let index = 0; index < gateCount; index++)
    await gates.nth(index).getByRole('button', { name: 'Confirmed' }).click()
  await last.click()
  await expect(last).toHaveAttribute('aria-pressed', 'true')
  await tab(page, /^Photos/)
  await page.locator('input[type=file]').setInputFiles({ name: 'plate.png', mimeType: 'image/png', buffer: PNG })
  await expect(page.getByRole('img', { name: 'Photo from the job' })).toBeVisible()
  await tab(page, /^Measured/)
  await page.getByLabel(/^Value/).fill('0,8')
  await press(page, 'Add')
  await expect(page.getByText('Phase voltage: 0.8 V')).toBeVisible()
  await tab(page, /^Test/)
  await expect(page.getByText('Tests need network')).toBeVisible()

  // The battery dies: nothing is lost.
  const done = 3 + gateCount + 1 + 1 + 1
  await expect(page.locator(`[data-queued="${done}"]`)).toBeVisible()
  await page.reload()
  await expect(page.locator(`[data-queued="${done}"]`)).toBeVisible()
  expect(await job.entries()).toEqual([])

  await context.setOffline(false)
  await expect(page.locator('[data-sync=online][data-queued="0"]')).toBeVisible({ timeout: 30_000 })
  const entries = await job.entries()
  expect(entries.map(({ kind }) => kind).toSorted()).toEqual(
    ['state', 'state', 'maintenance', 'photo', 'measurement', ...Array(gateCount + 1).fill('check')].toSorted(),
  )
  const file = entries.find(({ kind }) => kind === 'photo')?.file ?? ''
  expect(readdirSync(path.join(house.dataFolder, 'files', file.slice(0, 2)))).toContain(file)

  station.answers(
    'TriggerMessage',
    () => ({ status: 'Accepted' }),
    () => say('Available'),
  )
  await press(page, 'Ask for status')
  await expect(page.getByText('Passed')).toBeVisible({ timeout: 20_000 })
  expect(await seriousFaults(page)).toEqual([])
  await tab(page, /^Close/)
  await page.getByRole('radio', { name: /A passed test/ }).check()
  await page.getByLabel('Name of who signs').fill('Anna')
  const pad = page.getByRole('img', { name: 'Sign here' })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('There is no pad.')
  await page.mouse.move(box.x + 40, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + 140, box.y + 70, { steps: 5 })
  await page.mouse.up()
  await press(page, 'Close the job')
  await expect(page.getByText('Closed with a passed test')).toBeVisible()
  expect(await lib.db().workOrder.findUnique({ where: { id: job.id } })).toMatchObject({
    state: 'done',
    closeKind: 'probe',
  })
  expect(await lib.db().fault.findUnique({ where: { id: job.faultId } })).toMatchObject({ closeReason: 'probed' })
  expect(await lib.db().maintenanceWindow.count({ where: { untilAt: null } })).toBe(0)
})

test('what was done on a job that was called off meanwhile is kept, and said', async ({ page, context }) => {
  const job = await aJob('Called off')
  await signedIn(page)
  await withoutNetwork(context, page)
  await lib.dispatch.cancelWorkOrder(lib.actor('system'), job.id)
  await open(page, 'Called off')
  await press(page, 'Drive there')
  await expect(page.locator('[data-queued="1"]')).toBeVisible()

  await context.setOffline(false)
  await expect(page.locator('[data-sync=online][data-queued="0"]')).toBeVisible({ timeout: 30_000 })
  const conflict = page.getByRole('region', { name: 'This could not be applied' })
  await expect(conflict).toContainText('The job was cancelled.')
  expect(await job.entries()).toMatchObject([{ kind: 'state', conflict: 'cancelled' }])
  await press(page, 'I have seen it')
  await expect(conflict).toBeHidden()
})

test('on a phone, in the dark, nothing is wrong for who cannot see it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await aJob('On a phone')
  await signedIn(page)
  expect(await seriousFaults(page)).toEqual([])
  await open(page, 'On a phone')
  await expect(page.getByRole('button', { name: 'Drive there' })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  // Gloves: everything to press is 44 px high at least.
  const heights = await page
    .getByRole('article')
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
})

async function seriousFaults(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}
