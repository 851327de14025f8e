import type { Actor } from '../../access/actor'
import { audit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import type { Conflict } from '../decide-entry'
import { findCharge, findProbe } from '../queries/find-proof'
import type { WorkEntry } from '../work-entry'
import { endFault, moveFault, tellFault } from './tell-fault'

interface OpenJob {
  readonly id: bigint
  readonly faultId: bigint | null
  readonly stationId: bigint
  readonly identity: string
  /** Where the fault is; 0: the whole station. */
  readonly evse: number
  readonly createdAt: Date
  readonly stateAt: Date
}

type Close = Extract<WorkEntry, { kind: 'close' }>['detail']

/**
 * Closes a job when what was claimed holds: a probe or a charge after the technician came, or a stated reason. A proof closes the
 * fault too; a reason leaves it to be verified at the desk. Null when it is closed.
 */
export async function closeJob(
  tx: Transaction,
  actor: Actor,
  job: OpenJob,
  close: Close,
  at: Date,
): Promise<Conflict | null> {
  const place = { stationId: job.stationId, evse: job.evse, since: await arrival(tx, job, at) }
  const proofId =
    close.kind === 'probe' ? await findProbe(tx, place) : close.kind === 'charge' ? await findCharge(tx, place) : null
  if (close.kind !== 'reason' && proofId === null) return 'no-proof'
  const closeReason = [close.reason, close.note].filter(Boolean).join(': ') || null
  await tx.workOrder.update({
    where: { id: job.id },
    data: {
      state: 'done',
      stateAt: at > job.stateAt ? at : job.stateAt,
      closedAt: at,
      closeKind: close.kind,
      closeReason,
      proofId,
    },
  })
  await tellFault(tx, actor, job, 'done', { at, text: closeReason ?? undefined })
  if (close.kind === 'reason') await moveFault(tx, actor, job.faultId, 'verify', at)
  else await endFault(tx, actor, job.faultId, close.kind === 'probe' ? 'probed' : 'repaired', at)
  await audit(tx, actor, 'work.close', `station:${job.identity}`, {
    after: {
      id: String(job.id),
      kind: close.kind,
      reason: closeReason,
      proofId: proofId === null ? null : String(proofId),
    },
  })
  return null
}

/** When the technician last came to the station before `at`; when nobody has said so, when the job was made. */
async function arrival(tx: Transaction, job: OpenJob, at: Date): Promise<Date> {
  const arrived = await tx.workEntry.findFirst({
    where: {
      workOrderId: job.id,
      kind: 'state',
      conflict: null,
      at: { lte: at },
      detail: { path: ['to'], equals: 'on-site' },
    },
    orderBy: { at: 'desc' },
    select: { at: true },
  })
  return arrived?.at ?? job.createdAt
}
