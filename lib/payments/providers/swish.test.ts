import { afterEach, beforeEach, expect, test } from 'vitest'
import { Decimal } from '../../kernel/money'
import { newCallKey } from '../keys'
import type { Answer, AuthoriseOrder, Provider } from '../provider'
import { swishCode } from '../swish-code'
import { aFakeSwish, type FakeSwish } from '../testing/a-swish'
import { swishProvider } from './swish'

let swish: FakeSwish
let provider: Provider
const providerAs = (identity: { cert: string; key: string }, apiUrl = swish.url) =>
  swishProvider({ payeeAlias: '1231181189', identity, apiUrl, ca: swish.ca, callbackSecret: 'ours', timeoutMs: 2_000 })
beforeEach(async () => {
  swish = await aFakeSwish()
  provider = providerAs(swish.identity)
})
afterEach(() => swish.close())

const sek = (amount: number) => new Decimal(amount)
const order = (over: Partial<AuthoriseOrder> = {}): AuthoriseOrder => ({
  key: newCallKey(),
  paymentId: 7n,
  amount: sek(300),
  currency: 'SEK',
  description: 'Laddning Torget 1 & <co>',
  language: 'sv',
  returnUrl: 'https://laddvakt.example/s/pay/x',
  callbackUrl: 'https://laddvakt.example/api/webhooks/swish',
  phone: null,
  payBy: new Date(),
  isRepeat: false,
  ...over,
})
const about = (ref: string, amount: number, over = {}) => ({
  ref,
  key: newCallKey(),
  amount: sek(amount),
  currency: 'SEK',
  callbackUrl: 'https://laddvakt.example/api/webhooks/swish',
  isRepeat: false,
  ...over,
})
const eventsOf = (answer: Answer) =>
  answer.result === 'done'
    ? answer.events.map((event) => ('amount' in event ? `${event.kind} ${event.amount}` : event.kind))
    : answer

async function aPaid(): Promise<string> {
  const { key } = { key: newCallKey() }
  await provider.authorise(order({ key }))
  swish.decide(key, 'PAID')
  return key
}

test('asks for the cap under a number of our own; the app on the same phone gets a link, on another a code', async () => {
  const key = newCallKey()
  const made = await provider.authorise(order({ key }))
  expect(made).toEqual({
    result: 'done',
    ref: key,
    payUrl: 'swish://paymentrequest?token=token-of-it&callbackurl=https%3A%2F%2Fladdvakt.example%2Fs%2Fpay%2Fx',
    events: [],
  })
  expect(swishCode(made.result === 'done' ? (made.payUrl ?? null) : null)).toBe('Dtoken-of-it')
  for (const other of [null, 'https://pay.example?token=x', 'swish://paymentrequest?callbackurl=x'])
    expect(swishCode(other)).toBeNull()
  expect(swish.heard).toEqual([
    {
      path: `/swish-cpcapi/api/v2/paymentrequests/${key}`,
      client: '1231181189',
      body: {
        payeePaymentReference: 'LV7',
        callbackUrl: 'https://laddvakt.example/api/webhooks/swish',
        callbackIdentifier: expect.stringMatching(/^[0-9A-F]{32}$/),
        payeeAlias: '1231181189',
        amount: '300.00',
        currency: 'SEK',
        message: 'Laddning Torget 1    co',
      },
    },
  ])
  const byPhone = await provider.authorise(order({ phone: '46701234567' }))
  expect([byPhone, swish.heard[1]?.body.payerAlias]).toEqual([
    { result: 'done', ref: expect.any(String), events: [] },
    '46701234567',
  ])
})

test('is talked to only with the operator’s own certificate', async () => {
  expect(await providerAs(swish.stranger).test()).toMatchObject({ result: 'unknown' })
  expect(await provider.test()).toMatchObject({ result: 'done' })
})

