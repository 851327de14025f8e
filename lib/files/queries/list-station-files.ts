import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'
import type { LogKind } from '../mutations/issue-link'

/** A log that a station has brought. */
export interface StationFileRow {
  readonly id: bigint
  readonly kind: LogKind
  readonly fileName: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
  readonly commandId: bigint | null
  readonly receivedAt: Date
}

const columns = {
  id: true,
  kind: true,
  fileName: true,
  sizeBytes: true,
  sha256: true,
  commandId: true,
  receivedAt: true,
} as const

interface Read extends Omit<StationFileRow, 'kind' | 'sizeBytes'> {
  readonly kind: string
  readonly sizeBytes: bigint
}

const shown = ({ kind, sizeBytes, ...file }: Read): StationFileRow => ({
  ...file,
  kind: kind as LogKind,
  sizeBytes: Number(sizeBytes),
})

/** What a station has brought, newest first. @throws DomainError not-found */
export async function listStationFiles(
  actor: Actor,
  identity: string,
  { cursor, limit = 50 }: { cursor?: string; limit?: number } = {},
): Promise<Page<StationFileRow>> {
  requireAct(actor, 'files.read')
  const station = await getStationKey(actor, identity)
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().stationFile.findMany({
    where: { stationId: station.key, id: before === undefined ? undefined : { lt: before } },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(rows.map(shown), limit, ({ id }) => [String(id)])
}

/** One of them, of a station in scope; its bytes are opened by its hash. @throws DomainError not-found */
export async function getStationFile(actor: Actor, id: bigint): Promise<StationFileRow> {
  requireAct(actor, 'files.read')
  const siteIds = sitesInScope(actor)
  const file = await db().stationFile.findFirst({
    where: { id, station: siteIds === null ? {} : { siteId: { in: [...siteIds] } } },
    select: columns,
  })
  if (file === null) throw notFound('file', id)
  return shown(file)
}
