import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import type { StepName } from '../steps'

export interface CauseStatistics {
  /** Key into the knowledge base. */
  readonly cause: string
  /** Faults that ended in the period, but for merged ones and false alarms. */
  readonly ended: number
  /** Of those: a playbook asked their station for at least one step. */
  readonly tried: number
  /** Of those: ended as recovered. */
  readonly recovered: number
  /** Of those: a dry run said what it would have done. */
  readonly dryRuns: number
}

export interface StepStatistics {
  readonly step: StepName
  readonly taken: number
  readonly mended: number
  readonly refused: number
}

export interface RecoveryStatistics {
  readonly ended: number
  readonly tried: number
  readonly recovered: number
  /** From opening to closing of those that recovered; null: none did. */
  readonly medianSeconds: number | null
  /** The most frequent first. */
  readonly causes: readonly CauseStatistics[]
  readonly steps: readonly StepStatistics[]
}

interface CauseRow extends CauseStatistics {
  readonly seconds: readonly number[] | null
}

/**
 * How often self-recovery has mended something: of faults that ended in [from, to), in the actor's scope. What counts as recovered is
 * said in the README.
 * @param siteId only this site's @throws DomainError forbidden
 */
export async function getRecoveryStatistics(
  actor: Actor,
  { from, to, siteId }: { readonly from: Date; readonly to: Date; readonly siteId?: bigint },
): Promise<RecoveryStatistics> {
  requireAct(actor, 'faults.read')
  const scope = sitesInScope(actor)
  const sites = siteId === undefined ? scope : scope === null || scope.includes(siteId) ? [siteId] : []
  const causes = await db().$queryRawUnsafe<CauseRow[]>(CAUSES, from, to, sites)
  const steps = await db().$queryRawUnsafe<StepStatistics[]>(TAKEN_STEPS, from, to, sites)
  const sum = (pick: (row: CauseRow) => number) => causes.reduce((total, row) => total + pick(row), 0)
  return {
    ended: sum(({ ended }) => ended),
    tried: sum(({ tried }) => tried),
    recovered: sum(({ recovered }) => recovered),
    medianSeconds: medianOf(causes.flatMap(({ seconds }) => seconds ?? [])),
    causes: causes.map(({ seconds: _, ...row }) => row),
    steps,
  }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const ENDED = `ended AS (
    SELECT fault.id, fault.cause, fault.close_reason, fault.opened_at, fault.closed_at
    FROM fault LEFT JOIN station ON station.id = fault.station_id
    WHERE fault.closed_at >= $1 AND fault.closed_at < $2 AND fault.close_reason NOT IN ('merged', 'false-alarm', 'removed')
      AND ($3::bigint[] IS NULL OR CASE WHEN fault.station_id IS NULL THEN fault.site_id ELSE station.site_id END = ANY($3))
  )`

const CAUSES = `
  WITH ${ENDED}
  SELECT ended.cause, count(*)::int AS ended,
    count(*) FILTER (WHERE EXISTS (SELECT FROM playbook_run WHERE fault_id = ended.id AND NOT is_dry_run
      AND jsonb_path_exists(steps, '$[*] ? (@.commandId != null)')))::int AS tried,
    count(*) FILTER (WHERE close_reason = 'recovered')::int AS recovered,
    count(*) FILTER (WHERE EXISTS (SELECT FROM playbook_run WHERE fault_id = ended.id AND is_dry_run))::int AS "dryRuns",
    array_agg(extract(epoch FROM closed_at - opened_at)::float8) FILTER (WHERE close_reason = 'recovered') AS seconds
  FROM ended GROUP BY ended.cause ORDER BY count(*) DESC, ended.cause`

const TAKEN_STEPS = `
  WITH ${ENDED}
  SELECT step ->> 'step' AS step, count(*)::int AS taken,
    count(*) FILTER (WHERE step ->> 'outcome' = 'proven')::int AS mended,
    count(*) FILTER (WHERE step ->> 'outcome' = 'refused')::int AS refused
  FROM ended JOIN playbook_run AS run ON run.fault_id = ended.id AND NOT run.is_dry_run CROSS JOIN jsonb_array_elements(run.steps) AS step
  WHERE step ->> 'outcome' IS DISTINCT FROM 'not-asked'
  GROUP BY 1 ORDER BY 2 DESC, 1`
