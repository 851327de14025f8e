import type { Dimension, Means } from './dimension'

/** Which sessions are meant. Of a reference, 0 means those without one. */
export interface RevenueFilter {
  readonly siteId?: bigint
  readonly stationId?: bigint
  readonly customerId?: bigint
  readonly tariffId?: bigint
  readonly means?: Means
  /** 0 … 23, by the site's clock. */
  readonly hour?: number
  /** 1 Monday … 7 Sunday. */
  readonly weekday?: number
  readonly currency?: string
}

export const FILTERED_BY: Readonly<Record<Dimension, Exclude<keyof RevenueFilter, 'currency'>>> = {
  site: 'siteId',
  station: 'stationId',
  customer: 'customerId',
  tariff: 'tariffId',
  means: 'means',
  hour: 'hour',
  weekday: 'weekday',
}
