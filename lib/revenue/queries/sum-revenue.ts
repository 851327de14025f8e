import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, sitesInScope } from '../../access/scope'
import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { type Source, type Span, sourcesFor } from '../cubes'
import { type Bucket, COLUMN_OF, DIMENSIONS, type Dimension } from '../dimension'
import { FACT_MEASURES, factsOf } from '../fact-sql'
import { MEASURES, type Measure, OF_REVENUE, type RawSums } from '../measures'
import { FILTERED_BY, type RevenueFilter } from '../revenue-filter'

export interface SummedQuestion extends Span {
  readonly filter: RevenueFilter
  readonly by: readonly Dimension[]
  readonly bucket: Bucket | null
  /** Those of revenue unless said; what is not asked for is 0. */
  readonly measures?: readonly Measure[]
  /** The most rows, those with the greatest sums first. */
  readonly limit?: number
  /** Only these rows, each with its keys in the order of `by`. */
  readonly only?: readonly (readonly string[])[]
}

export interface SummedRow {
  readonly currency: string
  /** By `bucket`: `2026-11-20` (of a month its first), or the hour as a number; null without one. */
  readonly bucket: string | null
  /** In the order of `by`. */
  readonly keys: readonly string[]
  readonly sums: RawSums
  /** Rows there are altogether. */
  readonly count: number
}

/**
 * Adds revenue up, split as asked and always by currency, of the sessions an actor sees. Sums are kept ready; of sessions whose rows have
 * changed since, what the sums hold of them is taken off and what their rows say is put on, in the same statement: the answer is always that
 * of the rows. @param within a transaction; left out: one of its own
 */
export async function sumRevenue(actor: Actor, question: SummedQuestion, within?: Sql): Promise<readonly SummedRow[]> {
  requireAct(actor, 'revenue.read')
  const values: unknown[] = []
  const statement = statementFor(actor, question, values)
  const ask = async (sql: Sql) => {
    await sql.query(SETTINGS)
    return (await sql.query<Record<string, string>>(statement, values)).rows
  }
  const rows = await (within === undefined ? sqlTransaction(ask) : ask(within))
  return rows.map((row) => ({
    currency: row.currency ?? '',
    bucket: row.bucket ?? null,
    keys: question.by.map((dimension) => String(row[COLUMN_OF[dimension]])),
    sums: Object.fromEntries(MEASURES.map((measure) => [measure, row[measure] ?? '0'])) as Record<
      (typeof MEASURES)[number],
      string
    >,
    count: Number(row.count),
  }))
}

/** Compiling such a statement takes longer than running it; and its groups are better kept in memory than on disk. */
const SETTINGS = `SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`

/** The column's, as of a value to compare it with. */
const TYPE_OF: Readonly<Record<Dimension, 'bigint' | 'text' | 'smallint'>> = {
  site: 'bigint',
  station: 'bigint',
  customer: 'bigint',
  tariff: 'bigint',
  means: 'text',
  hour: 'smallint',
  weekday: 'smallint',
}

const STALE = 'ARRAY(SELECT DISTINCT session_id FROM revenue_stale)'

