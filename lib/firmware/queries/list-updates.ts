import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { getStationKey } from '../../stations/queries/find-station'
import type { UpdateStage } from '../update-stage'

/** One update of a station's firmware, as far as it has come. */
export interface UpdateRow {
  readonly id: bigint
  readonly stage: UpdateStage
  /** The station's last word. */
  readonly status: string | null
  readonly error: string | null
  readonly fromVersion: string | null
  readonly toVersion: string
  readonly campaign: { readonly id: bigint; readonly name: string } | null
  readonly createdAt: Date
  readonly askedAt: Date | null
  readonly statusAt: Date | null
  readonly endedAt: Date | null
}

/** A station's updates, newest first. @throws DomainError not-found */
export async function listUpdates(
  actor: Actor,
  identity: string,
  { cursor, limit = 20 }: { cursor?: string; limit?: number } = {},
): Promise<Page<UpdateRow>> {
  requireAct(actor, 'fleet.read')
  const station = await getStationKey(actor, identity)
  const before = cursor === undefined ? {} : { id: { lt: cursorId(decodeCursor(cursor, 1)[0]) } }
  const rows = await db().firmwareUpdate.findMany({
    where: { stationId: station.key, ...before },
    select: {
      id: true,
      stage: true,
      status: true,
      error: true,
      fromVersion: true,
      toVersion: true,
      firmware: { select: { version: true } },
      campaign: { select: { id: true, name: true } },
      createdAt: true,
      askedAt: true,
      statusAt: true,
      endedAt: true,
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.map(({ firmware, toVersion, stage, ...row }) => ({
    ...row,
    stage: stage as UpdateStage,
    toVersion: toVersion ?? firmware.version,
  }))
  return toPage(shown, limit, ({ id }) => [String(id)])
}
