import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { type Rate, rate } from '../rates'
import { NO_SITE_ZONE } from '../zone'
import { type PerformanceFilter, SETTLED_PROMISES, WANTED_DAYS, wantedValues } from './wanted-days'

/** The three figures that say how it goes. */
export interface Headline {
  readonly first: Rate
  readonly availability: Rate
  readonly promises: Rate
}

/** Two statements, whatever the number of stations. */
export async function getHeadline(actor: Actor, filter: PerformanceFilter): Promise<Headline> {
  requireAct(actor, 'faults.read')
  const values = wantedValues(actor, filter)
  const [days, promises] = await Promise.all([
    pool().query<Record<string, string | null>>(DAYS, values),
    pool().query<{ kept: string; all: string }>(PROMISES, [...values, NO_SITE_ZONE]),
  ])
  const number = (name: string) => Number(days.rows[0]?.[name] ?? 0)
  return {
    first: rate(number('first'), number('visits')),
    availability: rate(number('up'), number('known')),
    promises: rate(Number(promises.rows[0]?.kept ?? 0), Number(promises.rows[0]?.all ?? 0)),
  }
}

const DAYS = `
  SELECT sum(first_tries) AS first, sum(visits) AS visits, sum(up_seconds) AS up,
    sum(up_seconds::bigint + down_total + excluded_total) AS known
  FROM ${WANTED_DAYS}`

const PROMISES = `
  SELECT count(*) FILTER (WHERE promise.outcome = 'kept') AS kept, count(*) AS "all" FROM ${SETTLED_PROMISES}`
