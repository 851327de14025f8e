import Stripe from 'stripe'
import { Decimal, minorDigits } from '../../kernel/money'
import type { ProviderEvent } from '../payment-machine'
import type { Answer, Done, Provider } from '../provider'

export interface StripeOptions {
  readonly secretKey: string
  /** null: calls from Stripe are not believed, only asked after. */
  readonly webhookSecret: string | null
  /** e.g. https://api.stripe.com */
  readonly apiUrl: string
  readonly timeoutMs?: number
}

const PATIENCE_MS = 15_000
const SHORTEST_CHECKOUT_MS = 31 * 60_000

/**
 * Cards through Stripe: a Checkout page reserves (manual capture, more later where the card allows it), the session's price is taken
 * in the end. A payment is known by its Checkout Session (`cs_…`), from which its PaymentIntent is read: what is reserved, taken and
 * given back is always Stripe's own word.
 */
export function stripeProvider({ secretKey, webhookSecret, apiUrl, timeoutMs = PATIENCE_MS }: StripeOptions): Provider {
  const { hostname, port, protocol } = new URL(apiUrl)
  const stripe = new Stripe(secretKey, {
    host: hostname,
    ...(port && { port }),
    protocol: protocol === 'http:' ? 'http' : 'https',
    timeout: timeoutMs,
    // We ask again ourselves, under the same key, also after a crash.
    maxNetworkRetries: 0,
    telemetry: false,
  })

  async function intentOf(
    ref: string,
  ): Promise<{ checkout: Stripe.Checkout.Session; intent: Stripe.PaymentIntent | null }> {
    const checkout = await stripe.checkout.sessions.retrieve(ref, { expand: ['payment_intent.latest_charge'] })
    const { payment_intent: intent } = checkout
    return { checkout, intent: intent === null || typeof intent === 'string' ? null : intent }
  }

  async function requireIntent(ref: string): Promise<string> {
    const { intent } = await intentOf(ref)
    if (intent === null)
      throw new Stripe.errors.StripeInvalidRequestError({
        type: 'invalid_request_error',
        message: 'Nobody has paid yet.',
      })
    return intent.id
  }

  return {
    means: 'reserve',
    authorise: (order) =>
      answered(async () => {
        const { amount, currency, description, language, returnUrl, payBy } = order
        const reference = `payment-${order.paymentId}`
        const checkout = await stripe.checkout.sessions.create(
          {
            mode: 'payment',
            allowed_payment_method_types: ['card'],
            line_items: [
              {
                quantity: 1,
                price_data: {
                  currency: currency.toLowerCase(),
                  unit_amount: toMinor(amount, currency),
                  product_data: { name: description },
                },
              },
            ],
            payment_intent_data: { capture_method: 'manual', description, metadata: { payment: reference } },
            payment_method_options: {
              card: {
                request_incremental_authorization: 'if_available',
                request_extended_authorization: 'if_available',
              },
            },
            client_reference_id: reference,
            metadata: { payment: reference },
            locale: language,
            success_url: returnUrl,
            cancel_url: returnUrl,
            expires_at: Math.ceil(Math.max(payBy.getTime(), Date.now() + SHORTEST_CHECKOUT_MS) / 1000),
          },
          { idempotencyKey: order.key },
        )
        return { result: 'done', ref: checkout.id, ...(checkout.url && { payUrl: checkout.url }), events: [] }
      }),
    increment: ({ ref, key, amount, currency }) =>
      answered(async () => {
        const id = await requireIntent(ref)
        const intent = await stripe.paymentIntents.incrementAuthorization(
          id,
          { amount: toMinor(amount, currency) },
          { idempotencyKey: key },
        )
        return knownOf(intent)
      }),
    capture: ({ ref, key, amount, currency }) =>
      answered(async () => {
        const id = await requireIntent(ref)
        const intent = await stripe.paymentIntents.capture(
          id,
          { amount_to_capture: toMinor(amount, currency) },
          { idempotencyKey: key },
        )
        return knownOf(intent)
      }),
    cancel: ({ ref, key }) =>
      answered(async () => {
        const { checkout, intent } = await intentOf(ref)
        if (intent !== null && intent.status !== 'canceled' && intent.status !== 'succeeded')
          return knownOf(await stripe.paymentIntents.cancel(intent.id, {}, { idempotencyKey: key }))
        if (intent === null && checkout.status === 'open')
          await stripe.checkout.sessions.expire(ref, {}, { idempotencyKey: key })
        return intent === null ? { result: 'done', events: [{ kind: 'cancelled' }] } : knownOf(intent)
      }),
    refund: ({ ref, key, amount, currency }) =>
      answered(async () => {
        const refund = await stripe.refunds.create(
          { payment_intent: await requireIntent(ref), amount: toMinor(amount, currency), metadata: { key } },
          { idempotencyKey: key },
        )
        return { result: 'done', events: refundEvents([refund]) }
      }),
    status: (ref) =>
      answered(async () => {
        const { checkout, intent } = await intentOf(ref)
        if (intent === null)
          return { result: 'done', events: checkout.status === 'expired' ? [{ kind: 'cancelled' }] : [] }
        const known = knownOf(intent)
        if (intent.amount_received === 0) return known
        const { data } = await stripe.refunds.list({ payment_intent: intent.id, limit: 100 })
        return { ...known, events: [...known.events, ...refundEvents(data)] }
      }),
    webhook({ headers, body }) {
      if (webhookSecret === null) return 'forged'
      let event: Stripe.Event
      try {
        event = stripe.webhooks.constructEvent(body, headers.get('stripe-signature') ?? '', webhookSecret)
      } catch {
        return 'forged'
      }
      const said = event.data.object as { object?: string; id?: string; metadata?: { payment?: string } | null }
      const refs = [
        ...(said.object === 'checkout.session' && said.id ? [said.id] : []),
        ...(said.metadata?.payment ? [said.metadata.payment] : []),
      ]
      return refs.length > 0 ? { refs } : null
    },
    test: () =>
      answered(async () => {
        await stripe.balance.retrieve()
        return { result: 'done', events: [] }
      }),
  }
}

