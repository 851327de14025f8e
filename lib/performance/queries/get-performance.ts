import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { DaySums } from '../rates'
import { type PerformanceFilter, WANTED_DAYS, wantedValues } from './wanted-days'

/** One day of all that is wanted: what a curve is drawn from. */
export interface DayFigures {
  /** `2026-11-20` */
  readonly day: string
  readonly upSeconds: number
  readonly knownSeconds: number
  readonly visits: number
  readonly firstTries: number
}

export interface Performance {
  readonly sums: DaySums
  readonly byDay: readonly DayFigures[]
  /** Days of EVSEs that are about to be made again. */
  readonly staleDays: number
}

interface Totals {
  days: string
  up: string
  known: string
  occupied: string
  energy: string
  sessions: string
  attempts: string
  visits: string
  good: string
  first: string
  stale: string
  unknown: string
}
interface ByDay {
  day: string
  up: string
  known: string
  visits: string
  first: string
}
interface ByName {
  what: 'down' | 'excluded' | 'failures'
  name: string
  sum: string
}

/** Numerators and denominators of everything that days say. Three statements whatever the number of stations. */
export async function getPerformance(actor: Actor, filter: PerformanceFilter): Promise<Performance> {
  requireAct(actor, 'stations.read')
  const values = wantedValues(actor, filter)
  const [totals, byDay, byName] = await Promise.all([
    pool().query<Totals>(TOTALS, values),
    pool().query<ByDay>(BY_DAY, values),
    pool().query<ByName>(BY_NAME, values),
  ])
  const row = totals.rows[0]!
  const named = (what: ByName['what']) =>
    Object.fromEntries(byName.rows.filter((read) => read.what === what).map(({ name, sum }) => [name, Number(sum)]))
  return {
    sums: {
      days: Number(row.days),
      upSeconds: Number(row.up),
      downSeconds: named('down'),
      excludedSeconds: named('excluded'),
      unknownSeconds: Number(row.unknown),
      occupiedSeconds: Number(row.occupied),
      energyWh: Number(row.energy),
      sessions: Number(row.sessions),
      attempts: Number(row.attempts),
      failures: named('failures'),
      visits: Number(row.visits),
      goodVisits: Number(row.good),
      firstTries: Number(row.first),
    },
    byDay: byDay.rows.map(({ day, up, known, visits, first }) => ({
      day,
      upSeconds: Number(up),
      knownSeconds: Number(known),
      visits: Number(visits),
      firstTries: Number(first),
    })),
    staleDays: Number(row.stale),
  }
}

const KNOWN = 'up_seconds + down_total + excluded_total'

const TOTALS = `
  SELECT count(*) FILTER (WHERE ${KNOWN} > 0) AS days,
    coalesce(sum(up_seconds), 0) AS up, coalesce(sum(${KNOWN}), 0) AS known, coalesce(sum(unknown_seconds), 0) AS unknown,
    coalesce(sum(occupied_seconds), 0) AS occupied, coalesce(sum(energy_wh), 0) AS energy, coalesce(sum(sessions), 0) AS sessions,
    coalesce(sum(attempts), 0) AS attempts, coalesce(sum(visits), 0) AS visits,
    coalesce(sum(good_visits), 0) AS good, coalesce(sum(first_tries), 0) AS first, count(*) FILTER (WHERE is_stale) AS stale
  FROM ${WANTED_DAYS}`

const BY_DAY = `
  SELECT day::text AS day, sum(up_seconds) AS up, sum(${KNOWN}) AS known, sum(visits) AS visits, sum(first_tries) AS first
  FROM ${WANTED_DAYS} GROUP BY day ORDER BY day`

/** Most days have nothing but up: only the others are opened. */
const BY_NAME = `
  WITH wanted AS (
    SELECT down_seconds, excluded_seconds, failures FROM ${WANTED_DAYS}
      AND (down_total > 0 OR excluded_total > 0 OR attempts > good_attempts)
  )
  SELECT 'down' AS what, key AS name, sum(value::bigint) AS sum FROM wanted, jsonb_each_text(down_seconds) GROUP BY key
  UNION ALL
  SELECT 'excluded', key, sum(value::bigint) FROM wanted, jsonb_each_text(excluded_seconds) GROUP BY key
  UNION ALL
  SELECT 'failures', key, sum(value::bigint) FROM wanted, jsonb_each_text(failures) GROUP BY key`
