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
const sumOf = (all: readonly Decimal[]) => all.reduce((sum, one) => sum.plus(one), new Decimal(0))

interface PaidRow {
  readonly captured: { toString(): string }
  readonly provider: { readonly kind: string }
  readonly settledAt: Date | null
  readonly createdAt: Date
}

const backOf = ({ refunds }: { refunds: readonly { stage: string; amount: { toString(): string } }[] }) =>
  sumOf(refunds.filter(({ stage }) => stage === 'done').map(({ amount }) => money(amount)))

export async function rowsSay(): Promise<readonly SaidRow[]> {
  const sessions = await db().session.findMany({
    where: { status: 'ended' },
    include: {
      tariffVersion: true,
      priced: true,
      reviews: true,
      payment: {
        include: { provider: true, refunds: true, settledBy: { include: { provider: true, refunds: true } } },
      },
      billed: { include: { invoice: true } },
    },
  })
  const sites = new Map((await db().site.findMany()).map((site) => [site.id, site.timeZone]))
  const costs = new Map((await db().sessionEnergyCost.findMany()).map((cost) => [cost.sessionId, cost]))
  const versions = await db().providerFee.findMany({ orderBy: { validFrom: 'desc' } })
  /** What a provider took of a payment; null: nobody has said. */
  const feeOf = ({ captured, provider, settledAt, createdAt }: PaidRow): Decimal | null => {
    const day = localParts(settledAt ?? createdAt, 'Europe/Stockholm').day
    const fee = versions.find(
      ({ kind, validFrom }) => kind === provider.kind && validFrom.toISOString().slice(0, 10) <= day,
    )
    return fee === undefined
      ? null
      : money(captured).times(money(fee.percent)).div(100).plus(money(fee.fixed)).toDecimalPlaces(4)
  }
  const credits = await db().invoiceLine.findMany({
    where: { creditsId: { not: null }, invoice: { state: 'issued' } },
    select: { sessionId: true, creditsId: true, gross: true, net: true },
  })
  return sessions.map((session) => {
    const { priced, payment, billed, endedAt } = session
    const local = localParts(endedAt!, sites.get(session.siteId ?? 0n) ?? 'Europe/Stockholm')
    const gross = money(priced?.total)
    const kind = payment?.provider.kind
    const invoice = billed?.invoice.state === 'issued' ? billed.invoice : null
    const notes = credits.filter(
      ({ sessionId, creditsId }) => sessionId === session.id && creditsId === billed?.invoiceId,
    )
    const credited = invoice ? sumOf(notes.map((line) => money(line.gross))) : new Decimal(0)
    let unpaid = gross
    let refunded = Decimal.min(gross, credited)
    if (payment) {
      const all = [payment, ...payment.settledBy]
      const taken = sumOf(all.map(({ captured }) => money(captured)))
      const back = sumOf(all.map(backOf))
      const surplus = most(new Decimal(0), taken.minus(gross))
      unpaid = most(new Decimal(0), gross.minus(taken))
      refunded = Decimal.min(gross, most(new Decimal(0), back.minus(surplus)))
    } else if (invoice) {
      const share = gross.times(money(invoice.openAmount)).div(money(invoice.payable)).toDecimalPlaces(4)
      unpaid = most(new Decimal(0), Decimal.min(gross.minus(credited), share))
    }
    const cost = costs.get(session.id)
    const isSek = priced?.totalExclVat != null && priced.currency === 'SEK'
    const given =
      payment?.state === 'paid' && !money(payment.captured).isZero() && payment.price !== null
        ? most(new Decimal(0), money(payment.price).minus(money(payment.captured)).plus(backOf(payment)))
        : new Decimal(0)
    const givenNet = gross.isZero()
      ? new Decimal(0)
      : given.times(money(priced?.totalExclVat)).div(gross).toDecimalPlaces(4)
    const earned = isSek
      ? money(priced.totalExclVat)
          .minus(sumOf(notes.map((line) => money(line.net))))
          .minus(givenNet)
      : new Decimal(0)
    const fees = (payment ? [payment, ...payment.settledBy] : [])
      .filter(({ captured }) => !money(captured).isZero())
      .map(feeOf)
    const missing =
      cost?.unknown ?? (cost === undefined || cost.isStale ? 'awaited' : fees.includes(null) ? 'fee-missing' : null)
    const isCosted = isSek && missing === null
    const why = (reason: string) => new Decimal(Number(isSek && missing === reason))
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
        cost: isCosted ? money(cost?.cost).times(10_000) : new Decimal(0),
        costed_net: isCosted ? earned.times(10_000) : new Decimal(0),
        refunded: refunded.times(10_000),
        unpaid: unpaid.times(10_000),
        costed: new Decimal(Number(isCosted)),
        unpriced: new Decimal(Number(priced?.total == null)),
        under_review: new Decimal(Number(session.reviews.some(({ resolvedAt }) => resolvedAt === null))),
        earned: earned.times(10_000),
        provider_fees: isCosted ? sumOf(fees.map((fee) => fee ?? new Decimal(0))).times(10_000) : new Decimal(0),
        costed_energy: isCosted ? money(session.energyWh).times(1000) : new Decimal(0),
        awaited: why('awaited'),
        terms_missing: why('terms-missing'),
        spot_missing: why('spot-missing'),
        rate_missing: why('rate-missing'),
        meter_missing: why('meter-missing'),
        fee_missing: why('fee-missing'),
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
