import { afterAll, beforeEach, expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db, pool } from '../db/client'
import { anActor, aSession } from '../db/testing/fixtures'
import { dayOf } from '../invoices/due-date'
import { advanceRuns } from '../invoices/mutations/advance-runs'
import { startRun } from '../invoices/mutations/start-run'
import { listInvoices } from '../invoices/queries/list-invoices'
import { IS_UNBILLED } from '../invoices/queries/sessions-to-bill'
import { aPayer, aSeller, operator } from '../invoices/testing/billing-world'
import { DAY_MS, MINUTE_MS } from '../kernel/time'
import { meansBy } from './means-of-session'
import { beginInvoicePayment } from './mutations/begin-invoice-payment'
import { setPaymentFirst } from './mutations/set-payment-first'
import { beginDebtPayment } from './mutations/settle-debt'
import { refundPayment } from './mutations/steer-payment'
import { stopUnpaidSessions } from './mutations/stop-unpaid-sessions'
import { getDriverPayment } from './queries/get-driver-payment'
import { countUnpaidSessions } from './queries/pay-places'
import {
  aBegunPayment,
  answerBank,
  aPayPlace,
  aSandbox,
  beginSessionOf,
  endSession,
  goOn,
  paymentOf,
} from './testing/a-payment'

const now = new Date()

beforeEach(async () => {
  await aSandbox()
  await db().paymentProvider.upsert({
    where: { kind: 'invoice' },
    create: { kind: 'invoice', isEnabled: true, cap: '300' },
    update: { cap: '300' },
  })
})
afterAll(() => bus().close())

const meansOf = async (sessionId: bigint) =>
  (
    await pool().query(
      `SELECT ${meansBy('way.kind', 's.customer_id')} AS means FROM session s
       LEFT JOIN payment ON payment.session_id = s.id LEFT JOIN payment_provider way ON way.id = payment.provider_id WHERE s.id = $1`,
      [String(sessionId)],
    )
  ).rows[0].means
const isToBill = async (sessionId: bigint) =>
  (await pool().query(`SELECT 1 FROM session s WHERE id = $1 AND ${IS_UNBILLED}`, [String(sessionId)])).rowCount === 1

/** A charge of 120 kr that a customer pays by invoice. */
async function onInvoice(endedAt = now) {
  const customer = await aPayer()
  const place = await aPayPlace()
  const { id } = await beginInvoicePayment(operator, customer.id, { station: place.identity, evse: 1 })
  await goOn(now)
  const { key, token } = await db().payment.findUniqueOrThrow({ where: { id }, include: { token: true } })
  const session = await beginSessionOf(key)
  await db().session.update({ where: { id: session.id }, data: { customerId: token!.customerId } })
  await goOn(now)
  await endSession(session.id, '120')
  await db().session.update({ where: { id: session.id }, data: { endedAt } })
  return { id, key, customer, sessionId: session.id }
}

test('by invoice: credit is checked, and the session is billed like any other once its payment says so', async () => {
  const { id, key, customer, sessionId } = await onInvoice()
  expect([await isToBill(sessionId), await meansOf(sessionId)]).toEqual([false, 'invoice'])
  await goOn(now)
  expect(await paymentOf(key)).toMatchObject({ state: 'paid', token: { customerId: customer.id, isOneTime: true } })
  expect(await isToBill(sessionId)).toBe(true)
  // In part it cannot be given back: an invoice has whole sessions.
  await refundPayment(operator, id, { amount: '20', reason: 'slow' })
  await goOn(new Date())
  expect([(await paymentOf(key)).refunds.map(({ stage }) => stage), await isToBill(sessionId)]).toEqual([
    ['failed'],
    true,
  ])
  await refundPayment(operator, id, { amount: '120', reason: 'it never charged' })
  await goOn(new Date())
  expect(await isToBill(sessionId)).toBe(false)
})

test('what is on an invoice already is given back by a credit note', async () => {
  await aSeller()
  const lastMonth = new Date(now.getTime() - 40 * DAY_MS)
  const { id, key, customer, sessionId } = await onInvoice(lastMonth)
  await db().session.update({
    where: { id: sessionId },
    data: { startedAt: new Date(lastMonth.getTime() - 3_600_000) },
  })
  await db().pricedSession.update({
    where: { sessionId },
    data: {
      vat: '24',
      totalExclVat: '96',
      lines: [
        {
          kind: 'energy',
          quantity: '30',
          unit: 'kWh',
          rate: '4',
          amount: '120.00',
          vat: '24.00',
          from: lastMonth.toISOString(),
          to: lastMonth.toISOString(),
          reason: 'metered',
        },
      ],
    },
  })
  await goOn(now)
  await startRun(operator, {
    periodFrom: dayOf(new Date(lastMonth.getTime() - 2 * DAY_MS)),
    periodTo: dayOf(new Date(lastMonth.getTime() + 2 * DAY_MS)),
    issueDate: dayOf(now),
    customerId: customer.id,
  })
  await advanceRuns(now)
  const papers = async () =>
    (await listInvoices(operator, { customerId: customer.id })).rows.map(({ kind, payable }) => [kind, payable]).sort()
  expect(await papers()).toEqual([['invoice', '120.00']])
  await refundPayment(operator, id, { amount: '120', reason: 'it never charged' })
  await goOn(new Date())
  expect((await paymentOf(key)).refunds).toMatchObject([{ stage: 'done' }])
  expect((await papers()).map(([kind]) => kind)).toEqual(['credit-note', 'invoice'])
})

