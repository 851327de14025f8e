import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Api } from './api'
import { receiveCalls, receiveMail } from './local-receivers'
import { type House, startHouse } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** The whole way of a fault, each part by the people and machines it is for: the station tells of it, and proves that it is mended. */
const PASSWORD = 'en-lang-losenfras-som-duger'
const IDENTITY = 'LOOP-1'
const FAULT = 'The ground isolation protection has tripped'
const NOTE = 'En montör är på väg.'

let house: House
let api: Api
let station: ThirdPartyStation
let mail: Awaited<ReturnType<typeof receiveMail>>
let tickets: Awaited<ReturnType<typeof receiveCalls>>
let db: typeof import('../lib/db/client').db

test.beforeAll(async () => {
  test.setTimeout(180_000)
  mail = await receiveMail()
  tickets = await receiveCalls()
  house = await startHouse({
    SMTP_URL: mail.url,
    SMTP_FROM: 'Laddvakt <notices@laddvakt.example>',
    PRIVATE_HOSTS: '127.0.0.1',
  })
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  db = (await import('../lib/db/client')).db
  const { aUser } = await import('../lib/db/testing/fixtures')
  const { hashPassword } = await import('../lib/users/hash-password')
  const passwordHash = await hashPassword(PASSWORD)
  await aUser('technician', { name: 'Tekla', email: 'tekla@example.com', passwordHash })
  api = new Api(house.consoleUrl, house.apiKey)
  await tellOnCall()
  const { body: site } = await api.post('/sites', { name: 'Kista', timeZone: 'Europe/Stockholm' })
  const made = await api.post('/stations', {
    id: IDENTITY,
    name: 'Kista 7',
    siteId: site.id,
    allowWithoutPassword: true,
  })
  expect(made.status).toBe(201)
  station = new ThirdPartyStation(IDENTITY, 'ocpp2.0.1', { ocppUrl: house.ocppUrl })
  await station.connect()
  const chargingStation = { vendorName: 'Third', model: 'Party' }
  await station.call('BootNotification', { reason: 'PowerUp', chargingStation })
  await says('Available')
})

test.afterAll(async () => {
  await station?.close()
  const { bus } = await import('../lib/bus/process-bus')
  const { closeDatabase } = await import('../lib/db/client')
  await bus().close()
  await closeDatabase()
  await house?.stop()
  await mail?.close()
  await tickets?.close()
})

/** The on-call address by mail, and the ticket system by webhook. */
async function tellOnCall() {
  const webhook = await api.post('/notifications/webhooks', { name: 'Tickets', url: tickets.url })
  expect(webhook.status).toBe(201)
  tickets.trust(webhook.body.secret)
  const rule = await api.post('/notifications/rules', {
    name: 'On call',
    filter: { notices: ['opened', 'promised', 'closed'] },
    recipients: { emails: ['on-call@example.com'], webhookIds: [webhook.body.id] },
  })
  expect(rule.status).toBe(201)
}

const says = (connectorStatus: string) =>
  station.call('StatusNotification', {
    evseId: 1,
    connectorId: 1,
    connectorStatus,
    timestamp: new Date().toISOString(),
  })

/** The station's own watching, and its connector, say that the isolation is broken. */
async function breaks() {
  const at = new Date().toISOString()
  await station.call('NotifyEvent', {
    generatedAt: at,
    seqNo: 0,
    eventData: [
      {
        eventId: 1,
        timestamp: at,
        trigger: 'Alerting',
        actualValue: 'true',
        eventNotificationType: 'HardWiredNotification',
        component: { name: 'GroundIsolationProtection', evse: { id: 1, connectorId: 1 } },
        variable: { name: 'Problem' },
      },
    ],
  })
  await says('Faulted')
}

async function signIn(page: Page, email: string, password: string, to: string) {
  await page.goto(`${house.consoleUrl}/sign-in?next=${encodeURIComponent(to)}`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === to)
}

const theFault = () => db().fault.findFirstOrThrow({ include: { promises: true } })

