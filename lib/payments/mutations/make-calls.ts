import { db, type Prisma, pool } from '../../db/client'
import { env } from '../../env'
import { consoleUrl } from '../../kernel/console-url'
import { Decimal } from '../../kernel/money'
import { MINUTE_MS } from '../../kernel/time'
import { payerHash } from '../keys'
import type { PaymentEvent } from '../payment-machine'
import type { Answer, Done, Provider } from '../provider'
import { type Provide, provide } from '../queries/load-provider'
import { nextTry } from '../when-to-ask'
import { applyEvents } from './apply-events'

/** Longer than any call takes: a claim that is older was made by a process that is gone, and is made again under the same key. */
const CLAIM_LASTS_MS = 2 * MINUTE_MS
const MOST_CLAIMED = 20

interface Claimed {
  readonly id: bigint
  readonly paymentId: bigint
  readonly kind: 'authorise' | 'increment' | 'capture' | 'cancel' | 'refund'
  readonly key: string
  readonly amount: Decimal | null
  readonly attempt: number
}

/**
 * Asks providers for what the outbox holds, one call of a payment after the other. A claim is committed before the provider hears of
 * it; whatever happens then (no answer, a crash), it is asked again under the same key, which providers take for the same question.
 * @param paymentId only this payment's: somebody waits before the page @returns how many calls were made
 */
export async function makeCalls(
  now: Date,
  { paymentId, provider: bring = provide }: { readonly paymentId?: bigint; readonly provider?: Provide } = {},
): Promise<number> {
  const { rows } = await pool().query<ClaimRow>(CLAIM, [
    now,
    new Date(now.getTime() + CLAIM_LASTS_MS),
    MOST_CLAIMED,
    paymentId === undefined ? null : String(paymentId),
  ])
  await Promise.all(
    rows.map((row) =>
      makeCall(
        {
          id: BigInt(row.id),
          paymentId: BigInt(row.payment_id),
          kind: row.kind,
          key: row.key,
          amount: row.amount === null ? null : new Decimal(row.amount),
          attempt: row.attempts,
        },
        bring,
        now,
      ),
    ),
  )
  return rows.length
}

async function makeCall(call: Claimed, bring: Provide, now: Date): Promise<void> {
  const payment = await loadPayment(call.paymentId)
  const provider = bring(payment.provider)
  const answer: Answer =
    provider === null ? { result: 'unknown', error: 'not-set-up' } : await ask(provider, call, payment)
  if (answer.result !== 'refused' || provider === null || payment.providerRef === null)
    return settleCall(call, answer, null, now)
  // A no may mean that it was done before: what the provider knows decides.
  const status = await provider.status(payment.providerRef, openRefunds(payment))
  if (status.result === 'unknown') return settleCall(call, status, null, now)
  return settleCall(call, answer, status.result === 'done' ? status : null, now)
}

const loadPayment = (id: bigint) =>
  db().payment.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      key: true,
      providerRef: true,
      currency: true,
      language: true,
      phone: true,
      payBy: true,
      provider: { select: { kind: true, settings: true, secrets: true } },
      station: { select: { identity: true, name: true } },
      refunds: { select: { key: true, stage: true } },
    },
  })
type Loaded = Awaited<ReturnType<typeof loadPayment>>

const openRefunds = ({ refunds }: Loaded) => refunds.filter(({ stage }) => stage === 'asked').map(({ key }) => key)

async function ask(provider: Provider, call: Claimed, payment: Loaded): Promise<Answer> {
  const { key, attempt } = call
  const baseUrl = consoleUrl(env())
  const isRepeat = attempt > 1
  const callbackUrl = `${baseUrl}/api/webhooks/${payment.provider.kind}`
  const { currency, providerRef: ref } = payment
  const amount = call.amount ?? new Decimal(0)
  if (call.kind === 'authorise') {
    return provider.authorise({
      key,
      paymentId: payment.id,
      amount,
      currency,
      description: `${payment.language === 'en' ? 'Charging' : 'Laddning'} ${payment.station.name || payment.station.identity}`,
      language: payment.language === 'en' ? 'en' : 'sv',
      returnUrl: `${baseUrl}/s/pay/${payment.key}`,
      callbackUrl,
      phone: payment.phone,
      payBy: payment.payBy,
      isRepeat,
    })
  }
  // The provider has never heard of it: there is nothing to let go.
  if (ref === null)
    return call.kind === 'cancel'
      ? { result: 'done', events: [{ kind: 'cancelled' }] }
      : { result: 'refused', code: 'no-payment' }
  return provider[call.kind]({ ref, key, amount, currency, callbackUrl, isRepeat })
}

