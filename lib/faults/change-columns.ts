import type { RecoveringStep } from '../live/events'
import type { FaultChange, FaultSource, FaultStage } from './fault'

/** What makes a FaultChange, in SQL, of a row named `fault`. */
export const CHANGE_COLUMNS = `fault.id, fault.site_id, fault.evse_number, fault.connector_number, fault.source, fault.code,
  fault.cause, fault.severity, fault.is_safety, fault.stage, fault.assignee_id, fault.acknowledged_at, fault.began_at,
  fault.opened_at, fault.closed_at,
  (SELECT coalesce(nullif(name, ''), email) FROM user_account WHERE user_account.id = fault.assignee_id) AS assignee_name,
  (SELECT due_at FROM repair_promise WHERE repair_promise.fault_id = fault.id AND outcome IS NULL) AS promised_at,
  (SELECT jsonb_build_object('step', steps -> -1 ->> 'step', 'attempt', (steps -> -1 ->> 'attempt')::int, 'of', (steps -> -1 ->> 'of')::int)
    FROM playbook_run WHERE playbook_run.fault_id = fault.id AND ended_at IS NULL AND NOT is_dry_run
      AND jsonb_array_length(steps) > 0) AS recovering`

/** The site through which a fault is seen: the station's of today, or the one that has it as a whole. Of `fault` and `station`. */
export const SEEN_AT = `CASE WHEN fault.station_id IS NULL THEN fault.site_id ELSE station.site_id END`

/** A row of CHANGE_COLUMNS, from either driver: ids come as text or as bigint. */
export interface ChangeRow {
  readonly id: string | bigint
  readonly site_id: string | bigint | null
  readonly evse_number: number
  readonly connector_number: number
  readonly source: FaultSource
  readonly code: string
  readonly cause: string
  readonly severity: number
  readonly is_safety: boolean
  readonly stage: FaultStage
  readonly assignee_id: string | bigint | null
  readonly assignee_name: string | null
  readonly acknowledged_at: Date | null
  readonly began_at: Date
  readonly opened_at: Date
  readonly closed_at: Date | null
  readonly promised_at: Date | null
  readonly recovering: RecoveringStep | null
}

export function toFaultChange(row: ChangeRow): FaultChange {
  return {
    id: BigInt(row.id),
    siteId: row.site_id === null ? null : BigInt(row.site_id),
    evseNumber: row.evse_number,
    connectorNumber: row.connector_number,
    source: row.source,
    code: row.code,
    cause: row.cause,
    severity: row.severity,
    isSafety: row.is_safety,
    stage: row.stage,
    assignee: row.assignee_id === null ? null : { id: BigInt(row.assignee_id), name: row.assignee_name ?? '' },
    acknowledgedAt: row.acknowledged_at,
    beganAt: row.began_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    promisedAt: row.promised_at,
    recovering: row.recovering,
  }
}
