import { SESSION_MEANS } from '../payments/means-of-session'
/** What revenue can be split by. */
export const DIMENSIONS = ['site', 'station', 'customer', 'tariff', 'means', 'hour', 'weekday'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The column of a fact and of a cell. */
export const COLUMN_OF: Readonly<Record<Dimension, string>> = {
  site: 'site_id',
  station: 'station_id',
  customer: 'customer_id',
  tariff: 'tariff_id',
  means: 'means',
  hour: 'hour',
  weekday: 'weekday',
}

/** How a session was, or is to be, paid. `none`: nobody is known to pay. */
export const MEANS = SESSION_MEANS
export type Means = (typeof MEANS)[number]

/** How a chart cuts its period. */
export const BUCKETS = ['hour', 'day', 'month'] as const
export type Bucket = (typeof BUCKETS)[number]

/** So many days are still told apart in a chart. */
const MOST_DAYS = 92

/** @param days of the period */
export const bucketFor = (days: number): Bucket => (days <= 1 ? 'hour' : days <= MOST_DAYS ? 'day' : 'month')
