import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { aToken } from '../db/testing/fixtures'
import { dayOf } from '../invoices/due-date'
import { advanceRuns } from '../invoices/mutations/advance-runs'
import { recordPayment } from '../invoices/mutations/payments'
import { remindInvoice } from '../invoices/mutations/remind-invoice'
import { startRun } from '../invoices/mutations/start-run'
import { listInvoices } from '../invoices/queries/list-invoices'
import { aPayer, aPlace, aPricedSession, aSeller, operator } from '../invoices/testing/billing-world'
import { DAY_MS } from '../kernel/time'
import { listOwnNotices } from '../notifications/queries/list-own-notices'
import { blockToken, unblockToken } from '../tokens/mutations/block-token'
import { editToken } from '../tokens/mutations/edit-token'
import { blockDebtors } from './mutations/block-debtors'
import { saveRules } from './mutations/save-rules'
import { setCredit } from './mutations/set-credit'
import { USUAL_RULES } from './payment-rules'
import { getCredit } from './queries/get-credit'

const now = new Date()
const later = (days: number) => new Date(now.getTime() + days * DAY_MS)
const isActive = async (id: bigint) => (await db().token.findUniqueOrThrow({ where: { id } })).active
const letters = async (customerId: bigint) =>
  (await db().mailing.findMany({ where: { customerId, kind: 'debt' }, orderBy: { id: 'asc' } })).map(
    ({ subject }) => subject,
  )
const acts = async (subject: string) =>
  (await db().auditEntry.findMany({ where: { subject, actor: 'worker' }, orderBy: { id: 'asc' } })).map(
    ({ act }) => act,
  )

beforeEach(async () => {
  await pool().query(`TRUNCATE billed_session, ledger_entry, voucher, reminder, payment_allocation, incoming_payment, invoice_line, invoice,
    invoice_run, number_series, seller, priced_session, session, customer, payment_rules CASCADE`)
  await aSeller()
})

/** A customer with a card and an invoice of 100 kr that was due a month ago, and reminded of. */
async function aDebtor() {
  const customer = await aPayer({ email: 'pay@example.com', language: 'sv' })
  const token = await aToken({ value: `CARD-${customer.id}`, customerId: customer.id })
  const ended = later(-75).toISOString()
  await aPricedSession(await aPlace('4.00'), customer.id, { endedAt: ended, kwh: '25.000' })
  await startRun(operator, { periodFrom: dayOf(later(-90)), periodTo: dayOf(later(-70)), issueDate: dayOf(later(-60)) })
  await advanceRuns(now)
  const invoiceId = (await listInvoices(operator)).rows[0]!.id
  return { customer, token, invoiceId }
}

test('who is overdue is told, blocked a week later, and let go the moment it has paid; what a person has blocked stays so', async () => {
  const { customer, token, invoiceId } = await aDebtor()
  const lost = await aToken({ value: 'LOST', customerId: customer.id })
  await blockToken(operator, lost.id)
  expect(await blockDebtors(now)).toBe(0) // the rules are off
  await saveRules(operator, { ...USUAL_RULES, blocksDebtors: true })
  expect(await blockDebtors(now)).toBe(0) // not reminded of
  await remindInvoice(operator, invoiceId)

  expect(await blockDebtors(now)).toBe(1)
  expect(await getCredit(operator, customer.id)).toMatchObject({ owes: '100.00', warnedAt: now, blockedFor: null })
  expect([await blockDebtors(later(6)), await isActive(token.id)]).toEqual([0, true])
  await Promise.all([blockDebtors(later(7)), blockDebtors(later(7))])
  expect(await getCredit(operator, customer.id)).toMatchObject({ blockedFor: 'overdue', blockedTokens: 1 })
  expect([await isActive(token.id), await isActive(lost.id)]).toEqual([false, false])

  const stolen = await aToken({ value: 'STOLEN', customerId: customer.id })
  const added = await aToken({ value: 'NEW-1', customerId: customer.id })
  await blockDebtors(later(8))
  expect(await isActive(added.id)).toBe(false)
  await expect(unblockToken(operator, added.id)).rejects.toMatchObject({
    details: { reason: 'token-blocked-for-debt' },
  })
  await blockToken(operator, stolen.id) // a person's word outlasts the rules'
  await editToken(operator, added.id, { customerId: null })
  expect(await isActive(added.id)).toBe(true)

  await recordPayment(operator, { receivedOn: dayOf(now), amount: '1000', invoiceId })
  await blockDebtors(later(9))
  expect([await isActive(token.id), await isActive(lost.id), await isActive(stolen.id)]).toEqual([true, false, false])
  expect(await letters(customer.id)).toEqual([
    expect.stringMatching(/^Era laddtaggar spärras \d{4}-/),
    'Era laddtaggar är spärrade',
    'Era laddtaggar fungerar igen',
  ])
  expect(await acts(`customer:${customer.id}`)).toEqual([
    'customer.warn-of-block',
    'customer.block',
    'customer.unblock',
  ])
  expect(await acts(`token:${token.id}`)).toEqual(['token.block', 'token.unblock'])
})

