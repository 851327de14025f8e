import { db } from '../../db/client'
import { Decimal } from '../../kernel/money'
import type { Dimension } from '../dimension'
import type { SummedQuestion } from '../queries/sum-revenue'
import { FILTERED_BY } from '../revenue-filter'

/** One ended session as its rows say: worked out again, in another language than the sums are, to compare them with. */
export interface SaidRow {
  readonly day: string
  readonly currency: string
  readonly keys: Readonly<Record<Dimension, string>>
  readonly sums: Readonly<Record<string, Decimal>>
}

const money = (amount: { toString(): string } | null | undefined) => new Decimal(amount?.toString() ?? 0)
const most = (...all: readonly Decimal[]) => Decimal.max(...all)

export async function rowsSay(): Promise<readonly SaidRow[]> {
  const sessions = await db().session.findMany({
    where: { status: 'ended' },
    include: {
      tariffVersion: true,
      priced: true,
      reviews: true,
      payment: { include: { provider: true, refunds: true } },
      billed: { include: { invoice: true } },
    },
  })
  const sites = new Map((await db().site.findMany()).map((site) => [site.id, site.timeZone]))
  const costs = new Map((await db().sessionEnergyCost.findMany()).map(({ sessionId, cost }) => [sessionId, cost]))
  const credits = await db().invoiceLine.findMany({
    where: { creditsId: { not: null }, invoice: { state: 'issued' } },
    select: { sessionId: true, creditsId: true, gross: true },
  })
  return sessions.map((session) => {
    const { priced, payment, billed, endedAt } = session
    const local = localParts(endedAt!, sites.get(session.siteId ?? 0n) ?? 'Europe/Stockholm')
    const gross = money(priced?.total)
    const kind = payment?.provider.kind
    const invoice = billed?.invoice.state === 'issued' ? billed.invoice : null
    const credited = credits
      .filter(({ sessionId, creditsId }) => sessionId === session.id && creditsId === invoice?.id)
      .reduce((sum, line) => sum.plus(money(line.gross)), new Decimal(0))
    let unpaid = gross
    let refunded = Decimal.min(gross, credited)
    if (payment) {
      const back = payment.refunds
        .filter(({ stage }) => stage === 'done')
        .reduce((sum, refund) => sum.plus(money(refund.amount)), new Decimal(0))
      const surplus = most(new Decimal(0), money(payment.captured).minus(gross))
      unpaid = most(new Decimal(0), gross.minus(money(payment.captured)))
      refunded = Decimal.min(gross, most(new Decimal(0), back.minus(surplus)))
    } else if (invoice) {
      const share = gross.times(money(invoice.openAmount)).div(money(invoice.payable)).toDecimalPlaces(4)
      unpaid = most(new Decimal(0), Decimal.min(gross.minus(credited), share))
    }
    const cost = costs.get(session.id)
    const isCosted = cost != null && priced?.totalExclVat != null && priced.currency === 'SEK'
    return {
      day: local.day,
      currency: priced?.currency ?? session.tariffVersion?.currency ?? 'SEK',
      keys: {
        site: String(session.siteId ?? 0),
        station: String(session.stationId),
        customer: String(session.customerId ?? 0),
        tariff: String(session.tariffVersion?.tariffId ?? 0),
        means: kind ? (kind === 'stripe' ? 'card' : kind) : session.customerId === null ? 'none' : 'invoice',
        hour: String(local.hour),
        weekday: String(local.weekday),
      },
      sums: {
        sessions: new Decimal(1),
        energy: money(session.energyWh).times(1000),
        net: money(priced?.totalExclVat).times(10_000),
        vat: money(priced?.vat).times(10_000),
        gross: gross.times(10_000),
        cost: isCosted ? money(cost).times(10_000) : new Decimal(0),
        costed_net: isCosted ? money(priced.totalExclVat).times(10_000) : new Decimal(0),
        refunded: refunded.times(10_000),
        unpaid: unpaid.times(10_000),
        costed: new Decimal(Number(isCosted)),
        unpriced: new Decimal(Number(priced?.total == null)),
        under_review: new Decimal(Number(session.reviews.some(({ resolvedAt }) => resolvedAt === null))),
      },
    }
  })
}

/** The answer to a question by going through all rows, as text: one line per row of the answer, in order. */
export function answerOf(rows: readonly SaidRow[], { from, to, filter, by, bucket }: SummedQuestion): string[] {
  const sums = new Map<string, Record<string, Decimal>>()
  for (const row of rows) {
    if (row.day < from || row.day >= to) continue
    if (filter.currency !== undefined && filter.currency !== row.currency) continue
    const isWanted = (Object.keys(FILTERED_BY) as Dimension[]).every((dimension) => {
      const wanted = filter[FILTERED_BY[dimension]]
      return wanted === undefined || String(wanted) === row.keys[dimension]
    })
    if (!isWanted) continue
    const at =
      bucket === null ? null : { hour: row.keys.hour, day: row.day, month: `${row.day.slice(0, 7)}-01` }[bucket]
    const key = [row.currency, at, ...by.map((dimension) => row.keys[dimension])].join(' ')
    const sum = sums.get(key) ?? {}
    for (const [measure, value] of Object.entries(row.sums)) sum[measure] = (sum[measure] ?? new Decimal(0)).plus(value)
    sums.set(key, sum)
  }
  return [...sums]
    .map(([key, sum]) => `${key}: ${Object.entries(sum).map(([name, value]) => `${name} ${value.toFixed()}`)}`)
    .sort()
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function localParts(at: Date, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
    weekday: 'short',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    weekday: WEEKDAYS.indexOf(part('weekday')) + 1,
  }
}
