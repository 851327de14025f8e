import type { Actor } from '../../access/actor'
import { mayDo } from '../../access/acts'
import { db, type Prisma } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import type { Mended } from '../diagnosis/weigh-reasons'
import type { CloseReason } from '../entries'
import { faultsInScope } from '../in-scope'

/** An earlier fault of the same cause, and what mended it. */
export interface EarlierFault extends Mended {
  readonly id: bigint
  /** OCPP identity; null: a whole site. */
  readonly stationId: string | null
  readonly stationName: string | null
  readonly evse: number
  readonly openedAt: Date
  readonly closedAt: Date
  readonly closeReason: CloseReason | null
  /** Of the person who closed it, for those who work with faults. */
  readonly note: string | null
  /** The playbook that brought it back. */
  readonly playbook: string | null
}

/** Longer ago other firmware ran. */
const DAYS = 730
const MOST = 200

/** Those that tell nothing of the cause. */
const SILENT = ['merged', 'false-alarm', 'removed']

/** Closed faults of the same cause that the actor may see, newest first, with the work done. */
export async function readEarlierFaults(
  actor: Actor,
  fault: { readonly id: bigint; readonly cause: string },
  now: Date,
): Promise<readonly EarlierFault[]> {
  const rows = await db().fault.findMany({
    where: {
      AND: [faultsInScope(actor), { OR: [{ closeReason: null }, { closeReason: { notIn: SILENT } }] }],
      id: { not: fault.id },
      cause: fault.cause,
      closedAt: { gte: new Date(now.getTime() - DAYS * DAY_MS) },
    },
    select: {
      id: true,
      evseNumber: true,
      openedAt: true,
      closedAt: true,
      closeReason: true,
      closeNote: true,
      station: { select: { identity: true, name: true } },
      runs: { where: { state: 'succeeded', isDryRun: false }, select: { playbook: true }, take: 1 },
      workOrders: {
        select: { entries: { where: { kind: { in: ['check', 'part'] } }, select: { kind: true, detail: true } } },
      },
    },
    orderBy: { closedAt: 'desc' },
    take: MOST,
  })
  const mayKnow = mayDo(actor.role, 'faults.write')
  return rows.map(({ station, evseNumber, closedAt, closeReason, closeNote, runs, workOrders, ...row }) => {
    const done = workOrders.flatMap(({ entries }) => entries)
    return {
      ...row,
      stationId: station?.identity ?? null,
      stationName: station?.name ?? null,
      evse: evseNumber,
      closedAt: closedAt as Date,
      closeReason: closeReason as CloseReason | null,
      note: mayKnow ? closeNote : null,
      playbook: runs[0]?.playbook ?? null,
      wrongSteps: done.flatMap(({ kind, detail }) =>
        kind === 'check' && said(detail, 'outcome') === 'wrong' ? (said(detail, 'step') ?? []) : [],
      ),
      parts: done.flatMap(({ kind, detail }) => (kind === 'part' ? (said(detail, 'part') ?? []) : [])),
    }
  })
}

/** A word of a work entry's detail; the schema of lib/field/work-entry.ts wrote it. */
function said(detail: Prisma.JsonValue, field: string): string | null {
  const value = typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail[field] : null
  return typeof value === 'string' ? value : null
}
