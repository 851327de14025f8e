import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { sameText } from '../../db/like'
import { sqlTransaction } from '../../db/sql-transaction'
import { DomainError } from '../../kernel/errors'
import type { Span } from '../cubes'
import { type Bucket, bucketFor, type Dimension } from '../dimension'
import { maySeeCustomers } from '../may-see-customers'
import { addSums, NO_SUMS, type RawSums, type RevenueSums, readSums } from '../measures'
import { comparedTo, lengthOf } from '../period'
import type { RevenueFilter } from '../revenue-filter'
import { dimensionsOf, type RevenueQuery, spanOf } from '../revenue-query'
import { nameKeys } from './name-keys'
import { type SummedRow, sumRevenue } from './sum-revenue'
import { type SubscriptionSums, sumSubscriptions } from './sum-subscriptions'

/** What one value of a dimension is called. */
export interface NamedKey {
  readonly dimension: Dimension
  /** As in the query: an id, an OCPP identity, a word or a number; '0' of a reference: none. */
  readonly value: string
  /** null: it speaks for itself (a weekday), or is not there any more. */
  readonly name: string | null
}

export interface RevenueRow {
  readonly keys: readonly NamedKey[]
  readonly sums: ShownSums
  readonly before: ShownSums | null
}

/** Cost and what comes of it are null for who may not know them. */
export type ShownSums = Omit<RevenueSums, 'cost' | 'fees' | 'costedNet' | 'costed'> & {
  readonly cost: string | null
  readonly fees: string | null
  readonly costedNet: string | null
  readonly costed: number | null
}

export interface RevenuePoint {
  /** `2026-11-20`, of a month its first day; of an hour its number. */
  readonly at: string
  readonly gross: string
  readonly energyWh: number
  readonly sessions: number
}

export interface Revenue {
  /** `to` is the day after the last. */
  readonly span: Span
  readonly before: Span | null
  readonly bucket: Bucket
  /** Of all sums here. */
  readonly currency: string
  /** There are, that of most of the revenue first. */
  readonly currencies: readonly string[]
  readonly total: ShownSums
  readonly totalBefore: ShownSums | null
  /** Fees on invoices, which are no session's and in no other sum here; null: not for this reader, or not for this choice. */
  readonly subscriptions: SubscriptionSums | null
  readonly subscriptionsBefore: SubscriptionSums | null
  readonly points: readonly RevenuePoint[]
  readonly pointsBefore: readonly RevenuePoint[]
  readonly rows: readonly RevenueRow[]
  /** There are altogether. */
  readonly rowCount: number
}

const HOME_CURRENCY = 'SEK'
/** More than a person reads; a file may hold more. */
const MOST_ROWS = 500

/**
 * Revenue of a period beside another: in all, over time, and split as asked. Always of one currency. @param most rows at most
 * @throws DomainError forbidden (customers, for who may not see them)
 */
export async function getRevenue(actor: Actor, query: RevenueQuery, most = MOST_ROWS): Promise<Revenue> {
  requireAct(actor, 'revenue.read')
  const by = dimensionsOf(query)
  if ((by.includes('customer') || query.customer !== undefined) && !maySeeCustomers(actor)) {
    throw new DomainError('forbidden', 'Who pays is not for this reader.', { reason: 'customers' })
  }
  const span = spanOf(query)
  const before = comparedTo(span, query.compare)
  const bucket = bucketFor(lengthOf(span))
  const filter = await filterOf(query)
  // All of it as of one moment: the total is that of the rows, whatever ends meanwhile.
  const { all, currencies, currency, earlier, rows, rowsBefore, subscriptions, subscriptionsBefore } =
    await sqlTransaction(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const over = (of: Span | null, wanted: RevenueFilter) =>
        of === null ? [] : sumRevenue(actor, { ...of, filter: wanted, by: [], bucket }, sql)
      const all = await over(span, filter)
      const currencies = currenciesOf(all)
      const currency = query.currency ?? currencies[0] ?? HOME_CURRENCY
      const split = { filter: { ...filter, currency }, by, bucket: null }
      const rows = await sumRevenue(actor, { ...span, ...split, limit: most }, sql)
      const only = rows.map(({ keys }) => keys)
      const rowsBefore =
        before === null || only.length === 0 ? [] : await sumRevenue(actor, { ...before, ...split, only }, sql)
      const earlier = await over(before, split.filter)
      const subscriptions = await sumSubscriptions(actor, { ...span, filter: split.filter }, sql)
      const subscriptionsBefore =
        before === null ? null : await sumSubscriptions(actor, { ...before, filter: split.filter }, sql)
      return { all, currencies, currency, earlier, rows, rowsBefore, subscriptions, subscriptionsBefore }
    })
  const points = all.filter((row) => row.currency === currency)
  const shown = (raw: RawSums) => hideCost(actor, readSums(raw))
  const keyOf = ({ keys }: SummedRow) => keys.join(' ')
  const then = new Map(rowsBefore.map((row) => [keyOf(row), row.sums]))
  const name = await nameKeys(by, rows)
  return {
    span,
    before,
    bucket,
    currency,
    currencies: currencies.includes(currency) ? currencies : [...currencies, currency],
    total: shown(addSums(points.map(({ sums }) => sums))),
    totalBefore: before === null ? null : shown(addSums(earlier.map(({ sums }) => sums))),
    subscriptions,
    subscriptionsBefore,
    points: points.map(pointOf),
    pointsBefore: earlier.map(pointOf),
    rows: rows.map((row) => ({
      keys: row.keys.map((key, index) => name(by[index]!, key)),
      sums: shown(row.sums),
      before: before === null ? null : shown(then.get(keyOf(row)) ?? NO_SUMS),
    })),
    rowCount: rows[0]?.count ?? 0,
  }
}

async function filterOf(query: RevenueQuery): Promise<RevenueFilter> {
  const reference = (id: string | undefined) => (id === undefined ? undefined : BigInt(id))
  const station =
    query.station === undefined
      ? undefined
      : await db().station.findFirst({ where: { identity: sameText(query.station) }, select: { id: true } })
  return {
    siteId: reference(query.site),
    // Nobody has this one.
    stationId: station === undefined ? undefined : (station?.id ?? -1n),
    customerId: reference(query.customer),
    tariffId: reference(query.tariff),
    means: query.means,
    hour: query.hour,
    weekday: query.weekday,
    currency: undefined,
  }
}

function currenciesOf(rows: readonly SummedRow[]): readonly string[] {
  const gross = new Map<string, bigint>()
  for (const { currency, sums } of rows) gross.set(currency, (gross.get(currency) ?? 0n) + BigInt(sums.gross))
  return [...gross].sort(([a, x], [b, y]) => (y > x ? 1 : y < x ? -1 : a.localeCompare(b))).map(([code]) => code)
}

const hideCost = (actor: Actor, sums: RevenueSums): ShownSums =>
  mayDo(actor.role, 'margin.read') ? sums : { ...sums, cost: null, fees: null, costedNet: null, costed: null }

function pointOf({ bucket, sums }: SummedRow): RevenuePoint {
  const { gross, energyWh, sessions } = readSums(sums)
  return { at: bucket ?? '', gross, energyWh, sessions }
}
