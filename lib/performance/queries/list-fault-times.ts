import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { FaultConcern } from '../fault-concern'
import { NO_SITE_ZONE } from '../zone'
import { WAS_ON_SITE } from './get-fault-figures'
import { CLOSED_FAULTS, OPENED_FAULTS, type PerformanceFilter, SETTLED_PROMISES, wantedValues } from './wanted-days'

/** A fault with its times, as a figure's row. */
export interface FaultTimes {
  readonly id: string
  readonly cause: string
  readonly code: string
  readonly stationId: string | null
  readonly stationName: string | null
  readonly siteName: string | null
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly closeReason: string | null
  readonly wasOnSite: boolean
  readonly detectSeconds: number
  readonly acknowledgeSeconds: number | null
  readonly repairSeconds: number | null
  readonly promisedAt: Date | null
  readonly promise: 'kept' | 'broken' | null
}

const MOST_ROWS = 2000

/** The rows behind the figures of faults, newest first, and how many there are, also beyond those that are given. */
export async function listFaultTimes(
  actor: Actor,
  filter: PerformanceFilter,
  concern: FaultConcern,
): Promise<{ readonly rows: readonly FaultTimes[]; readonly total: number }> {
  requireAct(actor, 'faults.read')
  const { rows } = await pool().query<FaultTimes & { total: number }>(
    `SELECT fault.id::text AS id, fault.cause, fault.code, station.identity AS "stationId",
       coalesce(nullif(station.name, ''), station.identity) AS "stationName",
       (SELECT name FROM site WHERE id = coalesce(station.site_id, fault.site_id)) AS "siteName",
       fault.opened_at AS "openedAt", fault.closed_at AS "closedAt", fault.close_reason AS "closeReason", ${WAS_ON_SITE} AS "wasOnSite",
       ${seconds('fault.began_at', 'fault.opened_at')} AS "detectSeconds",
       ${seconds('fault.opened_at', 'fault.acknowledged_at')} AS "acknowledgeSeconds",
       ${seconds('fault.began_at', 'fault.closed_at')} AS "repairSeconds",
       ${concern === 'promises' ? 'promise.due_at AS "promisedAt", promise.outcome AS promise' : 'NULL AS "promisedAt", NULL AS promise'},
       (count(*) OVER ())::int AS total
     FROM ${SOURCES[concern]} ORDER BY fault.opened_at DESC, fault.id DESC LIMIT ${MOST_ROWS}`,
    [...wantedValues(actor, filter), NO_SITE_ZONE],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

const seconds = (from: string, to: string) => `greatest(0, extract(epoch FROM ${to} - ${from}))::float`

const SOURCES: Readonly<Record<FaultConcern, string>> = {
  opened: OPENED_FAULTS,
  closed: CLOSED_FAULTS,
  promises: SETTLED_PROMISES,
}