test.each([
  ['who may not pay by invoice', { paysByInvoice: false }],
  ['who is blocked', { blockedAt: now, blockedFor: 'overdue' }],
  ['who would owe more than its limit', { creditLimit: '299.99' }],
])('%s starts nothing on it', async (_who, credit) => {
  const customer = await aPayer()
  await db().customer.update({ where: { id: customer.id }, data: credit })
  const { identity, stationId } = await aPayPlace()
  const { id } = await beginInvoicePayment(operator, customer.id, { station: identity, evse: 1 })
  await goOn(now)
  expect(await db().payment.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'released' })
  expect(await db().command.count({ where: { stationId } })).toBe(0)
})

test('a driver who is refused for an old charge pays that, and may start again', async () => {
  const old = await aBegunPayment(now)
  await answerBank(old, true)
  await goOn(now)
  const session = await beginSessionOf(old.key)
  await goOn(now)
  await endSession(session.id, '100.13') // the make-believe bank refuses to hand it over
  await goOn(now)
  expect(await paymentOf(old.key)).toMatchObject({ state: 'unpaid' })
  await db().payment.update({ where: { id: old.id }, data: { payer: 'one card' } })

  const again = async () => {
    const payment = await aBegunPayment(now)
    await db().payment.update({ where: { id: payment.id }, data: { payer: 'one card' } })
    await answerBank(payment, true)
    await goOn(now)
    return paymentOf(payment.key)
  }
  const refused = await again()
  expect(await getDriverPayment(refused.key, 'sv', now)).toMatchObject({ state: 'released', isDebtor: true })
  await expect(beginDebtPayment(old.key.replace(/^./, '_'), now)).rejects.toMatchObject({ code: 'not-found' })

  const { key: inVain } = await beginDebtPayment(refused.key, now)
  await answerBank(await paymentOf(inVain), true)
  await goOn(now)
  await db().payment.updateMany({ where: { key: inVain }, data: { payer: 'one card' } })
  await goOn(now)
  expect([(await paymentOf(inVain)).state, (await paymentOf(old.key)).state]).toEqual(['released', 'unpaid'])

  // Its öre are what the bank refuses: it has changed its mind about this sum.
  await db().payment.update({ where: { id: old.id }, data: { price: '100' } })
  const { key } = await beginDebtPayment(refused.key, now)
  const { key: inAnotherWindow } = await beginDebtPayment(refused.key, now)
  await answerBank(await paymentOf(key), true)
  await answerBank(await paymentOf(inAnotherWindow), true)
  await goOn(now)
  await goOn(now)
  const second = await paymentOf(inAnotherWindow)
  expect([second.state, Number(second.captured)]).toEqual(['released', 0])
  expect(await paymentOf(key)).toMatchObject({ state: 'paid', tokenId: null, sessionId: null })
  expect(Number((await paymentOf(key)).captured)).toBe(100)
  expect(await paymentOf(old.key)).toMatchObject({ state: 'released' })
  await expect(beginDebtPayment(refused.key, now)).rejects.toMatchObject({ details: { reason: 'no-debt' } })
  expect((await again()).state).toBe('starting')
})

test('what charges unpaid where payment is asked for first is stopped, again after a minute, and counted until somebody decides', async () => {
  const { tariffId } = await aPayPlace()
  const { stationId } = await aBegunPayment(now)
  await db().station.update({ where: { id: stationId }, data: { tariffId } })
  const session = await aSession(stationId, { authorisation: 'no-credit' })
  const stops = () => db().command.count({ where: { stationId, type: 'stop', sessionId: session.id } })
  await stopUnpaidSessions(now)
  expect(await stops()).toBe(0) // nobody asks for payment first there
  await setPaymentFirst(operator, tariffId, { of: 'tariff', asksPaymentFirst: true })
  await stopUnpaidSessions(now)
  await stopUnpaidSessions(now)
  expect(await stops()).toBe(1)
  await stopUnpaidSessions(new Date(Date.now() + 2 * MINUTE_MS))
  expect(await stops()).toBe(2)
  // Without a token, but not before it may have been told.
  const unnamed = await aSession(stationId, { authorisation: null, energyWh: '100', receivedAt: now })
  const stopsOf = () => db().command.count({ where: { type: 'stop', sessionId: unnamed.id } })
  await stopUnpaidSessions(now)
  expect(await stopsOf()).toBe(0)
  await stopUnpaidSessions(new Date(now.getTime() + 2 * MINUTE_MS))
  expect(await stopsOf()).toBe(1)
  await db().sessionReview.create({ data: { sessionId: session.id, flag: 'payment-missing' } })
  expect(await countUnpaidSessions(operator)).toBe(1)
  expect(await countUnpaidSessions(anActor('viewer', { siteIds: [987n] }))).toBe(0)
})
