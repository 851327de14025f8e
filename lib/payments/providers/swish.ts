import { createHmac, timingSafeEqual } from 'node:crypto'
import { Agent } from 'node:https'
import { z } from 'zod'
import { Decimal } from '../../kernel/money'
import type { ProviderEvent } from '../payment-machine'
import type { Answer, AuthoriseOrder, Provider } from '../provider'
import { type HttpAnswer, sendJson } from './send-json'

export interface SwishOptions {
  /** The operator's own Swish number: 123… */
  readonly payeeAlias: string
  /** The operator's certificate for Swish: PEM with its key, or PKCS#12. */
  readonly identity:
    | { readonly cert: string; readonly key: string; readonly passphrase?: string }
    | { readonly pfx: Buffer; readonly passphrase?: string }
  /** e.g. https://cpc.getswish.net */
  readonly apiUrl: string
  /** Whom to trust instead of the public authorities; for Swish's test environment. */
  readonly ca?: string
  /** Makes the word that callbacks carry. */
  readonly callbackSecret: string
  readonly timeoutMs?: number
}

const PATIENCE_MS = 15_000
const CALLBACK_WORD_CHARS = 32

const paymentSchema = z.object({
  id: z.string(),
  status: z.enum(['CREATED', 'PAID', 'DECLINED', 'ERROR', 'CANCELLED']),
  amount: z.union([z.number(), z.string()]).nullish(),
  paymentReference: z.string().nullish(),
  payerAlias: z.string().nullish(),
  errorCode: z.string().nullish(),
})
const refundSchema = z.object({
  id: z.string(),
  status: z.enum(['CREATED', 'INITIATED', 'VALIDATED', 'DEBITED', 'PAID', 'ERROR']),
  amount: z.union([z.number(), z.string()]).nullish(),
  errorCode: z.string().nullish(),
})
const errorsSchema = z.array(z.object({ errorCode: z.string() })).min(1)
const callbackSchema = z.object({
  id: z.string().regex(/^[0-9A-F]{32}$/),
  originalPaymentReference: z.string().nullish(),
})

/**
 * Swish for merchants (Integration Guide 2.x): there is no reservation, so the cap is paid in advance and the rest given back. The
 * connection is mutually authenticated. A payment is known by its instructionUUID, chosen by us and stored before Swish hears of it:
 * when an answer is lost, Swish is asked what it knows of it before anything is asked for again. Callbacks are never believed, only
 * taken as a reason to ask.
 */
export function swishProvider(options: SwishOptions): Provider {
  const { payeeAlias, identity, apiUrl, ca, callbackSecret, timeoutMs = PATIENCE_MS } = options
  const agent = new Agent({ ...identity, ...(ca && { ca }), minVersion: 'TLSv1.2', keepAlive: false })
  const send = (method: 'GET' | 'PUT' | 'PATCH', path: string, body?: object, contentType?: string) =>
    sendJson({ agent, method, url: new URL(`/swish-cpcapi/api/${path}`, apiUrl), body, contentType, timeoutMs })

  const readPayment = async (ref: string) => paymentOf(await send('GET', `v1/paymentrequests/${ref}`))
  const readRefund = async (ref: string) => refundOf(await send('GET', `v1/refunds/${ref}`))
  const wordOf = (ref: string) =>
    createHmac('sha256', callbackSecret).update(ref).digest('hex').slice(0, CALLBACK_WORD_CHARS).toUpperCase()

  async function authorise(order: AuthoriseOrder): Promise<Answer> {
    const ref = order.key
    if (order.isRepeat) {
      const known = await readPayment(ref)
      if (known.found === 'something') return { ...known.answer, ref }
      if (known.found === 'unclear') return known.answer
    }
    const answer = await send('PUT', `v2/paymentrequests/${ref}`, {
      payeePaymentReference: `LV${order.paymentId}`,
      callbackUrl: order.callbackUrl,
      callbackIdentifier: wordOf(ref),
      payeeAlias,
      ...(order.phone !== null && { payerAlias: order.phone }),
      amount: order.amount.toFixed(2),
      currency: order.currency,
      message: messageOf(order.description),
    })
    if (answer.status !== 201) return refusalOf(answer)
    const token = answer.headers.paymentrequesttoken
    return {
      result: 'done',
      ref,
      ...(typeof token === 'string' && {
        payUrl: `swish://paymentrequest?token=${encodeURIComponent(token)}&callbackurl=${encodeURIComponent(order.returnUrl)}`,
      }),
      events: [],
    }
  }

  return {
    means: 'prepay',
    authorise,
    increment: async () => ({ result: 'refused', code: 'not-possible' }),
    capture: async ({ ref }) => (await readPayment(ref)).answer,
    async cancel({ ref }) {
      const answer = await send(
        'PATCH',
        `v1/paymentrequests/${ref}`,
        [{ op: 'replace', path: '/status', value: 'cancelled' }] as unknown as object,
        'application/json-patch+json',
      )
      // Too late to cancel, or done before: what it is now tells.
      if (answer.status === 200 || answer.status === 422) return (await readPayment(ref)).answer
      return answer.status === 404 ? { result: 'done', events: [{ kind: 'cancelled' }] } : refusalOf(answer)
    },
    async refund(order) {
      const id = order.key
      if (order.isRepeat) {
        const known = await readRefund(id)
        if (known.found !== 'nothing') return known.answer
      }
      const payment = paymentSchema.safeParse((await send('GET', `v1/paymentrequests/${order.ref}`)).json)
      if (!payment.success || !payment.data.paymentReference)
        return { result: 'unknown', error: 'The payment to give back from could not be read.' }
      const answer = await send('PUT', `v2/refunds/${id}`, {
        originalPaymentReference: payment.data.paymentReference,
        callbackUrl: order.callbackUrl,
        callbackIdentifier: wordOf(id),
        payerAlias: payeeAlias,
        amount: order.amount.toFixed(2),
        currency: order.currency,
      })
      // Asked for, not yet given back: its status will tell.
      return answer.status === 201 ? { result: 'done', events: [] } : refusalOf(answer)
    },
    async status(ref, refunds) {
      const payment = await readPayment(ref)
      if (payment.answer.result !== 'done') return payment.answer
      const events = [...payment.answer.events]
      for (const key of refunds) {
        const refund = await readRefund(key)
        if (refund.answer.result !== 'done') return refund.answer
        events.push(...refund.answer.events)
      }
      return { ...payment.answer, events }
    },
    webhook({ headers, body }) {
      const said = callbackSchema.safeParse(parsed(body))
      if (!said.success) return 'forged'
      const { id } = said.data
      const word = Buffer.from(headers.get('callbackidentifier') ?? '')
      const ours = Buffer.from(wordOf(id))
      return word.length === ours.length && timingSafeEqual(word, ours) ? { refs: [id] } : 'forged'
    },
    async test() {
      // A request that was never made: Swish says 404 to whom it knows, and does not talk to others.
      const answer = await send('GET', `v1/paymentrequests/${'0'.repeat(32)}`)
      return answer.status === 404 || answer.status === 200 ? { result: 'done', events: [] } : refusalOf(answer)
    },
  }
}

