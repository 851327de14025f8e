import { afterAll, beforeEach, expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor } from '../db/testing/fixtures'
import { advancePayments } from './mutations/advance-payments'
import { acceptPrice, letGoPayment, refundPayment, retryPayment } from './mutations/steer-payment'
import { getDriverPayment } from './queries/get-driver-payment'
import { getPayment, listPayments, listWaitingPayments } from './queries/list-payments'
import { aBegunPayment, answerBank, aSandbox, beginSessionOf, endSession, goOn, paymentOf } from './testing/a-payment'

const operator = anActor('operator')
const now = new Date()

beforeEach(() => aSandbox())
afterAll(() => bus().close())

async function ended(total: string | null, completeness = 'complete') {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  await endSession(session.id, total, completeness)
  await goOn(now)
  return { id: payment.id, key: payment.key, sessionId: session.id }
}
const later = () => goOn(new Date(Date.now() + 1000))
const auditOf = async (id: bigint) =>
  (await db().auditEntry.findMany({ where: { subject: `driver-payment:${id}` } })).map(({ act }) => act)

test('some of it is given back, then no more than is left; the driver sees it, and who did it is known', async () => {
  const { id, key } = await ended('100')
  await refundPayment(operator, id, { amount: '30,50', reason: 'the cable was stuck' })
  await later()
  expect(await getPayment(operator, id)).toMatchObject({
    state: 'paid',
    captured: '100.00',
    refunded: '30.50',
    refundable: '69.50',
    refunds: [{ amount: '30.50', stage: 'done', reason: 'the cable was stuck', requestedBy: 'user:1' }],
  })
  await expect(refundPayment(operator, id, { amount: '69.51', reason: 'x' })).rejects.toMatchObject({
    details: { reason: 'more-than-captured' },
  })
  await expect(refundPayment(operator, id, { amount: '0', reason: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(refundPayment(operator, id, { amount: '1', reason: '' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await getDriverPayment(key, 'sv', new Date())).toMatchObject({ state: 'paid', refunded: '30.50' })
  expect(await auditOf(id)).toEqual(['driver-payment.refund'])
})

test('a held session waits for a person, who takes its price', async () => {
  const { id } = await ended('44.44', 'incomplete')
  expect((await listWaitingPayments(operator)).map((row) => row.id)).toContain(id)
  await acceptPrice(operator, id)
  await later()
  expect(await getPayment(operator, id)).toMatchObject({ state: 'paid', captured: '44.44' })
  expect((await listWaitingPayments(operator)).map((row) => row.id)).not.toContain(id)
  await expect(acceptPrice(operator, id)).rejects.toMatchObject({ details: { reason: 'no-price' } })
})

test('or lets the driver off: what was reserved is let go', async () => {
  const { id, key } = await ended(null)
  await expect(acceptPrice(operator, id)).rejects.toMatchObject({ details: { reason: 'no-price' } })
  await letGoPayment(operator, id, { reason: 'our meter' })
  await later()
  expect(await paymentOf(key)).toMatchObject({ state: 'released', isCancelled: true })
  expect(await auditOf(id)).toEqual(['driver-payment.let-go'])
})

test('an unpaid one is tried again under a new key, since the first was refused for good', async () => {
  const { id, key } = await ended('100.13')
  expect((await paymentOf(key)).state).toBe('unpaid')
  await retryPayment(operator, id)
  await later()
  const { state, calls } = await paymentOf(key)
  const captures = calls.filter(({ kind }) => kind === 'capture')
  expect([state, captures.map((call) => call.state), new Set(captures.map((call) => call.key)).size]).toEqual([
    'unpaid',
    ['refused', 'refused'],
    2,
  ])
  await letGoPayment(operator, id, { reason: 'a friend' })
  await later()
  expect((await paymentOf(key)).state).toBe('released')
})

test('what was given up is asked for again under its own key', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  await endSession(session.id, '20')
  await advancePayments(now)
  await db().paymentCall.updateMany({
    where: { paymentId: payment.id, kind: 'capture' },
    data: { state: 'dead', attempts: 10 },
  })
  const [listed] = (await listPayments(operator, { search: payment.identity })).rows
  expect(listed).toMatchObject({ id: payment.id, isStuck: true, state: 'settling' })
  const before = (await paymentOf(payment.key)).calls.map(({ key }) => key)
  await retryPayment(operator, payment.id)
  await later()
  const after = await paymentOf(payment.key)
  expect([after.state, after.calls.map(({ key }) => key)]).toEqual(['paid', before])
})

test('who holds a wrong key sees nothing', async () => {
  const { key } = await ended('10')
  for (const wrong of ['', 'x', `${key}x`, key.replace(/.$/, key.endsWith('A') ? 'B' : 'A'), "' OR 1=1"])
    expect(await getDriverPayment(wrong, 'sv', now)).toBeNull()
})