/** What Stripe's PaymentIntent proves. */
function knownOf(intent: Stripe.PaymentIntent): Done {
  const { currency, status } = intent
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const events: ProviderEvent[] = []
  if (status === 'requires_capture')
    events.push({ kind: 'authorised', amount: fromMinor(intent.amount_capturable, currency) })
  if (intent.amount_received > 0) {
    events.push({ kind: 'authorised', amount: fromMinor(Math.max(intent.amount, intent.amount_received), currency) })
    events.push({ kind: 'captured', amount: fromMinor(intent.amount_received, currency) })
  }
  if (status === 'canceled') events.push({ kind: 'cancelled' })
  const decline = intent.last_payment_error
  if (status === 'requires_payment_method' && decline) events.push({ kind: 'declined' })
  const fingerprint = charge?.payment_method_details?.card?.fingerprint
  return {
    result: 'done',
    events,
    ...(fingerprint && { payer: `card:${fingerprint}` }),
    ...(decline && { declineCode: decline.decline_code ?? decline.code ?? 'declined' }),
  }
}

const refundEvents = (refunds: readonly Stripe.Refund[]): ProviderEvent[] =>
  refunds.flatMap(({ id, status, amount, currency, metadata }): ProviderEvent[] => {
    // One made by hand in Stripe's own console has no key of ours.
    const key = metadata?.key ?? id
    if (status === 'succeeded' || status === 'pending')
      return [{ kind: 'refunded', key, amount: fromMinor(amount, currency) }]
    return status === 'failed' || status === 'canceled' ? [{ kind: 'refund-failed', key }] : []
  })

/** Stripe counts in the currency's smallest unit. */
const toMinor = (amount: Decimal, currency: string): number =>
  amount.times(new Decimal(10).pow(minorDigits(currency.toUpperCase()))).toNumber()
const fromMinor = (amount: number, currency: string): Decimal =>
  new Decimal(amount).dividedBy(new Decimal(10).pow(minorDigits(currency.toUpperCase())))

/** Turns what the SDK throws into an answer. A 4xx is Stripe's own no; all else leaves it open whether it was done. */
async function answered(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const status = error.statusCode ?? 0
    const isFinal = status >= 400 && status < 500 && ![401, 403, 408, 409, 429].includes(status)
    const words = [error.code, error.decline_code].filter(Boolean).join(' ') || error.type
    if (isFinal || error instanceof Stripe.errors.StripeInvalidRequestError) return { result: 'refused', code: words }
    const wait = Number(error.headers?.['retry-after'])
    return {
      result: 'unknown',
      error: status > 0 ? `HTTP ${status} ${words}` : words,
      ...(wait > 0 && { retryAfterMs: wait * 1000 }),
    }
  }
}