test('whoever has no address is known to operators’ bells; a limit is looked at when something was charged, and all once an hour', async () => {
  const customer = await aPayer({ email: null, invoiceEmail: null, name: 'Utan Adress AB' })
  const token = await aToken({ value: 'SILENT', customerId: customer.id })
  const user = (role: string) =>
    db().user.create({ data: { email: `${role}-bell@example.com`, role, name: role }, select: { id: true } })
  const [clerk, viewer] = [await user('operator'), await user('viewer')]
  await db().customer.update({ where: { id: customer.id }, data: { creditLimit: '99' } })
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute))
  const session = await aPricedSession(await aPlace('4.00'), customer.id, {
    endedAt: '2026-11-20T10:00:00Z',
    kwh: '25.000',
  })
  const priced = (pricedAt: Date) => db().pricedSession.update({ where: { sessionId: session.id }, data: { pricedAt } })
  await priced(at(0))
  expect(await blockDebtors(at(40))).toBe(0) // nothing of it is news
  await priced(at(30))
  expect(await blockDebtors(at(40))).toBe(1)
  expect(await isActive(token.id)).toBe(false)
  await setCredit(operator, customer.id, { paysByInvoice: true, creditLimit: '', isNeverBlocked: false })
  await db().customer.update({ where: { id: customer.id }, data: { creditLimit: '99' } })
  await priced(at(0))
  expect(await blockDebtors(new Date(Date.UTC(2026, 10, 20, 13, 2)))).toBe(1)
  const bell = (id: bigint) => listOwnNotices({ ...operator, ref: `user:${id}` }, 'sv')
  const { notices } = await bell(clerk.id)
  expect(notices.map(({ title }) => title).sort()).toEqual([
    'Utan Adress AB: taggarna fungerar igen',
    'Utan Adress AB: taggarna är spärrade',
    'Utan Adress AB: taggarna är spärrade',
  ])
  expect(notices[0]).toMatchObject({
    customerId: String(customer.id),
    text: expect.stringMatching(/ingen e-postadress.*100,00/),
  })
  expect((await bell(viewer.id)).notices).toEqual([])
  expect(await letters(customer.id)).toEqual([])
})

test('a limit holds at once, also for what is not invoiced yet; who is excepted works again in the same click', async () => {
  const customer = await aPayer()
  const token = await aToken({ value: 'LIMIT-1', customerId: customer.id })
  await aPricedSession(await aPlace('4.00'), customer.id, { endedAt: later(-1).toISOString(), kwh: '25.000' })
  const credit = { paysByInvoice: true, creditLimit: '100', isNeverBlocked: false }
  await setCredit(operator, customer.id, credit)
  expect(await isActive(token.id)).toBe(true) // as much as, not more
  await setCredit(operator, customer.id, { ...credit, creditLimit: '99,99' })
  expect(await getCredit(operator, customer.id)).toMatchObject({ owes: '100.00', blockedFor: 'credit-limit' })
  expect(await isActive(token.id)).toBe(false)
  await setCredit(operator, customer.id, { ...credit, creditLimit: '99,99', isNeverBlocked: true })
  expect(await isActive(token.id)).toBe(true)
  await expect(setCredit(operator, customer.id, { ...credit, creditLimit: '-1' })).rejects.toMatchObject({
    code: 'invalid',
  })
})
