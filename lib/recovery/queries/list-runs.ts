import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { sameText } from '../../db/like'
import { faultsInScope } from '../../faults/in-scope'
import { nameOfRefs } from '../../faults/queries/fault-row'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { readSteps } from '../stored-run'
import type { RunState, RunView } from './get-recovery'

/** A run, and what it is about. */
export interface RunRow extends RunView {
  readonly faultId: bigint
  /** OCPP identity; null: the fault is a whole site's. */
  readonly stationId: string | null
}

export interface RunFilter {
  readonly faultId?: bigint
  /** OCPP identity. */
  readonly stationId?: string
  /** true: only those under way, false: only those that have ended. */
  readonly isOpen?: boolean
  readonly cursor?: string
  readonly limit?: number
}

/** Runs of playbooks in the actor's scope, newest first. @throws DomainError forbidden */
export async function listRuns(
  actor: Actor,
  { faultId, stationId, isOpen, cursor, limit = 50 }: RunFilter = {},
): Promise<Page<RunRow>> {
  requireAct(actor, 'faults.read')
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().playbookRun.findMany({
    where: {
      faultId,
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(isOpen === undefined ? {} : { endedAt: isOpen ? null : { not: null } }),
      fault: {
        AND: [faultsInScope(actor), stationId === undefined ? {} : { station: { identity: sameText(stationId) } }],
      },
    },
    include: { fault: { select: { station: { select: { identity: true } } } } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const nameOf = await nameOfRefs(
    actor,
    rows.map(({ startedBy }) => startedBy),
  )
  return toPage(
    rows.map(({ stationId: _, commandId: __, fault, state, startedBy, steps, ...run }) => ({
      ...run,
      stationId: fault.station?.identity ?? null,
      state: state as RunState,
      startedBy: nameOf(startedBy),
      steps: readSteps(steps),
    })),
    limit,
    ({ id }) => [String(id)],
  )
}
