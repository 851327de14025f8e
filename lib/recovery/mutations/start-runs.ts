import { db } from '../../db/client'
import { addEntries } from '../../faults/entries'
import { ALL_CAUSES } from '../../faults/knowledge/all-causes'
import { MINUTE_MS } from '../../kernel/time'
import { playbookFor } from '../playbook-for'
import { policyAt } from '../stored-policy'

/** What is over by itself within this time needs nobody. */
export const START_AFTER_MS = 2 * MINUTE_MS
/** One beat starts so many; the next takes the rest. */
const AT_ONCE = 200

const CURABLE: readonly string[] = Object.keys(ALL_CAUSES).filter((cause) => playbookFor(cause) !== null)

interface Candidate {
  readonly id: bigint
  readonly site_id: bigint | null
  readonly station_id: bigint
  readonly cause: string
}

/**
 * Begins a run for each open fault that a playbook could mend, that nobody has in hand and for which none was begun yet (a dry run
 * counts only while the policy wants dry runs). For the worker; two at once begin each run once. Gives how many it began.
 */
export async function startRuns(now: Date): Promise<number> {
  const policies = await db().recoveryPolicy.findMany({
    select: { siteId: true, mode: true, maxTries: true, quietHours: true, playbooks: true },
  })
  const usual = policyAt(policies, null).mode
  const candidates = await db().$queryRaw<Candidate[]>`
    SELECT fault.id, station.site_id, station.id AS station_id, fault.cause
    FROM fault JOIN station ON station.id = fault.station_id LEFT JOIN recovery_policy AS own ON own.site_id = station.site_id
    WHERE fault.closed_at IS NULL AND fault.opened_at <= ${new Date(now.getTime() - START_AFTER_MS)} AND NOT fault.is_safety
      AND fault.acknowledged_at IS NULL AND fault.assignee_id IS NULL AND fault.cause = ANY(${CURABLE})
      AND coalesce(own.mode, ${usual}) <> 'off'
      AND NOT EXISTS (SELECT FROM playbook_run AS run WHERE run.fault_id = fault.id
        AND (run.ended_at IS NULL OR NOT run.is_dry_run OR coalesce(own.mode, ${usual}) = 'dry-run'))
    ORDER BY fault.id LIMIT ${AT_ONCE}`
  const runs = candidates.flatMap(({ id, site_id, station_id, cause }) => {
    const policy = policyAt(policies, site_id)
    const playbook = playbookFor(cause)
    if (playbook === null || policy.mode === 'off' || policy.playbooksOff.includes(playbook.name)) return []
    const isDryRun = policy.mode === 'dry-run'
    return [{ faultId: id, stationId: station_id, playbook: playbook.name, isDryRun, startedAt: now, nextAt: now }]
  })
  if (runs.length === 0) return 0
  return db().$transaction(async (tx) => {
    const begun = await tx.playbookRun.createManyAndReturn({
      data: runs,
      skipDuplicates: true, // another worker was here
      select: { id: true, faultId: true, playbook: true, isDryRun: true },
    })
    await addEntries(
      tx,
      begun.map(({ id, faultId, playbook, isDryRun }) => ({
        faultId,
        at: now,
        kind: 'recovery',
        by: 'worker',
        detail: { runId: String(id), playbook, isDryRun, event: 'started' },
      })),
    )
    return begun.length
  })
}
