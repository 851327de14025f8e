import type { Prisma, Transaction } from '../../db/client'
import { SECOND_MS } from '../../kernel/time'
import { newCallKey } from '../keys'
import {
  afterEvent,
  FINAL_STATES,
  isRefused,
  type PaymentEvent,
  type PaymentFacts,
  type PaymentState,
  type Refusal,
  wantedOf,
} from '../payment-machine'
import { areSameFacts, factColumns, factsOf, rowOf } from '../payment-row'
import { nextCheck } from '../when-to-ask'

export interface Applied {
  readonly before: PaymentFacts
  readonly after: PaymentFacts
  /** Why the first refused event was refused; null: none was. */
  readonly refused: Refusal | null
}

interface Circumstances {
  /** provider | driver | worker | user:12 */
  readonly source: string
  readonly now: Date
  readonly detail?: Prisma.InputJsonObject
  /** Of refunds asked for. */
  readonly reason?: string
}

/** States in which nothing more may start with the payment's token. */
const TOKEN_SPENT: readonly PaymentState[] = ['settling', 'paid', 'releasing', 'released', 'held', 'unpaid']

/**
 * The only writer of what a payment is. Locks it, lets the machine decide event by event, keeps the story, and writes down what the
 * provider is to be asked for next, all in the caller's transaction: after a crash either nothing has happened or the outbox knows.
 */
export async function applyEvents(
  tx: Transaction,
  paymentId: bigint,
  events: readonly PaymentEvent[],
  circumstances: Circumstances,
): Promise<Applied> {
  const { source, now, detail, reason = '' } = circumstances
  await tx.$queryRaw`SELECT 1 FROM payment WHERE id = ${paymentId} FOR UPDATE`
  const row = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    select: { ...factColumns, tokenId: true, createdAt: true, settledAt: true },
  })
  const before = factsOf(row)
  let refused: Refusal | null = null
  let facts = before
  const story: Prisma.PaymentEventCreateManyInput[] = []
  const happen = (event: PaymentEvent) => {
    const next = afterEvent(facts, event)
    if (isRefused(next)) {
      refused ??= next.refused
      return
    }
    if (areSameFacts(next, facts)) return
    facts = next
    const { kind, ...rest } = event
    const said = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
    story.push({ paymentId, at: now, kind, source, state: facts.state, detail: { ...said, ...detail } })
  }
  for (const event of events) happen(event)

  const wanted = wantedOf(facts)
  const calls: Prisma.PaymentCallCreateManyInput[] = []
  // What a person asked to give back is asked of the provider like what the machine wants.
  for (const event of events) {
    if (event.kind === 'refund-asked' && facts.refunds.has(event.key) && !before.refunds.has(event.key))
      calls.push({ paymentId, kind: 'refund', key: event.key, amount: event.amount.toFixed(), nextAt: now })
  }
  if (wanted?.kind === 'refund') {
    const key = newCallKey()
    happen({ kind: 'refund-asked', key, amount: wanted.amount })
    calls.push({ paymentId, kind: 'refund', key, amount: wanted.amount.toFixed(), nextAt: now })
  } else if (wanted !== null) {
    const earlier = await tx.paymentCall.findMany({ where: { paymentId, kind: wanted.kind }, select: { state: true } })
    const isUnderWay = earlier.some(({ state }) => ['waiting', 'sending', 'dead'].includes(state))
    if (!isUnderWay) {
      const amount = wanted.kind === 'capture' ? wanted.amount.toFixed() : null
      // Asked before to no effect: not at once again, unless a person wants it.
      const waits = wanted.kind === 'cancel' ? earlier.length * 30 * SECOND_MS : 0
      const nextAt = new Date(now.getTime() + waits)
      calls.push({ paymentId, kind: wanted.kind, key: newCallKey(), amount, nextAt })
    }
  }

  if (story.length > 0) {
    const isFinal = FINAL_STATES.includes(facts.state)
    const settledAt = isFinal ? (before.state === facts.state ? row.settledAt : now) : null
    await tx.payment.update({
      where: { id: paymentId },
      data: {
        ...rowOf(facts),
        settledAt,
        checkAt: nextCheck({ ...facts, createdAt: row.createdAt, settledAt }, now),
      },
      select: { id: true },
    })
    await tx.paymentEvent.createMany({ data: story })
    await storeRefunds(tx, paymentId, before, facts, { source, reason, now })
  }
  if (calls.length > 0) await tx.paymentCall.createMany({ data: calls, skipDuplicates: true })
  if (row.tokenId !== null && TOKEN_SPENT.includes(facts.state) && !TOKEN_SPENT.includes(before.state))
    await tx.token.update({ where: { id: row.tokenId }, data: { active: false }, select: { id: true } })
  return { before, after: facts, refused }
}

async function storeRefunds(
  tx: Transaction,
  paymentId: bigint,
  before: PaymentFacts,
  after: PaymentFacts,
  { source, reason, now }: { source: string; reason: string; now: Date },
): Promise<void> {
  for (const [key, { amount, stage }] of after.refunds) {
    const known = before.refunds.get(key)
    if (known?.stage === stage && known.amount.equals(amount)) continue
    const settled = { stage, settledAt: stage === 'asked' ? null : now, amount: amount.toFixed() }
    await tx.refund.upsert({
      where: { key },
      create: { paymentId, key, reason, requestedBy: source, ...settled },
      update: settled,
    })
  }
  // Tried again under a new key: the one that failed stays in the story alone.
  const gone = [...before.refunds.keys()].filter((key) => !after.refunds.has(key))
  if (gone.length > 0) await tx.refund.deleteMany({ where: { key: { in: gone } } })
}
