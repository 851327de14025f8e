import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db, type Prisma } from '../../db/client'
import { sameText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { workOrdersInScope } from '../scope'
import type { WorkEntryKind } from '../work-entry'
import type { CloseKind, WorkState } from '../work-order'

/** A job as the desk sees it. */
export interface WorkOrderRow {
  readonly id: bigint
  /** OCPP identity. */
  readonly stationId: string
  readonly faultId: bigint | null
  readonly title: string
  readonly state: WorkState
  readonly stateAt: Date
  readonly assignee: { readonly id: bigint; readonly name: string } | null
  /** `2026-11-20`. */
  readonly plannedOn: string | null
  readonly safety: string
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly closeKind: CloseKind | null
  readonly closeReason: string | null
  readonly proofId: bigint | null
  readonly entryCount: number
  /** What tablets sent and could not be applied, and nobody has seen. */
  readonly conflictCount: number
}

export interface WorkOrderFilter {
  /** OCPP identity. */
  readonly stationId?: string
  readonly faultId?: bigint
  readonly assigneeId?: bigint
  readonly state?: WorkState
  readonly cursor?: string
  readonly limit?: number
}

const columns = {
  id: true,
  faultId: true,
  title: true,
  state: true,
  stateAt: true,
  plannedOn: true,
  safety: true,
  createdAt: true,
  closedAt: true,
  closeKind: true,
  closeReason: true,
  proofId: true,
  assignee: { select: { id: true, name: true, email: true } },
  station: { select: { identity: true } },
  _count: { select: { entries: true } },
  entries: { where: { conflict: { not: null }, seenAt: null }, select: { id: true } },
} satisfies Prisma.WorkOrderSelect

/** Jobs, newest first. @throws DomainError forbidden */
export async function listWorkOrders(
  actor: Actor,
  { stationId, faultId, assigneeId, state, cursor, limit = 50 }: WorkOrderFilter = {},
): Promise<Page<WorkOrderRow>> {
  requireAct(actor, 'field.work')
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().workOrder.findMany({
    where: {
      faultId,
      assigneeId,
      state,
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(stationId === undefined ? {} : { station: { identity: sameText(stationId) } }),
      AND: workOrdersInScope(actor),
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(rows.map(toRow), limit, ({ id }) => [String(id)])
}

/** @throws DomainError forbidden | not-found */
export async function getWorkOrder(actor: Actor, id: bigint): Promise<WorkOrderRow> {
  requireAct(actor, 'field.work')
  const row = await db().workOrder.findFirst({ where: { id, ...workOrdersInScope(actor) }, select: columns })
  if (row === null) throw notFound('job', id)
  return toRow(row)
}

function toRow(row: Prisma.WorkOrderGetPayload<{ select: typeof columns }>): WorkOrderRow {
  const { station, assignee, plannedOn, entries, _count, ...order } = row
  return {
    ...order,
    stationId: station.identity,
    state: order.state as WorkState,
    closeKind: order.closeKind as CloseKind | null,
    plannedOn: plannedOn?.toISOString().slice(0, 10) ?? null,
    assignee: assignee && { id: assignee.id, name: assignee.name || assignee.email },
    entryCount: _count.entries,
    conflictCount: entries.length,
  }
}

/** One thing done on a job. */
export interface WorkEntryRow {
  /** The tablet's UUID. */
  readonly id: string
  readonly kind: WorkEntryKind | 'command'
  readonly at: Date
  readonly receivedAt: Date
  /** The person's or the key's name. */
  readonly by: string
  /** As its kind has it in work-entry.ts. */
  readonly detail: Prisma.JsonValue
  readonly conflict: string | null
  readonly seenAt: Date | null
  readonly hasFile: boolean
}

/** What was done on a job, in order. @throws DomainError forbidden | not-found */
export async function listWorkEntries(actor: Actor, workOrderId: bigint): Promise<readonly WorkEntryRow[]> {
  const { id } = await getWorkOrder(actor, workOrderId)
  const rows = await db().workEntry.findMany({
    where: { workOrderId: id },
    orderBy: [{ at: 'asc' }, { receivedAt: 'asc' }],
    take: 2000,
  })
  const names = await namesOf(rows.map(({ by }) => by))
  return rows.map(({ file, by, workOrderId: _, ...row }) => ({
    ...row,
    kind: row.kind as WorkEntryRow['kind'],
    by: names.get(by) ?? by,
    hasFile: file !== null,
  }))
}
