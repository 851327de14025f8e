import type { Dimension } from '@/lib/revenue/dimension'
import type { NamedKey } from '@/lib/revenue/queries/get-revenue'
import { dimensionsOf, QUERY_KEYS, type RevenueQuery } from '@/lib/revenue/revenue-query'

export type QueryChange = Partial<Readonly<Record<keyof RevenueQuery, string | null>>>

/** The report's address with another choice; null takes one away. */
export function reportQuery(query: RevenueQuery, change: QueryChange = {}): string {
  const params = new URLSearchParams()
  for (const key of QUERY_KEYS) {
    const value = key in change ? change[key] : query[key]
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  }
  return params.toString()
}

export const reportHref = (query: RevenueQuery, change?: QueryChange): string =>
  `/revenue?${reportQuery(query, change)}`

/** The chosen value alone, and no longer split by it: by what says more of it instead. */
export function narrowed(query: RevenueQuery, keys: readonly NamedKey[]): string {
  const chosen = Object.fromEntries(keys.map(({ dimension, value }) => [dimension, value]))
  const rest = dimensionsOf(query).filter((dimension) => chosen[dimension] === undefined)
  const next: Readonly<Record<Dimension, Dimension>> = {
    site: 'station',
    station: 'hour',
    customer: 'site',
    tariff: 'site',
    means: 'site',
    hour: 'weekday',
    weekday: 'hour',
  }
  const first = keys[0]
  return reportHref(query, { ...chosen, by: rest.join(',') || (first ? next[first.dimension] : query.by) })
}

/** The sessions that a sum is made of. @param extra e.g. `{ money: 'unpaid' }` */
export function sessionsHref(
  query: RevenueQuery,
  keys: readonly NamedKey[] = [],
  extra: Readonly<Record<string, string>> = {},
): string {
  const params = new URLSearchParams({ endedFrom: query.from, endedTo: query.to })
  for (const key of ['site', 'station', 'customer', 'tariff', 'means', 'hour', 'weekday', 'currency'] as const)
    if (query[key] !== undefined) params.set(key, String(query[key]))
  for (const { dimension, value } of keys) params.set(dimension, value)
  for (const [name, value] of Object.entries(extra)) params.set(name, value)
  return `/sessions?${params}`
}
