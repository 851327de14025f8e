import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor } from '../db/testing/fixtures'
import { env } from '../env'
import { beginPayment } from './mutations/begin-payment'
import { saveProvider, testProvider } from './mutations/providers'
import { takeWebhook } from './mutations/take-webhook'
import { listProviders } from './queries/list-providers'
import { aPayPlace, beginSessionOf, endSession, goOn, paymentOf } from './testing/a-payment'
import { aFakeStripe, type FakeStripe } from './testing/a-stripe'

const admin = anActor('admin')
const now = new Date()
let stripe: FakeStripe

beforeAll(async () => {
  stripe = await aFakeStripe()
  Object.assign(env(), { STRIPE_API_URL: stripe.url, NEXTAUTH_SECRET: 'a-secret-of-this-test-that-is-long-enough' })
})
afterAll(async () => {
  await stripe.close()
  await bus().close()
})

const save = (over: object = {}) =>
  saveProvider(admin, {
    kind: 'stripe',
    isEnabled: true,
    cap: '500',
    secretKey: 'sk_test_very_secret',
    webhookSecret: 'whsec_very_secret',
    ...over,
  })

const said = (reference: string) => {
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'payment_intent.amount_capturable_updated',
    data: { object: { object: 'payment_intent', id: 'pi_x', metadata: { payment: reference } } },
  })
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_very_secret' })
  return { headers: new Headers({ 'stripe-signature': signature }), body }
}

async function aStripePayment() {
  const place = await aPayPlace()
  const { key } = await beginPayment(
    {
      station: place.identity,
      evse: 1,
      connector: 1,
      kind: 'stripe',
      tariffVersionId: String(place.tariffVersionId),
      language: 'en',
    },
    now,
  )
  return paymentOf(key)
}

test('keys are sealed, kept when left empty, never shown and never in the audit log', async () => {
  await save()
  await save({ secretKey: '', webhookSecret: '', cap: '600,50' })
  const row = await db().paymentProvider.findUniqueOrThrow({ where: { kind: 'stripe' } })
  expect(row.secrets).not.toContain('very_secret')
  expect(await testProvider(admin, 'stripe')).toEqual({ result: 'ok' })
  const shown = JSON.stringify([await listProviders(admin), await db().auditEntry.findMany()], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(shown).toContain('"hasSecrets":true')
  expect(shown).toContain('600.5')
  expect(shown).not.toContain('very_secret')
})

test('a provider without usable keys is not turned on', async () => {
  const swish = { kind: 'swish', isEnabled: true, cap: '300', payeeAlias: '1231181189' } as const
  await expect(saveProvider(admin, swish)).rejects.toMatchObject({ details: { certificate: 'required' } })
  await expect(saveProvider(admin, { ...swish, certificate: 'nonsense', key: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(saveProvider(admin, { ...swish, payeeAlias: '0701234567' })).rejects.toMatchObject({ code: 'invalid' })
})

test('a webhook twice, late, forged: Stripe is asked, and the payment is what Stripe says', async () => {
  await save({ cap: '500' })
  const payment = await aStripePayment()
  expect(payment.payUrl).toContain('https://checkout.stripe.com/')
  const reference = `payment-${payment.id}`
  // It says so, but Stripe knows of no payment: nothing is believed.
  expect(await takeWebhook('stripe', said(reference), now)).toBe('taken')
  expect((await paymentOf(payment.key)).state).toBe('created')
  stripe.pay(payment.providerRef!)
  const forged = { ...said(reference), headers: new Headers({ 'stripe-signature': 't=1,v1=00' }) }
  expect(await takeWebhook('stripe', forged, now)).toBe('forged')
  expect((await paymentOf(payment.key)).state).toBe('created')
  for (const _time of [1, 2]) await takeWebhook('stripe', said(reference), now)
  expect((await paymentOf(payment.key)).events.map(({ kind }) => kind)).toEqual(['begun', 'authorised'])
  expect(await takeWebhook('stripe', said('payment-987654321'), now)).toBe('nothing-of-ours')
})

test('Stripe from reservation to refund through the real SDK, with an answer lost on the way', async () => {
  await save({ cap: '500' })
  const before = stripe.taken()
  const payment = await aStripePayment()
  stripe.pay(payment.providerRef!)
  await takeWebhook('stripe', said(`payment-${payment.id}`), now)
  await goOn(now)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  await endSession(session.id, '123.45')
  stripe.loseNextAnswer()
  await goOn(now)
  expect((await paymentOf(payment.key)).state).toBe('settling')
  await vi.waitFor(
    async () => {
      await goOn(new Date(now.getTime() + 60_000))
      expect((await paymentOf(payment.key)).state).toBe('paid')
    },
    { timeout: 20_000 },
  )
  expect(stripe.taken() - before).toBe(12_345)
  expect((await paymentOf(payment.key)).payer).toMatch(/^[0-9a-f]{64}$/)
})

test('a charge of a few öre, which no card is charged for, is let go and nobody’s debt', async () => {
  await save({ cap: '500' })
  const payment = await aStripePayment()
  stripe.pay(payment.providerRef!)
  await takeWebhook('stripe', said(`payment-${payment.id}`), now)
  await goOn(now)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  await endSession(session.id, '0.41')
  await goOn(now)
  const { state, captured, isCancelled } = await paymentOf(payment.key)
  expect([state, Number(captured), isCancelled]).toEqual(['released', 0, true])
})
