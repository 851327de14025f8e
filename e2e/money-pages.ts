import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { ore } from './past-month'

/** How money.spec.ts finds its way on the pages. Their addresses are within the house the page was opened for. */
export async function signedIn(page: Page, { email, password }: { email: string; password: string }): Promise<Page> {
  await page.goto('/sign-in')
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** Waits until an element shows an amount of öre. */
export const shows = (element: Locator, amount: bigint) =>
  expect.poll(async () => ore(((await element.textContent()) ?? '').replace(/[^\d.,-]/g, ''))).toBe(amount)

/** The newest invoice of a customer. */
export async function openInvoice(on: Page, customer: string) {
  await on.goto('/invoices')
  await on.getByRole('row').filter({ hasText: customer }).getByRole('link').first().click()
  await on.waitForURL(/\/invoices\/\d+$/)
}

/** One of the files of the invoice that is open. */
export async function file(on: Page, format: string): Promise<Buffer> {
  await on.getByRole('button', { name: 'Download' }).click()
  const begun = on.waitForEvent('download')
  await on.getByRole('menuitem', { name: format, exact: true }).click()
  return readFileSync(await (await begun).path())
}
