import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Intent {
  id: string
  status: string
  amount: number
  captured: number
  metadata: object
  last_payment_error: object | null
}
interface Checkout {
  id: string
  status: string
  intent: string | null
  amount: number
  metadata: object
}

export interface FakeStripe {
  readonly url: string
  /** `POST /v1/…` with its idempotency key, in order. */
  readonly heard: { path: string; key: string | undefined; body: URLSearchParams }[]
  /** The next thing asked for is done, and its answers are lost on the way. */
  loseNextAnswer(): void
  /** The next call is answered with this instead of being carried out. */
  answerNext(status: number, error: object): void
  /** The driver pays on the Checkout page. */
  pay(ref: string): void
  decline(ref: string): void
  /** Money that Stripe has taken, in öre. */
  taken(): number
  returned(): number
  close(): Promise<void>
}

/** A server that behaves like Stripe's published API, as far as it is used here: same key, same answer. */
export async function aFakeStripe(): Promise<FakeStripe> {
  const checkouts = new Map<string, Checkout>()
  const intents = new Map<string, Intent>()
  const refunds: { id: string; payment_intent: string; amount: number; metadata: object }[] = []
  const answers = new Map<string, [number, object]>()
  const heard: FakeStripe['heard'] = []
  let loses = 0
  let instead: [number, object] | null = null
  let last = 0
  const id = (prefix: string) => `${prefix}_test_${++last}`

  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(await textOf(request))
    const { pathname } = new URL(request.url ?? '/', 'http://stripe')
    const key = request.headers['idempotency-key'] as string | undefined
    if (request.method === 'POST') heard.push({ path: pathname, key, body })
    const known = key === undefined ? undefined : answers.get(`${pathname} ${key}`)
    const [status, answer] = instead ?? known ?? act(request.method ?? 'GET', pathname, body)
    if (instead === null && key !== undefined && status < 500) answers.set(`${pathname} ${key}`, [status, answer])
    instead = null
    if (loses > 0 && request.method === 'POST') {
      loses -= 1
      request.socket.destroy()
      return
    }
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${last}` })
    response.end(JSON.stringify(answer))
  })

  function act(method: string, path: string, body: URLSearchParams): [number, object] {
    const [, , thing, ref, verb] = path.split('/')
    if (path === '/v1/balance') return [200, { object: 'balance', available: [] }]
    if (thing === 'checkout') return actOnCheckout(method, path.split('/')[4], path.split('/')[5], body)
    if (thing === 'refunds' && method === 'GET')
      return [200, { object: 'list', has_more: false, data: refunds.map(refundShown) }]
    if (thing === 'refunds') {
      const intent = intents.get(body.get('payment_intent') ?? '')
      const amount = Number(body.get('amount'))
      const back = refunds.reduce((sum, refund) => sum + refund.amount, 0)
      if (!intent || back + amount > intent.captured) return no('charge_already_refunded')
      const refund = { id: id('re'), payment_intent: intent.id, amount, metadata: { key: body.get('metadata[key]') } }
      refunds.push(refund)
      return [200, refundShown(refund)]
    }
    const intent = intents.get(ref ?? '')
    if (!intent) return no('resource_missing', 404)
    if (intent.status !== 'requires_capture') return no('payment_intent_unexpected_state')
    if (verb === 'capture') {
      if (Number(body.get('amount_to_capture')) < 300) return no('amount_too_small')
      intent.captured = Number(body.get('amount_to_capture'))
      intent.status = 'succeeded'
    } else if (verb === 'increment_authorization') {
      if (Number(body.get('amount')) > 200_000)
        return [402, { error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' } }]
      intent.amount = Number(body.get('amount'))
    } else if (verb === 'cancel') intent.status = 'canceled'
    return [200, intentShown(intent)]
  }

  function actOnCheckout(
    method: string,
    ref: string | undefined,
    verb: string | undefined,
    body: URLSearchParams,
  ): [number, object] {
    if (method === 'POST' && ref === undefined) {
      const made = {
        id: id('cs'),
        status: 'open',
        intent: null,
        amount: Number(body.get('line_items[0][price_data][unit_amount]')),
        metadata: { payment: body.get('payment_intent_data[metadata][payment]') },
      }
      if (body.get('payment_intent_data[capture_method]') !== 'manual') return no('not-manual')
      checkouts.set(made.id, made)
      return [200, checkoutShown(made)]
    }
    const checkout = checkouts.get(ref ?? '')
    if (!checkout) return no('resource_missing', 404)
    if (verb === 'expire') {
      if (checkout.status !== 'open') return no('checkout_not_open')
      checkout.status = 'expired'
    }
    return [200, checkoutShown(checkout)]
  }

  const checkoutShown = ({ intent, ...checkout }: Checkout) => ({
    object: 'checkout.session',
    ...checkout,
    url: `https://checkout.stripe.com/c/pay/${checkout.id}`,
    payment_intent: intent === null ? null : intentShown(intents.get(intent) as Intent),
  })
  const intentShown = ({ captured, ...intent }: Intent) => ({
    object: 'payment_intent',
    currency: 'sek',
    ...intent,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_received: captured,
    latest_charge: { object: 'charge', payment_method_details: { card: { fingerprint: 'finger' } } },
  })
  const refundShown = (refund: (typeof refunds)[number]) => ({
    object: 'refund',
    currency: 'sek',
    status: 'succeeded',
    ...refund,
  })
  const no = (code: string, status = 400): [number, object] => [
    status,
    { error: { type: 'invalid_request_error', code, message: code } },
  ]

  const intentOf = (ref: string, status: string, error: object | null) => {
    const checkout = checkouts.get(ref) as Checkout
    const intent = {
      id: checkout.intent ?? id('pi'),
      status,
      amount: checkout.amount,
      captured: 0,
      metadata: checkout.metadata,
      last_payment_error: error,
    }
    intents.set(intent.id, intent)
    checkout.intent = intent.id
    if (status === 'requires_capture') checkout.status = 'complete'
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    loseNextAnswer: () => {
      loses = 2 // the SDK itself asks once more
    },
    answerNext: (status, error) => {
      instead = [status, { error }]
    },
    pay: (ref) => intentOf(ref, 'requires_capture', null),
    decline: (ref) =>
      intentOf(ref, 'requires_payment_method', { code: 'card_declined', decline_code: 'insufficient_funds' }),
    taken: () => [...intents.values()].reduce((sum, { captured }) => sum + captured, 0),
    returned: () => refunds.reduce((sum, { amount }) => sum + amount, 0),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
