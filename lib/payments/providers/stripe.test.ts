import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Decimal } from '../../kernel/money'
import { newCallKey } from '../keys'
import type { Answer, AuthoriseOrder, Provider } from '../provider'
import { aFakeStripe, type FakeStripe } from '../testing/a-stripe'
import { stripeProvider } from './stripe'

let stripe: FakeStripe
let provider: Provider
beforeEach(async () => {
  stripe = await aFakeStripe()
  provider = stripeProvider({ secretKey: 'sk_test_1', webhookSecret: 'whsec_1', apiUrl: stripe.url, timeoutMs: 2_000 })
})
afterEach(() => stripe.close())

const sek = (amount: number) => new Decimal(amount)
const order = (over: Partial<AuthoriseOrder> = {}): AuthoriseOrder => ({
  key: newCallKey(),
  paymentId: 7n,
  amount: sek(500),
  currency: 'SEK',
  description: 'Laddning Torget 1',
  language: 'sv',
  returnUrl: 'https://laddvakt.example/s/pay/x',
  callbackUrl: 'https://laddvakt.example/api/webhooks/stripe',
  phone: null,
  payBy: new Date(Date.now() + 900_000),
  isRepeat: false,
  ...over,
})
const about = (ref: string, amount: number, key = newCallKey()) => ({
  ref,
  key,
  amount: sek(amount),
  currency: 'SEK',
  callbackUrl: '',
  isRepeat: false,
})
const eventsOf = (answer: Answer) =>
  answer.result === 'done'
    ? answer.events.map((event) => ('amount' in event ? `${event.kind} ${event.amount}` : event.kind))
    : answer

async function aPaid(): Promise<string> {
  const made = await provider.authorise(order())
  const ref = made.result === 'done' ? (made.ref as string) : ''
  stripe.pay(ref)
  return ref
}

test('reserves on a Checkout page: manual capture, in öre, more later where the card allows it', async () => {
  const made = await provider.authorise(order())
  expect(made).toMatchObject({
    result: 'done',
    ref: expect.stringMatching(/^cs_/),
    payUrl: expect.stringContaining('https://checkout.stripe.com/'),
  })
  const { body } = stripe.heard[0]!
  expect(Object.fromEntries(body)).toMatchObject({
    'payment_intent_data[capture_method]': 'manual',
    'payment_method_options[card][request_incremental_authorization]': 'if_available',
    'line_items[0][price_data][unit_amount]': '50000',
    'line_items[0][price_data][currency]': 'sek',
    'payment_intent_data[metadata][payment]': 'payment-7',
  })
})

test('takes the price, gives some back, and knows it all again', async () => {
  const ref = await aPaid()
  expect(await provider.status(ref, [])).toMatchObject({ payer: 'card:finger' })
  expect(eventsOf(await provider.status(ref, []))).toEqual(['authorised 500'])
  expect(eventsOf(await provider.increment(about(ref, 700)))).toEqual(['authorised 700'])
  expect(eventsOf(await provider.capture(about(ref, 612.4)))).toEqual(['authorised 700', 'captured 612.4'])
  const refund = about(ref, 12.4)
  expect(eventsOf(await provider.refund(refund))).toEqual(['refunded 12.4'])
  expect(await provider.status(ref, [])).toMatchObject({
    events: [{}, {}, { kind: 'refunded', key: refund.key, amount: sek(12.4) }],
  })
})

test('a lost answer leaves it open; the same key again does nothing twice', async () => {
  const ref = await aPaid()
  const capture = about(ref, 100)
  stripe.loseNextAnswer()
  expect(await provider.capture(capture)).toMatchObject({ result: 'unknown' })
  expect(await provider.capture(capture)).toMatchObject({ result: 'done' })
  expect(stripe.taken()).toBe(10_000)
  const refund = about(ref, 40)
  await provider.refund(refund)
  await provider.refund(refund)
  expect(stripe.returned()).toBe(4_000)
  const made = order()
  const refs = [await provider.authorise(made), await provider.authorise(made)]
  expect(new Set(refs.map((answer) => answer.result === 'done' && answer.ref)).size).toBe(1)
})

test.each([
  [500, 'unknown'],
  [429, 'unknown'],
  [409, 'unknown'],
  [401, 'unknown'],
  [402, 'refused'],
  [400, 'refused'],
])('HTTP %i is %s', async (status, result) => {
  stripe.answerNext(status, { type: 'api_error', code: 'x', message: 'x' })
  expect(await provider.authorise(order())).toMatchObject({ result })
})

test('a declined increment leaves what was reserved; a declined card says why', async () => {
  const ref = await aPaid()
  expect(await provider.increment(about(ref, 2_500))).toMatchObject({
    result: 'refused',
    code: 'card_declined insufficient_funds',
  })
  expect(eventsOf(await provider.status(ref, []))).toEqual(['authorised 500'])
  const other = await provider.authorise(order())
  stripe.decline(other.result === 'done' ? (other.ref as string) : '')
  expect(await provider.status(other.result === 'done' ? (other.ref as string) : '', [])).toMatchObject({
    declineCode: 'insufficient_funds',
    events: [{ kind: 'declined' }],
  })
})

test('lets go of what is reserved, and of a page nobody has paid on', async () => {
  const paid = await aPaid()
  expect(eventsOf(await provider.cancel(about(paid, 0)))).toEqual(['cancelled'])
  expect(eventsOf(await provider.cancel(about(paid, 0)))).toEqual(['cancelled'])
  const made = await provider.authorise(order())
  const ref = made.result === 'done' ? (made.ref as string) : ''
  expect(eventsOf(await provider.cancel(about(ref, 0)))).toEqual(['cancelled'])
  expect(eventsOf(await provider.status(ref, []))).toEqual(['cancelled'])
})

test('believes only signed calls, and of those only what they are about', () => {
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'payment_intent.amount_capturable_updated',
    data: { object: { object: 'payment_intent', id: 'pi_1', amount: 99, metadata: { payment: 'payment-7' } } },
  })
  const signed = (secret: string, timestamp?: number) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, ...(timestamp && { timestamp }) })
  const call = (signature: string, body = payload) =>
    provider.webhook({ headers: new Headers({ 'stripe-signature': signature }), body })
  expect(signed('whsec_1')).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
  expect(call(signed('whsec_1'))).toEqual({ refs: ['payment-7'] })
  expect(call(signed('whsec_2'))).toBe('forged')
  expect(call(signed('whsec_1'), payload.replace('99', '98'))).toBe('forged')
  expect(call(signed('whsec_1', Math.floor(Date.now() / 1000) - 3600))).toBe('forged')
  expect(call('')).toBe('forged')
})
