import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { SMTPServer } from 'smtp-server'
import { type House, startHouse } from './start-house'

/** From a fault to the bell, the delivery log, the page drivers open and the letters they get: with a real mail server. */
let house: House
let smtp: SMTPServer
let letters: { readonly to: string; readonly text: string }[] = []
let things: typeof import('../lib/notifications/testing/things')

test.beforeAll(async () => {
  test.setTimeout(180_000)
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      let text = ''
      stream.on('data', (part: Buffer) => {
        text += part.toString()
      })
      stream.on('end', () => {
        letters.push({
          to: session.envelope.rcptTo[0]?.address ?? '',
          text: text.replaceAll('=\r\n', '').replaceAll('=3D', '='),
        })
        callback()
      })
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as AddressInfo
  house = await startHouse({ SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Laddvakt <notices@laddvakt.example>' })
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  things = await import('../lib/notifications/testing/things')
})

test.afterAll(async () => {
  const { closeDatabase } = await import('../lib/db/client')
  await closeDatabase()
  await house?.stop()
  await new Promise<void>((done) => smtp.close(() => done()))
})

async function signIn(page: Page, to: string) {
  await page.goto(`${house.consoleUrl}/sign-in?next=${encodeURIComponent(to)}`)
  await page.getByLabel('E-mail address').fill(house.admin.email)
  await page.getByLabel('Password').fill(house.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(house.consoleUrl + to)
}

const letterTo = async (to: string, about: RegExp) => {
  await expect.poll(() => letters.filter((letter) => letter.to === to && about.test(letter.text)).length).toBe(1)
  return letters.find((letter) => letter.to === to && about.test(letter.text))?.text ?? ''
}

async function nothingSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
}

test('a rule made on a page tells by mail and bell; the log says what became of it', async ({ page }) => {
  await signIn(page, '/settings/notifications')
  // A click before the page has come alive is lost.
  await expect(async () => {
    await page.getByRole('button', { name: 'New rule' }).click()
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.getByLabel('Name').fill('On call')
  await page.getByLabel('Administrator').click()
  await page.getByLabel('E-mail addresses').fill('on-call@example.com')
  await nothingSerious(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'On call' })).toBeVisible()
  const fault = await things.aFault({ severity: 3, cause: 'ReaderFailure', code: 'ReaderFailure' })
  await things.happens(fault.id, 'opened', {})
  expect(await letterTo('on-call@example.com', /Subject: =\?|Subject: Nytt fel/)).toMatch(
    /Message-ID: <[\w-]{32}@laddvakt\.example>/,
  )
  await page.goto(`${house.consoleUrl}/settings/notifications/deliveries?channel=email`)
  await expect(page.getByRole('cell', { name: 'on-call@example.com' })).toBeVisible()
  await expect(page.getByRole('cell', { name: /Delivered/ }).first()).toBeVisible()
  await nothingSerious(page)
  await page.getByRole('button', { name: /^Notices, \d+ new/ }).click()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByRole('button', { name: 'Notices', exact: true })).toBeAttached()
})

test('a driver without an account sees how it is, asks to hear, and hears', async ({ page }) => {
  letters = []
  const { db } = await import('../lib/db/client')
  const { aStation } = await import('../lib/db/testing/fixtures')
  const station = await aStation({ identity: 'SE-PUBLIC-1', name: 'Kista 4' })
  const fault = await things.aFault({ stationId: station.id, severity: 3 })
  await page.goto(`${house.consoleUrl}/s/se-public-1`)
  await expect(page.getByRole('heading', { name: 'Kista 4' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Fault at this station' })).toBeVisible()
  await expect(page.getByText('GroundFailure')).toHaveCount(0)
  await nothingSerious(page)
  await page.getByLabel('E-mail').fill('driver@example.com')
  await page.getByRole('button', { name: 'Tell me by e-mail' }).click()
  await expect(page.getByText('We have sent you a letter.')).toBeVisible()
  const confirm = await letterTo('driver@example.com', /\/s\/link\//)
  const link = /\/s\/link\/[\w-]+/.exec(confirm)?.[0] ?? ''
  await page.goto(house.consoleUrl + link)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: /are on$/ })).toBeVisible()
  await nothingSerious(page)
  await things.happens(fault.id, 'closed', { reason: 'repaired' })
  const letter = await letterTo('driver@example.com', /works again/)
  // One click in a mail program ends it.
  const stop = /^List-Unsubscribe:\s+<http:\/\/[^/]+(\/[^>]+)>/im.exec(letter)?.[1] ?? ''
  expect((await page.request.post(house.consoleUrl + stop)).status()).toBe(204)
  expect(await db().subscriber.count()).toBe(0)
})
