import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { NO_SITE_ZONE } from '../zone'
import { CLOSED_FAULTS, OPENED_FAULTS, type PerformanceFilter, SETTLED_PROMISES, wantedValues } from './wanted-days'

/** Seconds between two moments of faults, and of how many. */
export interface TimeFigure {
  readonly medianSeconds: number | null
  readonly meanSeconds: number | null
  /** Nine of ten were faster. */
  readonly p90Seconds: number | null
  readonly count: number
}

/** How faults were dealt with in a period. Merged ones and false alarms are left out. */
export interface FaultFigures {
  /** Opened in the period, and grave enough for somebody to look at them. */
  readonly opened: number
  /** From the first sign until it was opened, of those opened. */
  readonly detect: TimeFigure
  /** From opened until somebody had seen it, of those opened that somebody saw. */
  readonly acknowledge: TimeFigure
  /** From the first sign until it was over, of those closed in the period. */
  readonly repair: TimeFigure
  /** Closed in the period, by how: by itself, by a playbook, by people from afar, on the spot. */
  readonly closed: {
    readonly byItself: number
    readonly recovered: number
    readonly remote: number
    readonly onSite: number
  }
  /** Promises that were settled in the period. */
  readonly promises: { readonly kept: number; readonly broken: number }
}

type Read = Record<string, string | null>

/** Three statements whatever the number of faults. */
export async function getFaultFigures(actor: Actor, filter: PerformanceFilter): Promise<FaultFigures> {
  requireAct(actor, 'faults.read')
  const values = [...wantedValues(actor, filter), NO_SITE_ZONE]
  const [opened, closed, promises] = await Promise.all([
    pool().query<Read>(OPENED, values),
    pool().query<Read>(CLOSED, values),
    pool().query<Read>(PROMISES, values),
  ])
  const [open, over, promised] = [opened.rows[0] ?? {}, closed.rows[0] ?? {}, promises.rows[0] ?? {}]
  const count = (row: Read, name: string) => Number(row[name] ?? 0)
  return {
    opened: count(open, 'opened'),
    detect: timeOf(open, 'detect'),
    acknowledge: timeOf(open, 'acknowledge'),
    repair: timeOf(over, 'repair'),
    closed: {
      byItself: count(over, 'by_itself'),
      recovered: count(over, 'recovered'),
      remote: count(over, 'remote'),
      onSite: count(over, 'on_site'),
    },
    promises: { kept: count(promised, 'kept'), broken: count(promised, 'broken') },
  }
}

function timeOf(row: Read, name: string): TimeFigure {
  const seconds = (what: string) => {
    const value = row[`${name}_${what}`]
    return value === null || value === undefined ? null : Number(value)
  }
  return {
    medianSeconds: seconds('median'),
    meanSeconds: seconds('mean'),
    p90Seconds: seconds('p90'),
    count: Number(row[`${name}_count`] ?? 0),
  }
}

const time = (name: string, from: string, to: string) => {
  const seconds = `greatest(0, extract(epoch FROM ${to} - ${from}))`
  return `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${seconds}) AS ${name}_median, avg(${seconds}) AS ${name}_mean,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY ${seconds}) AS ${name}_p90, count(${to}) AS ${name}_count`
}

const OPENED = `
  SELECT count(*) AS opened, ${time('detect', 'fault.began_at', 'fault.opened_at')},
    ${time('acknowledge', 'fault.opened_at', 'fault.acknowledged_at')}
  FROM ${OPENED_FAULTS}`

/** Somebody has been there. */
export const WAS_ON_SITE = `EXISTS (SELECT FROM work_order WHERE work_order.fault_id = fault.id AND work_order.state IN ('on-site', 'done'))`

const CLOSED = `
  SELECT ${time('repair', 'began_at', 'closed_at')},
    count(*) FILTER (WHERE on_site) AS on_site,
    count(*) FILTER (WHERE NOT on_site AND close_reason = 'recovered') AS recovered,
    count(*) FILTER (WHERE NOT on_site AND close_reason IN ('repaired', 'probed', 'accepted')) AS remote,
    count(*) FILTER (WHERE NOT on_site AND coalesce(close_reason, 'over') = 'over') AS by_itself
  FROM (
    SELECT fault.began_at, fault.closed_at, fault.close_reason, ${WAS_ON_SITE} AS on_site
    FROM ${CLOSED_FAULTS}
  ) AS over`

const PROMISES = `
  SELECT count(*) FILTER (WHERE promise.outcome = 'kept') AS kept, count(*) FILTER (WHERE promise.outcome = 'broken') AS broken
  FROM ${SETTLED_PROMISES}`
