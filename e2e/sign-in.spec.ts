import { expect, type Page, test } from '@playwright/test'
import { type House, startHouse } from './start-house'

/** Getting in, being let in by somebody else, and being put out again: each from a browser. */
let house: House

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
})
test.afterAll(() => house?.stop())

async function fillIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function signIn(page: Page, to = '/settings') {
  await page.goto(`${house.consoleUrl}/sign-in?next=${encodeURIComponent(to)}`)
  await fillIn(page, house.admin.email, house.admin.password)
  await expect(page).toHaveURL(house.consoleUrl + to)
}

test('a deep link leads through signing in and back to itself, with its query', async ({ page }) => {
  await page.goto(`${house.consoleUrl}/settings/audit?act=user`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await fillIn(page, house.admin.email, 'not the password')
  await expect(page.getByRole('alert').filter({ hasText: 'wrong' })).toBeVisible()
  await fillIn(page, house.admin.email, house.admin.password)
  await expect(page).toHaveURL(`${house.consoleUrl}/settings/audit?act=user`)
  await expect(page.getByRole('cell', { name: 'Signed in', exact: true })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Sign-in refused' })).toBeVisible()
})

test('nobody is sent elsewhere after signing in', async ({ page }) => {
  await page.goto(`${house.consoleUrl}/sign-in?next=//evil.example/`)
  await fillIn(page, house.admin.email, house.admin.password)
  await expect(page).toHaveURL(`${house.consoleUrl}/`)
})

test('signing out ends the sign-in itself: the old cookie opens nothing', async ({ page, context }) => {
  await signIn(page)
  const kept = await context.cookies()
  await page.getByRole('button', { name: 'My account and sign-out' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(`${house.consoleUrl}/sign-in`)
  await context.addCookies(kept)
  await page.goto(`${house.consoleUrl}/settings`)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('somebody invited chooses a password, sees what their role shows, and is out when the account is closed', async ({
  page,
  browser,
}) => {
  await signIn(page, '/settings/users')
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail address').fill('tekla@example.com')
  await dialog.getByLabel('Name').fill('Tekla Tekniker')
  await dialog.getByLabel('Role').selectOption('technician')
  await dialog.getByRole('button', { name: 'Create account' }).click()
  const link = await dialog.getByLabel('Link').inputValue()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const hers = await browser.newContext({ locale: 'sv-SE' })
  const tekla = await hers.newPage()
  await tekla.goto(link)
  await expect(tekla.getByRole('heading', { name: 'Välj lösenord' })).toBeVisible()
  await tekla.getByLabel('Nytt lösenord').fill('skruvmejsel under regnet')
  await tekla.getByLabel('Upprepa lösenordet').fill('skruvmejsel under regnet')
  await tekla.getByRole('button', { name: 'Spara lösenordet' }).click()
  await expect(tekla.getByRole('navigation', { name: 'Huvudmeny' })).toBeVisible()
  await expect(tekla.getByRole('link', { name: 'Laddstationer', exact: true })).toBeVisible()
  await expect(tekla.getByRole('link', { name: 'Användare', exact: true })).toHaveCount(0)
  await tekla.goto(`${house.consoleUrl}/settings/users`)
  await expect(tekla.getByText('Här finns inget')).toBeVisible()
  await tekla.goto(link)
  await expect(tekla.getByRole('heading', { name: 'Länken gäller inte längre' })).toBeVisible()

  await page.getByRole('button', { name: 'Actions for Tekla Tekniker' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByRole('switch').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('cell', { name: 'Closed' })).toBeVisible()
  await tekla.goto(`${house.consoleUrl}/settings`)
  await expect(tekla).toHaveURL(/\/sign-in/)
  await hers.close()
})

test('an API key is shown once and works until it is revoked', async ({ page, request }) => {
  await signIn(page, '/settings/api-keys')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Billing')
  await dialog.getByRole('button', { name: 'Create the key' }).click()
  const key = await dialog.getByLabel('Key').inputValue()
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  const read = () => request.get(`${house.consoleUrl}/api/v1/sites`, { headers: { authorization: `Bearer ${key}` } })
  expect((await read()).status()).toBe(200)
  const row = page.getByRole('row').filter({ hasText: 'Billing' })
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(row.getByRole('cell', { name: 'Revoked' })).toBeVisible()
  expect((await read()).status()).toBe(401)
})

test('the palette, the language and the rail answer to the keyboard', async ({ page }) => {
  await signIn(page)
  // No key is heard before the page has come alive.
  await expect(page.locator('[data-live=live]')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('audit')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${house.consoleUrl}/settings/audit`)
  await page.getByRole('button', { name: 'Svenska' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Händelselogg' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv')
})