type Known =
  | { readonly found: 'something'; readonly answer: Extract<Answer, { result: 'done' }> }
  | { readonly found: 'nothing' | 'unclear'; readonly answer: Answer }

function paymentOf(answer: HttpAnswer): Known {
  if (answer.status === 404) return { found: 'nothing', answer: { result: 'done', events: [] } }
  const said = answer.status === 200 ? paymentSchema.safeParse(answer.json) : null
  if (!said?.success) return { found: 'unclear', answer: unclear(answer) }
  const { status, amount, payerAlias, errorCode } = said.data
  return {
    found: 'something',
    answer: {
      result: 'done',
      events: paymentEvents(status, amount),
      ...(status === 'PAID' && payerAlias && { payer: `swish:${payerAlias}` }),
      ...(errorCode && { declineCode: errorCode }),
    },
  }
}

function paymentEvents(
  status: z.infer<typeof paymentSchema>['status'],
  amount: number | string | null | undefined,
): ProviderEvent[] {
  switch (status) {
    case 'CREATED':
      return []
    case 'PAID':
      return amount == null ? [] : [{ kind: 'authorised', amount: new Decimal(amount) }]
    case 'DECLINED':
    case 'ERROR':
      // A request that failed can never be paid: it is declined, and over.
      return [{ kind: 'declined' }, { kind: 'cancelled' }]
    case 'CANCELLED':
      return [{ kind: 'cancelled' }]
  }
}

function refundOf(answer: HttpAnswer): Known {
  if (answer.status === 404) return { found: 'nothing', answer: { result: 'done', events: [] } }
  const said = answer.status === 200 ? refundSchema.safeParse(answer.json) : null
  if (!said?.success) return { found: 'unclear', answer: unclear(answer) }
  const { id: key, status, amount } = said.data
  const events: ProviderEvent[] =
    status === 'PAID' && amount != null
      ? [{ kind: 'refunded', key, amount: new Decimal(amount) }]
      : status === 'ERROR'
        ? [{ kind: 'refund-failed', key }]
        : []
  return { found: 'something', answer: { result: 'done', events } }
}

/** 4xx with an error code is Swish's no; all else leaves it open. */
function refusalOf(answer: HttpAnswer): Answer {
  const errors = errorsSchema.safeParse(answer.json)
  const isNo = (answer.status === 400 || answer.status === 422) && errors.success
  return isNo ? { result: 'refused', code: errors.data.map(({ errorCode }) => errorCode).join(' ') } : unclear(answer)
}

const unclear = ({ status, error }: HttpAnswer): Answer => ({
  result: 'unknown',
  error: error ?? `HTTP ${status}`,
})

/** At most 50 characters that Swish takes. */
const messageOf = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N} .,:;()?!-]/gu, ' ')
    .trim()
    .slice(0, 50)

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