test('what was paid in advance is given back but for the price', async () => {
  const ref = await aPaid()
  expect(await provider.status(ref, [])).toMatchObject({ payer: 'swish:46701234567' })
  expect(eventsOf(await provider.status(ref, []))).toEqual(['authorised 300'])
  const refund = about(ref, 180.5)
  expect(eventsOf(await provider.refund(refund))).toEqual([])
  expect(swish.heard.at(-1)?.body).toMatchObject({
    originalPaymentReference: 'BANKREF1',
    payerAlias: '1231181189',
    amount: '180.50',
  })
  expect(eventsOf(await provider.status(ref, [refund.key]))).toEqual(['authorised 300'])
  swish.finishRefunds('PAID')
  expect(await provider.status(ref, [refund.key])).toMatchObject({
    events: [{}, { kind: 'refunded', key: refund.key, amount: sek(180.5) }],
  })
})

test('a lost answer: Swish is asked what it knows before anything is asked for again', async () => {
  const made = order()
  swish.loseNextAnswer()
  expect(await provider.authorise(made)).toMatchObject({ result: 'unknown' })
  expect(await provider.authorise({ ...made, isRepeat: true })).toMatchObject({ result: 'done', ref: made.key })
  expect(swish.heard).toHaveLength(1)
  swish.decide(made.key, 'PAID')
  const refund = about(made.key, 100)
  swish.loseNextAnswer()
  expect(await provider.refund(refund)).toMatchObject({ result: 'unknown' })
  expect(await provider.refund({ ...refund, isRepeat: true })).toMatchObject({ result: 'done' })
  expect(swish.returned()).toBe(100)
})

test('a repeat that Swish has never heard of is asked for after all', async () => {
  const made = order({ isRepeat: true })
  expect(await provider.authorise(made)).toMatchObject({ result: 'done', ref: made.key })
  expect(swish.heard).toHaveLength(1)
})

test.each([
  ['DECLINED', 'RF07', ['declined', 'cancelled']],
  ['ERROR', 'TM01', ['declined', 'cancelled']],
  ['ERROR', 'BANKIDCL', ['declined', 'cancelled']],
] as const)('%s %s is over, and says why', async (status, errorCode, events) => {
  const made = order()
  await provider.authorise(made)
  swish.decide(made.key, status, errorCode)
  const known = await provider.status(made.key, [])
  expect([eventsOf(known), known.result === 'done' && known.declineCode]).toEqual([events, errorCode])
})

test('Swish’s no is a no: wrong number, wrong amount', async () => {
  swish.refuseNext('ACMT03')
  expect(await provider.authorise(order())).toEqual({ result: 'refused', code: 'ACMT03' })
  const ref = await aPaid()
  swish.refuseNext('FF10')
  expect(await provider.refund(about(ref, 999))).toEqual({ result: 'refused', code: 'FF10' })
  const refund = about(ref, 10)
  await provider.refund(refund)
  swish.finishRefunds('ERROR')
  expect(eventsOf(await provider.status(ref, [refund.key]))).toEqual(['authorised 300', 'refund-failed'])
})

test('a request can be taken back until it is paid', async () => {
  const made = order()
  await provider.authorise(made)
  expect(eventsOf(await provider.cancel(about(made.key, 0)))).toEqual(['cancelled'])
  const paid = await aPaid()
  expect(eventsOf(await provider.cancel(about(paid, 0)))).toEqual(['authorised 300'])
})

test('a callback is a reason to ask, when it carries our own word', async () => {
  const made = order()
  await provider.authorise(made)
  const word = String(swish.heard[0]?.body.callbackIdentifier)
  const body = JSON.stringify({ id: made.key, status: 'PAID', amount: 300 })
  const call = (headers: Record<string, string>, text = body) =>
    provider.webhook({ headers: new Headers(headers), body: text })
  expect(call({ callbackIdentifier: word })).toEqual({ refs: [made.key] })
  expect(call({ callbackIdentifier: word.replace(/^./, 'G') })).toBe('forged')
  expect(call({})).toBe('forged')
  expect(call({ callbackIdentifier: word }, JSON.stringify({ id: newCallKey() }))).toBe('forged')
  expect(call({ callbackIdentifier: word }, 'nonsense')).toBe('forged')
})

test('a server that is not there leaves it open', async () => {
  expect(await providerAs(swish.identity, 'https://127.0.0.1:1').authorise(order())).toMatchObject({
    result: 'unknown',
  })
})