/** Records what became of one try, only while it is the newest. @param known all that the provider knows, after a no */
async function settleCall(call: Claimed, answer: Answer, known: Done | null, now: Date): Promise<void> {
  const { id, paymentId, attempt } = call
  await db().$transaction(async (tx) => {
    // In the order everybody takes these locks.
    await tx.$queryRaw`SELECT 1 FROM payment WHERE id = ${paymentId} FOR UPDATE`
    const next = answer.result === 'unknown' ? nextTry(attempt, now, answer.retryAfterMs) : null
    const { count } = await tx.paymentCall.updateMany({
      where: { id, state: 'sending', attempts: attempt },
      data: callChange(answer, next),
    })
    if (count === 0) return
    const done = answer.result === 'done' ? answer : known
    if (done !== null) await tx.payment.update({ where: { id: paymentId }, data: learned(done), select: { id: true } })
    const events = [...(done?.events ?? []), ...(answer.result === 'refused' ? consequences(call, answer.code) : [])]
    const detail = answer.result === 'refused' ? { code: answer.code } : {}
    const { after } = await applyEvents(tx, paymentId, events, { source: 'provider', now, detail })
    if (answer.result === 'refused') {
      if (call.kind === 'increment')
        await tx.payment.update({ where: { id: paymentId }, data: { canIncrement: false }, select: { id: true } })
      await note(tx, paymentId, 'call-refused', after.state, { call: call.kind, code: answer.code })
    }
    if (answer.result === 'unknown' && next === null)
      await note(tx, paymentId, 'call-given-up', after.state, { call: call.kind, error: answer.error })
  })
}

const note = (
  tx: Prisma.TransactionClient,
  paymentId: bigint,
  kind: string,
  state: string,
  detail: Prisma.InputJsonObject,
) => tx.paymentEvent.create({ data: { paymentId, kind, source: 'provider', state, detail }, select: { id: true } })

function callChange(answer: Answer, next: Date | null): Prisma.PaymentCallUpdateManyMutationInput {
  switch (answer.result) {
    case 'done':
      return { state: 'done', lastError: null }
    case 'refused':
      return { state: 'refused', lastError: answer.code }
    case 'unknown':
      return next === null
        ? { state: 'dead', lastError: answer.error }
        : { state: 'waiting', nextAt: next, lastError: answer.error }
  }
}

const learned = ({ ref, payUrl, payer, declineCode }: Done): Prisma.PaymentUpdateInput => ({
  ...(ref !== undefined && { providerRef: ref }),
  ...(payUrl !== undefined && { payUrl }),
  ...(payer !== undefined && { payer: payerHash(payer) }),
  ...(declineCode !== undefined && { declineCode }),
})

/** What a provider's no means. What the provider knows to be done counts for more: the machine sees to that. */
function consequences({ kind, key }: Claimed, code: string): readonly PaymentEvent[] {
  switch (kind) {
    case 'authorise':
      return [{ kind: 'declined' }, { kind: 'cancelled' }]
    case 'capture':
      // Cards are not charged a few öre: the driver is let off, and nobody is a debtor for it.
      return code.startsWith('amount_too_small')
        ? [{ kind: 'capture-refused' }, { kind: 'let-go' }]
        : [{ kind: 'capture-refused' }]
    case 'refund':
      return [{ kind: 'refund-failed', key }]
    case 'increment':
    case 'cancel':
      return []
  }
}

interface ClaimRow {
  readonly id: string
  readonly payment_id: string
  readonly kind: Claimed['kind']
  readonly key: string
  readonly amount: string | null
  readonly attempts: number
}

const CLAIM = `
  WITH due AS (
    SELECT id FROM payment_call AS one
     WHERE state IN ('waiting', 'sending') AND next_at <= $1 AND ($4::bigint IS NULL OR payment_id = $4)
       AND NOT EXISTS (SELECT 1 FROM payment_call AS earlier
         WHERE earlier.payment_id = one.payment_id AND earlier.id < one.id AND earlier.state IN ('waiting', 'sending'))
     ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE payment_call SET state = 'sending', attempts = attempts + 1, next_at = $2 FROM due WHERE payment_call.id = due.id
  RETURNING payment_call.id, payment_id, kind, key, amount, attempts`
