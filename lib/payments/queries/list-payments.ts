import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db, type Prisma } from '../../db/client'
import { containsText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { moneyString } from '../../kernel/money'
import { type HeldReason, type PaymentState, refundableOf, refundedOf } from '../payment-machine'
import { factColumns, factsOf } from '../payment-row'
import type { ProviderKind } from '../provider'
import { paymentScope } from './payment-scope'

export interface PaymentFilter {
  readonly states?: readonly PaymentState[]
  readonly kind?: ProviderKind
  /** Found in the station's identity or name, or the provider's own name for the payment, without case. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

export interface PaymentRow {
  readonly id: bigint
  readonly state: PaymentState
  readonly heldReason: HeldReason | null
  readonly kind: ProviderKind
  readonly station: { readonly identity: string; readonly name: string }
  readonly siteName: string | null
  readonly timeZone: string
  readonly evse: number
  readonly sessionId: bigint | null
  readonly providerRef: string | null
  readonly currency: string
  /** Decimal strings. */
  readonly authorised: string
  readonly captured: string
  readonly refunded: string
  readonly price: string | null
  readonly createdAt: Date
  /** A call to the provider was given up, or is refused again and again. */
  readonly isStuck: boolean
}

const columns = {
  ...factColumns,
  id: true,
  currency: true,
  evseNumber: true,
  sessionId: true,
  providerRef: true,
  createdAt: true,
  provider: { select: { kind: true } },
  station: { select: { identity: true, name: true } },
  site: { select: { name: true, timeZone: true } },
  calls: { where: { state: 'dead' }, select: { id: true } },
} satisfies Prisma.PaymentSelect

type Read = Prisma.PaymentGetPayload<{ select: typeof columns }>

function rowOf(read: Read): PaymentRow {
  const facts = factsOf(read)
  const money = (amount: { toString(): string }) => moneyString(String(amount), read.currency)
  return {
    id: read.id,
    state: facts.state,
    heldReason: facts.heldReason,
    kind: read.provider.kind as ProviderKind,
    station: { identity: read.station.identity, name: read.station.name || read.station.identity },
    siteName: read.site?.name ?? null,
    timeZone: read.site?.timeZone ?? 'Europe/Stockholm',
    evse: read.evseNumber,
    sessionId: read.sessionId,
    providerRef: read.providerRef,
    currency: read.currency,
    authorised: money(facts.authorised),
    captured: money(facts.captured),
    refunded: money(refundedOf(facts)),
    price: facts.price && money(facts.price),
    createdAt: read.createdAt,
    isStuck: read.calls.length > 0,
  }
}

/** Newest first. @throws DomainError forbidden */
export async function listPayments(actor: Actor, filter: PaymentFilter = {}): Promise<Page<PaymentRow>> {
  requireAct(actor, 'payments.read')
  const limit = filter.limit ?? 50
  const search = filter.search?.trim()
  const contains = containsText(search ?? '')
  const read = await db().payment.findMany({
    where: {
      AND: [
        paymentScope(actor),
        filter.states ? { state: { in: [...filter.states] } } : {},
        filter.kind ? { provider: { kind: filter.kind } } : {},
        filter.cursor === undefined ? {} : { id: { lt: cursorId(decodeCursor(filter.cursor, 1)[0]) } },
        search
          ? { OR: [{ station: { identity: contains } }, { station: { name: contains } }, { providerRef: contains }] }
          : {},
      ],
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(read.map(rowOf), limit, (row) => [String(row.id)])
}

/** What waits for a person: held, unpaid lately, or stuck with its provider. Newest first. @throws DomainError forbidden */
export async function listWaitingPayments(actor: Actor): Promise<PaymentRow[]> {
  requireAct(actor, 'payments.read')
  const read = await db().payment.findMany({
    where: {
      AND: [
        paymentScope(actor),
        { OR: [{ state: { in: ['held', 'unpaid'] } }, { calls: { some: { state: 'dead' } } }] },
      ],
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: 100,
  })
  return read.map(rowOf)
}

export interface PaymentDetail extends PaymentRow {
  /** Whose invoice it is paid by; null: it is paid by its driver. */
  readonly customer: { readonly id: bigint; readonly name: string } | null
  /** The older charge that it pays; null: it is for a charge of its own. */
  readonly settlesId: bigint | null
  readonly cap: string
  readonly declineCode: string | null
  /** What may still be given back. */
  readonly refundable: string
  /** The session's price as it is now, which may be another than was taken; null: none. */
  readonly sessionPrice: string | null
  readonly tariff: { readonly id: bigint; readonly name: string; readonly number: number }
  readonly events: readonly {
    readonly id: bigint
    readonly at: Date
    readonly kind: string
    readonly source: string
    readonly detail: Readonly<Record<string, unknown>>
  }[]
  readonly refunds: readonly {
    readonly id: bigint
    readonly amount: string
    readonly stage: string
    readonly reason: string
    readonly requestedBy: string
    readonly createdAt: Date
  }[]
  readonly calls: readonly {
    readonly id: bigint
    readonly kind: string
    readonly state: string
    readonly attempts: number
    readonly lastError: string | null
    readonly nextAt: Date
  }[]
}

/** One payment with its whole story. @throws DomainError forbidden | not-found, also when it is outside the actor's scope */
export async function getPayment(actor: Actor, id: bigint): Promise<PaymentDetail> {
  requireAct(actor, 'payments.read')
  const read = await db().payment.findFirst({
    where: { AND: [paymentScope(actor), { id }] },
    select: {
      ...columns,
      cap: true,
      declineCode: true,
      settlesId: true,
      customer: { select: { id: true, name: true } },
      tariffVersion: { select: { number: true, tariff: { select: { id: true, name: true } } } },
      session: { select: { priced: { select: { total: true } } } },
      events: { select: { id: true, at: true, kind: true, source: true, detail: true }, orderBy: { id: 'asc' } },
      refunds: {
        select: { id: true, key: true, amount: true, stage: true, reason: true, requestedBy: true, createdAt: true },
        orderBy: { id: 'asc' },
      },
      calls: {
        select: { id: true, kind: true, state: true, attempts: true, lastError: true, nextAt: true },
        orderBy: { id: 'asc' },
      },
    },
  })
  if (read === null) throw notFound('payment', id)
  const money = (amount: { toString(): string }) => moneyString(String(amount), read.currency)
  const total = read.session?.priced?.total ?? null
  return {
    ...rowOf({ ...read, calls: read.calls.filter(({ state }) => state === 'dead') }),
    customer: read.customer,
    settlesId: read.settlesId,
    cap: money(read.cap),
    declineCode: read.declineCode,
    refundable: money(refundableOf(factsOf(read))),
    sessionPrice: total === null ? null : money(total),
    tariff: { ...read.tariffVersion.tariff, number: read.tariffVersion.number },
    events: read.events.map((event) => ({ ...event, detail: (event.detail ?? {}) as Record<string, unknown> })),
    refunds: read.refunds.map(({ key: _key, ...refund }) => ({ ...refund, amount: money(refund.amount) })),
    calls: read.calls,
  }
}

export interface Difference {
  readonly paymentId: bigint
  readonly at: Date
  readonly kind: ProviderKind
  readonly ours: Readonly<Record<string, unknown>>
  readonly theirs: Readonly<Record<string, unknown>>
}

/** What the comparison with providers has found and mended, newest first. @throws DomainError forbidden */
export async function listDifferences(actor: Actor): Promise<Difference[]> {
  requireAct(actor, 'payments.read')
  const events = await db().paymentEvent.findMany({
    where: { kind: 'difference', payment: paymentScope(actor) },
    select: { at: true, detail: true, paymentId: true, payment: { select: { provider: { select: { kind: true } } } } },
    orderBy: { id: 'desc' },
    take: 50,
  })
  return events.map(({ at, detail, paymentId, payment }) => {
    const { ours = {}, theirs = {} } = (detail ?? {}) as Partial<Record<'ours' | 'theirs', Record<string, unknown>>>
    return { at, paymentId, kind: payment.provider.kind as ProviderKind, ours, theirs }
  })
}
