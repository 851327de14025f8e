import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db, type Prisma } from '../../db/client'
import { sameText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import type { FaultSource } from '../fault'
import { faultsInScope } from '../in-scope'

export interface FaultRow {
  readonly id: bigint
  /** OCPP identity; null: the whole site has it. */
  readonly stationId: string | null
  readonly stationName: string | null
  /** 0: the whole station. */
  readonly evse: number
  readonly connector: number
  readonly source: FaultSource
  /** "Component.Variable", or the security event's type. */
  readonly code: string
  /** 0 danger … 9 debug. */
  readonly severity: number
  /** What the station said when it began. */
  readonly detail: Prisma.JsonValue
  readonly openedAt: Date
  readonly lastSeenAt: Date
  /** How often the station has told of it. */
  readonly count: number
  /** Null: it is open. */
  readonly closedAt: Date | null
  /** "station", or the name of who closed it, for those who may know. */
  readonly closedBy: string | null
}

export interface FaultFilter {
  /** OCPP identity; left out: all the actor's stations. */
  readonly stationId?: string
  /** true: open ones only, false: closed ones only. */
  readonly isOpen?: boolean
  readonly source?: FaultSource
  readonly cursor?: string
  readonly limit?: number
}

/** Faults, newest first. A station out of scope has none. */
export async function listFaults(
  actor: Actor,
  { stationId, isOpen, source, cursor, limit = 50 }: FaultFilter = {},
): Promise<Page<FaultRow>> {
  requireAct(actor, 'faults.read')
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().fault.findMany({
    where: {
      ...(isOpen === undefined ? {} : { closedAt: isOpen ? null : { not: null } }),
      ...(source === undefined ? {} : { source }),
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(stationId === undefined ? {} : { station: { identity: sameText(stationId) } }),
      AND: faultsInScope(actor),
    },
    select: {
      id: true,
      evseNumber: true,
      connectorNumber: true,
      source: true,
      code: true,
      severity: true,
      detail: true,
      openedAt: true,
      lastSeenAt: true,
      count: true,
      closedAt: true,
      closedBy: true,
      station: { select: { identity: true, name: true } },
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const names = await namesOf(rows.flatMap(({ closedBy }) => closedBy ?? []))
  const nameOf = (who: string) =>
    who === 'station' ? who : mayDo(actor.role, 'stations.write') ? (names.get(who) ?? who) : null
  const shown = rows.map(({ station, evseNumber, connectorNumber, closedBy, ...row }) => ({
    ...row,
    source: row.source as FaultSource,
    stationId: station?.identity ?? null,
    stationName: station?.name ?? null,
    evse: evseNumber,
    connector: connectorNumber,
    closedBy: closedBy && nameOf(closedBy),
  }))
  return toPage(shown, limit, (row) => [String(row.id)])
}