test('a fault is seen, promised, mended on the spot, proven, told and counted', async ({ page, context, browser }) => {
  // Four people and the whole way: more than one page's patience.
  test.setTimeout(120_000)
  const overview = page
  await signIn(overview, house.admin.email, house.admin.password, '/')
  const list = await context.newPage()
  await list.goto(`${house.consoleUrl}/faults`)
  await expect(list.getByText('Nothing is wrong')).toBeVisible()
  await expect(overview.getByText('Everything works.')).toBeVisible()

  await breaks()
  const row = list.getByRole('row').filter({ hasText: FAULT })
  await expect(row).toContainText('New')
  await overview.getByRole('link', { name: new RegExp(FAULT) }).click()
  await test.step('the operator understands it, promises and sends', () => dispatched(overview))
  await expect(row).toContainText('Dispatched')

  const driver = await test.step('a driver sees it and asks to hear', () => asked(browser))
  await test.step('the technician mends and proves it', () => mended(browser))

  await expect(overview.getByText('Proven by a probe').first()).toBeVisible()
  await expect(overview.getByRole('region', { name: 'Promise' }).getByText('Kept')).toBeVisible()
  await expect(list.getByText('Nothing is wrong')).toBeVisible()
  await test.step('everybody is told, once', () => told())
  await driver.reload()
  await expect(driver.getByText('Fel på uttag 1')).toHaveCount(0)
  await expect(driver.getByText('Ledig').first()).toBeVisible()
  await driver.context().close()
  await test.step('it is counted', () => counted(overview))
})

async function dispatched(page: Page) {
  await expect(page.getByRole('heading', { level: 1, name: FAULT })).toBeVisible()
  await expect(page.getByText('Nobody but a person on the spot may clear this.')).toBeVisible()
  await expect(page.getByText('Likely causes')).toBeVisible()
  await expect(page.getByText('This connector is closed for safety. Please do not plug in.')).toBeVisible()
  await page.keyboard.press('p')
  const promise = page.getByRole('dialog')
  await promise.getByRole('button', { name: 'in 2 hours' }).click()
  await promise.getByLabel('For drivers').fill(NOTE)
  await promise.getByRole('button', { name: 'Promise', exact: true }).click()
  await expect(page.getByText(NOTE).first()).toBeVisible()
  await page.getByRole('region', { name: 'Work orders' }).getByRole('button', { name: 'Send somebody' }).click()
  const order = page.getByRole('dialog')
  await order.getByLabel('Technician').selectOption({ label: 'Tekla (0)' })
  await order.getByRole('button', { name: 'Send somebody' }).click()
  const work = page.getByRole('region', { name: 'Work orders' })
  await expect(work).toContainText('Planned')
  await expect(work).toContainText('Tekla')
  expect(await theFault()).toMatchObject({
    stage: 'dispatched',
    isSafety: true,
    acknowledgedAt: expect.any(Date),
    promises: [{ outcome: null, note: NOTE }],
  })
}

