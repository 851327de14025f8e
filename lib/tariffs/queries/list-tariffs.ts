import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { currentVersion, takesEffectAt } from '../current-version'
import { strongestPoints } from './strongest-points'
import { type TariffVersion, versionColumns, versionShown } from './tariff-version'

export interface TariffRow {
  readonly id: bigint
  readonly name: string
  readonly isDefault: boolean
  readonly archived: boolean
  readonly createdAt: Date
  /** The one in effect; a session keeps the version it started with. */
  readonly version: TariffVersion
  /** When the next version takes effect; null: none is planned. */
  readonly plannedAt: Date | null
  /** Of the strongest connector that it prices; null: none, or none says. */
  readonly maxPowerKw: number | null
  readonly usedBy: { readonly sites: number; readonly stations: number; readonly connectors: number }
}

/** Tariffs by name; archived ones only when asked for. */
export async function listTariffs(
  actor: Actor,
  options: { withArchived?: boolean; cursor?: string; limit?: number } = {},
): Promise<Page<TariffRow>> {
  requireAct(actor, 'tariffs.read')
  const limit = options.limit ?? 50
  const [afterName, afterId] = options.cursor === undefined ? [] : decodeCursor(options.cursor, 2)
  const after =
    afterName === undefined
      ? {}
      : { OR: [{ name: { gt: afterName } }, { name: afterName, id: { gt: cursorId(afterId) } }] }
  const tariffs = await db().tariff.findMany({
    where: { AND: [after, options.withArchived ? {} : { archived: false }, { versions: { some: {} } }] },
    select: {
      id: true,
      name: true,
      isDefault: true,
      archived: true,
      createdAt: true,
      versions: { select: versionColumns },
      _count: { select: { sites: true, stations: true, connectors: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  const names = await namesOf(tariffs.flatMap((tariff) => tariff.versions.map((version) => version.createdBy)))
  const strongest = await strongestPoints(actor)
  const now = new Date()
  const rows = tariffs.flatMap(({ versions, _count, ...tariff }) => {
    const version = currentVersion(versions, now)
    if (version === null) return []
    const planned = versions.map(takesEffectAt).filter((at) => at > now)
    const plannedAt = planned.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
    const maxPowerKw = strongest.get(tariff.id) ?? null
    return [{ ...tariff, version: versionShown(version, names), plannedAt, maxPowerKw, usedBy: _count }]
  })
  return toPage(rows, limit, (row) => [row.name, String(row.id)])
}
