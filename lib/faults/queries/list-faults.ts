import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { db, type Prisma } from '../../db/client'
import { containsText, sameText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { causesNamed } from '../cause-titles'
import type { FaultSource, FaultStage } from '../fault'
import { faultsInScope } from '../in-scope'
import { FAULT_ROW, type FaultRow, namesFor, toFaultRow } from './fault-row'

export type { FaultRow } from './fault-row'

export interface FaultFilter {
  /** OCPP identity; left out: all the actor's stations. */
  readonly stationId?: string
  readonly siteId?: bigint
  /** true: open ones only, false: closed ones only. */
  readonly isOpen?: boolean
  readonly source?: FaultSource
  readonly stage?: FaultStage
  readonly cause?: string
  /** Of a user; null: of nobody. */
  readonly assigneeId?: bigint | null
  /** In the station's or site's name, the code, the cause or what it is called in Swedish or English. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

/** Faults, newest first. A station out of scope has none. */
export async function listFaults(actor: Actor, filter: FaultFilter = {}): Promise<Page<FaultRow>> {
  requireAct(actor, 'faults.read')
  const { cursor, limit = 50 } = filter
  const before = cursor === undefined ? [] : [{ id: { lt: cursorId(decodeCursor(cursor, 1)[0]) } }]
  const rows = await db().fault.findMany({
    where: { AND: [faultsInScope(actor), ...wanted(knowable(actor, filter)), ...before] },
    select: FAULT_ROW,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const names = await namesFor(actor, rows)
  return toPage(
    rows.map((row) => toFaultRow(row, names)),
    limit,
    (row) => [String(row.id)],
  )
}

/** Whose a fault is, is not to be found out by asking for each. */
const knowable = (actor: Actor, filter: FaultFilter): FaultFilter =>
  typeof filter.assigneeId === 'bigint' && !mayDo(actor.role, 'faults.write') ? { ...filter, assigneeId: -1n } : filter

function wanted(filter: FaultFilter): Prisma.FaultWhereInput[] {
  const { stationId, siteId, isOpen, source, stage, cause, assigneeId, search } = filter
  const where: Prisma.FaultWhereInput[] = []
  if (isOpen !== undefined) where.push({ closedAt: isOpen ? null : { not: null } })
  if (stationId !== undefined) where.push({ station: { identity: sameText(stationId) } })
  if (siteId !== undefined) where.push({ OR: [{ station: { siteId } }, { stationId: null, siteId }] })
  if (source !== undefined) where.push({ source })
  if (stage !== undefined) where.push({ stage, closedAt: null })
  if (cause !== undefined) where.push({ cause })
  if (assigneeId !== undefined) where.push({ assigneeId })
  for (const word of (search ?? '').split(/\s+/).filter(Boolean)) {
    const text = containsText(word)
    where.push({
      OR: [
        { code: text },
        { cause: text },
        { cause: { in: [...causesNamed(word)] } },
        { station: { OR: [{ identity: text }, { name: text }, { site: { name: text } }] } },
        { stationId: null, site: { name: text } },
      ],
    })
  }
  return where
}
