import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db, type Prisma } from '../../db/client'
import { containsText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { workOrdersInScope } from '../scope'
import { dayOrder } from '../tablet/day-order'
import { type CloseKind, isOver, WORK_STATES, type WorkState } from '../work-order'

/** A job as whoever plans the field sees it among all others. */
export interface FieldWorkRow {
  readonly id: bigint
  readonly title: string
  readonly state: WorkState
  readonly stateAt: Date
  readonly assignee: { readonly id: bigint; readonly name: string } | null
  /** `2026-11-20`, a day at the station. */
  readonly plannedOn: string | null
  /** Its place among its technician's open jobs, from 1, as the tablet has it; null: over, or nobody's. */
  readonly turn: number | null
  readonly station: { readonly identity: string; readonly name: string }
  readonly site: { readonly id: bigint; readonly name: string; readonly timeZone: string } | null
  readonly fault: FieldWorkFault | null
  readonly entryCount: number
  /** What tablets sent and could not be applied, and nobody has seen. */
  readonly conflictCount: number
  readonly closeKind: CloseKind | null
  readonly closedAt: Date | null
}

interface FieldWorkFault {
  readonly id: bigint
  readonly cause: string
  readonly code: string
  readonly severity: number
  readonly isSafety: boolean
  /** What drivers were told, while it is open. */
  readonly promisedAt: Date | null
}

const OVER = WORK_STATES.filter(isOver)

const columns = {
  id: true,
  title: true,
  state: true,
  stateAt: true,
  plannedOn: true,
  position: true,
  closeKind: true,
  closedAt: true,
  assignee: { select: { id: true, name: true, email: true } },
  station: {
    select: { identity: true, name: true, site: { select: { id: true, name: true, timeZone: true } } },
  },
  fault: {
    select: {
      id: true,
      cause: true,
      code: true,
      severity: true,
      isSafety: true,
      promises: { where: { outcome: null }, select: { dueAt: true } },
    },
  },
  _count: { select: { entries: true } },
  entries: { where: { conflict: { not: null }, seenAt: null }, select: { id: true } },
} satisfies Prisma.WorkOrderSelect
type Row = Prisma.WorkOrderGetPayload<{ select: typeof columns }>

/** Nobody plans more at once; beyond these the newest are listed. */
const MOST_OPEN = 2_000

/** What is to be done in the field, technician by technician, each in the order it is driven. @throws DomainError forbidden */
export async function listOpenFieldWork(actor: Actor): Promise<readonly FieldWorkRow[]> {
  requireAct(actor, 'field.work')
  const rows = await db().workOrder.findMany({
    where: { state: { notIn: OVER }, AND: workOrdersInScope(actor) },
    select: columns,
    orderBy: { id: 'desc' },
    take: MOST_OPEN,
  })
  const driven = dayOrder(
    rows.map((row) => ({
      row,
      id: String(row.id),
      state: row.state as WorkState,
      position: row.position,
      plannedOn: dayOf(row.plannedOn),
    })),
  )
  const turns = new Map<bigint, number>()
  const listed = driven.map(({ row }) => {
    if (row.assignee === null) return toRow(row, null)
    const turn = (turns.get(row.assignee.id) ?? 0) + 1
    turns.set(row.assignee.id, turn)
    return toRow(row, turn)
  })
  // What nobody has comes first: it waits for whoever reads this.
  return listed.toSorted((a, b) => (a.assignee?.name ?? '').localeCompare(b.assignee?.name ?? '', 'sv'))
}

/** Jobs whose words, station or technician hold every word, newest first. @throws DomainError forbidden */
export async function searchFieldWork(actor: Actor, search: string, limit: number): Promise<readonly FieldWorkRow[]> {
  requireAct(actor, 'field.work')
  const words = search.split(/\s+/).filter(Boolean).map(containsText)
  const rows = await db().workOrder.findMany({
    where: {
      AND: [
        workOrdersInScope(actor),
        ...words.map((text) => ({
          OR: [
            { title: text },
            { assignee: { name: text } },
            { station: { OR: [{ identity: text }, { name: text }, { site: { name: text } }] } },
          ],
        })),
      ],
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map((row) => toRow(row, null))
}

/** What has been done in the field, or called off, newest first. @throws DomainError forbidden | invalid (the cursor) */
export async function listPastFieldWork(
  actor: Actor,
  { cursor, limit = 200 }: { cursor?: string; limit?: number } = {},
): Promise<Page<FieldWorkRow>> {
  requireAct(actor, 'field.work')
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().workOrder.findMany({
    where: {
      state: { in: OVER },
      ...(before === undefined ? {} : { id: { lt: before } }),
      AND: workOrdersInScope(actor),
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(
    rows.map((row) => toRow(row, null)),
    limit,
    ({ id }) => [String(id)],
  )
}

const dayOf = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null

function toRow({ station, assignee, fault, entries, _count, ...row }: Row, turn: number | null): FieldWorkRow {
  const { position: _, ...order } = row
  return {
    ...order,
    state: order.state as WorkState,
    closeKind: order.closeKind as CloseKind | null,
    plannedOn: dayOf(order.plannedOn),
    turn,
    assignee: assignee && { id: assignee.id, name: assignee.name || assignee.email },
    station: { identity: station.identity, name: station.name },
    site: station.site,
    fault: fault && {
      id: fault.id,
      cause: fault.cause,
      code: fault.code,
      severity: fault.severity,
      isSafety: fault.isSafety,
      promisedAt: fault.promises[0]?.dueAt ?? null,
    },
    entryCount: _count.entries,
    conflictCount: entries.length,
  }
}
