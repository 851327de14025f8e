import { expect, type Page, test } from '@playwright/test'
import { WebSocket } from 'ws'
import { Api } from './api'
import { type House, startHouse } from './start-house'

/** A fault from the moment the station tells of it to the moment it is closed, by the keyboard alone. */
let house: House
let api: Api

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  api = new Api(house.consoleUrl, house.apiKey)
})
test.afterAll(() => house?.stop())

test('a fault appears as it is told, is taken in hand, promised, moved and closed without the mouse', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await signIn(page)
  await page.goto(`${house.consoleUrl}/faults`)
  await expect(page.getByText('Nothing is wrong')).toBeVisible()

  const station = await aStation('TAMPERED-1')
  station.says('SecurityEventNotification', {
    type: 'TamperDetectionActivated',
    timestamp: new Date().toISOString(),
  })
  const row = page.getByRole('row').filter({ hasText: 'TAMPERED-1' })
  await expect(row).toContainText('New')

  await page.keyboard.press('j')
  await expect(row.getByRole('link')).toBeFocused()
  await page.keyboard.press('e')
  await expect(row).toContainText('Diagnosing')
  // What is given up costs neither the place nor what was ticked.
  await page.keyboard.press('x')
  for (const key of ['s', 'a', 'd']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(row.getByRole('link')).toBeFocused()
  }
  await expect(page.getByRole('toolbar', { name: '1 selected' })).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'in 2 hours' }).click()
  await page.getByRole('button', { name: 'Promise', exact: true }).click()
  await expect(row.locator('[title^=Promised]')).toBeVisible()

  // The key works from wherever one stands: the dialog gave the row its focus back.
  await page.keyboard.press('b')
  const card = page.getByRole('region', { name: 'Diagnosing' }).getByRole('listitem')
  const verifying = page.getByRole('region', { name: 'Verifying' })
  await card.dragTo(verifying)
  await expect(verifying.getByRole('listitem')).toBeVisible()
  await verifying.getByRole('listitem').dragTo(page.getByRole('region', { name: 'Diagnosing' }))
  await expect(card).toBeVisible()
  await card.getByRole('link').focus()
  await page.keyboard.press('Shift+ArrowRight')
  const moved = page.getByRole('region', { name: 'Recovering' }).getByRole('link')
  await expect(moved).toBeFocused()
  await page.keyboard.press('Enter')

  await page.waitForURL(/\/faults\/\d+$/)
  // No key is heard before the page has come alive.
  await expect(async () => {
    await page.keyboard.press('c')
    await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.type('Somebody opened the cabinet: our own electrician.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Somebody opened the cabinet').last()).toBeVisible()
  await page.locator('h1').click()
  await page.keyboard.press('r')
  await page.getByLabel('False alarm').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).first().click()
  await expect(page.getByText('Closed: False alarm')).toBeVisible()
  await expect(page.getByText(/The promise of .* was kept/)).toBeVisible()

  const { data } = (await api.get('/faults?open=false')).body as {
    data: { id: string; closeReason: string; stationId: string }[]
  }
  expect(data).toMatchObject([{ stationId: 'TAMPERED-1', closeReason: 'false-alarm' }])
  const { data: story } = (await api.get(`/faults/${data[0]?.id}/story`)).body as { data: { kind: string }[] }
  expect(story.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'acknowledged', 'stage', 'promised', 'comment', 'closed', 'promise-kept']),
  )
  await page.goto(`${house.consoleUrl}/faults?state=closed`)
  await expect(page.getByRole('row').filter({ hasText: 'TAMPERED-1' })).toContainText('False alarm')
  station.close()
})

async function signIn(page: Page) {
  await page.goto(`${house.consoleUrl}/sign-in`)
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill(house.admin.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

async function aStation(identity: string) {
  expect((await api.post('/stations', { id: identity, allowWithoutPassword: true })).status).toBe(201)
  const socket = new WebSocket(`${house.ocppUrl}/${identity}`, ['ocpp1.6'])
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    close: () => socket.close(),
    says: (action: string, payload: object) => socket.send(JSON.stringify([2, `m${action}`, action, payload])),
  }
}