function statementFor(actor: Actor, question: SummedQuestion, values: unknown[]): string {
  const { from, to, filter, by, bucket, limit, only, measures: asked = OF_REVENUE } = question
  const measures = MEASURES.filter((measure) => asked.includes(measure) || OF_REVENUE.includes(measure))
  const ofFacts = FACT_MEASURES.filter((measure) => measures.includes(measure))
  const say = (value: unknown) => {
    values.push(value)
    return `$${values.length}`
  }
  const sites = sitesInScope(actor)
  const customer = customerInScope(actor)
  const chosen = DIMENSIONS.filter((dimension) => filter[FILTERED_BY[dimension]] !== undefined)
  const used = new Set<Dimension>([...by, ...chosen])
  if (sites !== null) used.add('site')
  if (customer !== null) used.add('customer')
  if (bucket === 'hour') used.add('hour')
  const one = new Set(chosen.filter((dimension) => filter[FILTERED_BY[dimension]] !== 0n))
  if (customer !== null) one.add('customer')

  // Said once, whatever the number of sources.
  const chosenValue = new Map(chosen.map((dimension) => [dimension, say(filter[FILTERED_BY[dimension]])]))
  const currency = filter.currency === undefined ? null : say(filter.currency)
  const sitesValue = sites === null ? null : say(sites.map(String))
  const customerValue = customer === null ? null : say(String(customer))
  const columnIn = (dimension: Dimension, isDaily: boolean) =>
    dimension === 'weekday' && isDaily ? 'extract(isodow FROM day)::smallint' : COLUMN_OF[dimension]
  const where = (span: Span, isDaily: boolean) =>
    [
      `day >= ${say(span.from)}::date AND day < ${say(span.to)}::date`,
      ...chosen.map((dimension) => `${columnIn(dimension, isDaily)} = ${chosenValue.get(dimension)}`),
      ...(currency === null ? [] : [`currency = ${currency}`]),
      ...(sitesValue === null ? [] : [`site_id = ANY(${sitesValue}::bigint[])`]),
      ...(customerValue === null ? [] : [`customer_id = ${customerValue}::bigint`]),
    ].join(' AND ')
  const bucketed = { hour: 'at', day: 'at', month: `date_trunc('month', at::timestamp)` }
  const keys = (isDaily: boolean) => [
    'currency',
    ...(bucket === null ? [] : [`${bucket === 'hour' ? 'hour' : 'day'} AS at`]),
    ...by.map((dimension) => `${columnIn(dimension, isDaily)} AS ${COLUMN_OF[dimension]}`),
  ]
  const facts = (table: string, sign: '' | '-', span: Span) => `
    SELECT ${keys(false).join(', ')}, ${sign}1 AS sessions, ${ofFacts.map((measure) => `${sign}${measure} AS ${measure}`).join(', ')}
    FROM ${table} WHERE ${where(span, false)}`
  const sourced = ({ cube, isTakenOff, ...span }: Source) =>
    cube === null
      ? facts('revenue_fact', '', span)
      : `SELECT ${keys(cube.grain === 'day').join(', ')}, ${measures.map((measure) => (isTakenOff ? `-${measure} AS ${measure}` : measure)).join(', ')} FROM revenue_cell_${cube.id} WHERE ${where(span, cube.grain === 'day')}`
  const apart = bucket === null ? 'year' : bucket === 'month' ? 'month' : 'day'
  const sources = sourcesFor({ from, to }, used, { one, apart })
  const grouped = [
    'currency',
    ...(bucket === null ? [] : [bucketed[bucket]]),
    ...by.map((dimension) => COLUMN_OF[dimension]),
  ]
  return `
    WITH added AS (${[
      ...sources.map(sourced),
      facts(`(SELECT * FROM revenue_fact WHERE session_id = ANY(${STALE})) AS before`, '-', { from, to }),
      facts(`(${factsOf(STALE)}) AS after`, '', { from, to }),
    ].join(' UNION ALL ')})
    SELECT currency${bucket === null ? '' : `, (${bucketed[bucket]})${bucket === 'month' ? '::date' : ''}::text AS bucket`}${by.map((dimension) => `, ${COLUMN_OF[dimension]}`).join('')},
      ${measures.map((measure) => `revenue_sum(${measure}) AS ${measure}`).join(', ')}, count(*) OVER () AS count
    FROM added ${only === undefined || by.length === 0 ? '' : `WHERE (${by.map((dimension) => COLUMN_OF[dimension]).join(', ')}) IN (SELECT * FROM unnest(${by.map((dimension, at) => `${say(only.map((keys) => keys[at]))}::${TYPE_OF[dimension]}[]`).join(', ')}))`}
    GROUP BY ${grouped.join(', ')} HAVING revenue_sum(sessions) <> 0
    ORDER BY ${[...(bucket === null ? [] : [bucketed[bucket]]), 'revenue_sum(gross) DESC', 'revenue_sum(energy) DESC', ...grouped].join(', ')}
    ${limit === undefined ? '' : `LIMIT ${say(limit)}`}`
}