/** On a phone, in Swedish, without an account. */
async function asked(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${house.consoleUrl}/s/${IDENTITY}`)
  await expect(page.getByRole('heading', { name: 'Fel på uttag 1' })).toBeVisible()
  await expect(page.getByText('Uttaget är avstängt av säkerhetsskäl.')).toBeVisible()
  await expect(page.getByText(NOTE)).toBeVisible()
  await page.getByLabel('E-post').fill('forare@example.com')
  await page.getByRole('button', { name: 'Säg till per e-post' }).click()
  await expect(page.getByText('Vi har skickat ett brev.')).toBeVisible()
  await expect.poll(() => mail.to('forare@example.com').length).toBe(1)
  const link = /\/s\/link\/[\w-]+/.exec(mail.to('forare@example.com')[0]?.text ?? '')?.[0] ?? ''
  await page.goto(house.consoleUrl + link)
  await page.getByRole('button', { name: 'Bekräfta' }).click()
  await expect(page.getByRole('heading', { name: 'Aviseringar om Kista 7 är på' })).toBeVisible()
  expect(await db().subscriber.count({ where: { confirmedAt: { not: null } } })).toBe(1)
  await page.goto(`${house.consoleUrl}/s/${IDENTITY}`)
  return page
}

async function mended(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, hasTouch: true })
  const page = await context.newPage()
  await signIn(page, 'tekla@example.com', PASSWORD, '/field')
  await expect(page.locator('[data-sync=online][data-kept=true]')).toBeVisible()
  await withoutNetwork(context, page)
  await expect(page.locator('[data-sync=online][data-queued="0"]')).toBeVisible({ timeout: 30_000 })
  expect(await db().maintenanceWindow.count({ where: { untilAt: null } })).toBe(1)

  station.answers(
    'TriggerMessage',
    () => ({ status: 'Accepted' }),
    () => says('Available'),
  )
  await page.getByRole('tab', { name: /^Test/ }).click()
  await page.getByRole('button', { name: 'Ask for status' }).click()
  await expect(page.getByText('Passed')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('tab', { name: /^Close/ }).click()
  await page.getByRole('radio', { name: /A passed test/ }).check()
  await page.getByRole('button', { name: 'Close the job' }).click()
  await expect(page.getByText('Closed with a passed test')).toBeVisible()
  await context.close()
  expect(await theFault()).toMatchObject({ closeReason: 'probed', promises: [{ outcome: 'kept' }] })
  expect(await db().workOrder.findFirst()).toMatchObject({ state: 'done', closeKind: 'probe' })
  expect(await db().maintenanceWindow.count({ where: { untilAt: null } })).toBe(0)
}

/** In the basement garage: everything but the test, from what the tablet keeps. */
async function withoutNetwork(context: BrowserContext, page: Page) {
  await context.setOffline(true)
  await page.reload()
  await expect(page.locator('[data-sync=unreachable]')).toBeVisible()
  await page.getByRole('navigation').getByText(FAULT).click()
  await page.getByRole('button', { name: 'Drive there' }).click()
  await page.getByRole('button', { name: 'I am here' }).click()
  await page.getByRole('button', { name: 'Begin maintenance' }).click()
  const steps = page.locator('[data-step]')
  const count = await steps.count()
  for (let index = 0; index < count; index++)
    await steps
      .nth(index)
      .getByRole('button', { name: /^(Confirmed|In order)$/ })
      .click()
  await expect(page.locator(`[data-queued="${3 + count}"]`)).toBeVisible()
  expect(await db().workEntry.count()).toBe(0)
  await context.setOffline(false)
}

async function told() {
  const { id } = await theFault()
  await expect
    .poll(() => mail.to('forare@example.com').map(({ subject }) => subject))
    .toEqual(['Bekräfta: aviseringar om Kista 7', 'Kista 7 fungerar igen'])
  await expect
    .poll(() => mail.to('on-call@example.com').map(({ subject }) => subject.split(':')[0]))
    .toEqual(['FARA', 'Klartid lovad', 'Åtgärdat'])
  await expect
    .poll(() => tickets.calls.map(({ type }) => type))
    .toEqual(['fault.opened', 'fault.promised', 'fault.closed'])
  expect(tickets.calls.every(({ isSigned, data }) => isSigned && data.fault.id === String(id))).toBe(true)
  expect(new Set(tickets.calls.map((call) => call.id)).size).toBe(3)
  // One trouble is one fault, however many ways the station says it; and nothing is left to tell.
  expect(await db().fault.count()).toBe(1)
  await expect.poll(() => db().faultEntry.count({ where: { toldAt: null } })).toBe(0)
  await expect.poll(() => db().delivery.count({ where: { state: { not: 'delivered' } } })).toBe(0)
  const { body } = await api.get(`/faults/${id}/story`)
  const kinds = (body.data as { kind: string }[]).map(({ kind }) => kind)
  for (const kind of ['opened', 'acknowledged', 'promised', 'assigned', 'closed', 'promise-kept'])
    expect(
      kinds.filter((one) => one === kind),
      kind,
    ).toHaveLength(1)
}

/** A day counts when it is over: what has happened was yesterday. */
async function counted(page: Page) {
  const back = (table: string, ...columns: string[]) =>
    db().$executeRawUnsafe(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - interval '1 day'`).join(', ')}`,
    )
  await back('fault', 'began_at', 'opened_at', 'acknowledged_at', 'closed_at', 'last_seen_at')
  await back('repair_promise', 'made_at', 'due_at', 'settled_at')
  await page.goto(`${house.consoleUrl}/performance/faults?what=promises`)
  const row = page.getByRole('row').filter({ hasText: FAULT })
  await expect(row).toContainText('Kept')
  await expect(row).toContainText('On site')
  const { getFaultFigures } = await import('../lib/performance/queries/get-fault-figures')
  const { lastDays, dayIn } = await import('../lib/performance/period')
  const { systemActor } = await import('../lib/access/actor')
  const figures = await getFaultFigures(systemActor('system'), lastDays(dayIn(new Date(), 'Europe/Stockholm'), 7))
  expect(figures).toMatchObject({
    opened: 1,
    closed: { byItself: 0, recovered: 0, remote: 0, onSite: 1 },
    promises: { kept: 1, broken: 0 },
  })
}
