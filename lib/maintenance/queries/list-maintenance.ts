import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { sameText } from '../../db/like'

/** Work on a station or a site, now or planned. */
export interface MaintenanceRow {
  readonly id: bigint
  readonly site: { readonly id: bigint; readonly name: string } | null
  /** OCPP identity; null: all of the site. */
  readonly stationId: string | null
  readonly fromAt: Date
  /** null: until somebody ends it. */
  readonly untilAt: Date | null
  readonly reason: string
  /** Who, for those who may know. */
  readonly madeBy: string | null
}

/**
 * What is in maintenance at an instant, or will be, in the actor's scope, soonest first. @param stationId OCPP identity: only what is
 * about this station, its site's windows among it
 */
export async function listMaintenance(
  actor: Actor,
  { stationId, now = new Date() }: { readonly stationId?: string; readonly now?: Date } = {},
): Promise<readonly MaintenanceRow[]> {
  requireAct(actor, 'faults.read')
  const siteIds = sitesInScope(actor)
  const inScope = siteIds === null ? {} : { siteId: { in: [...siteIds] } }
  const station = { ...(stationId === undefined ? {} : { identity: sameText(stationId) }), ...inScope }
  const site = {
    ...(stationId === undefined ? {} : { stations: { some: { identity: sameText(stationId) } } }),
    ...(siteIds === null ? {} : { id: { in: [...siteIds] } }),
  }
  const rows = await db().maintenanceWindow.findMany({
    where: {
      AND: [
        { OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
        {
          OR: [
            { stationId: { not: null }, station },
            { siteId: { not: null }, site },
          ],
        },
      ],
    },
    select: {
      id: true,
      fromAt: true,
      untilAt: true,
      reason: true,
      madeBy: true,
      site: { select: { id: true, name: true } },
      station: { select: { identity: true } },
    },
    orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
    take: 500,
  })
  const mayKnow = mayDo(actor.role, 'faults.write')
  const names = mayKnow ? await namesOf(rows.map(({ madeBy }) => madeBy)) : new Map<string, string>()
  return rows.map(({ station: own, madeBy, ...row }) => ({
    ...row,
    stationId: own?.identity ?? null,
    madeBy: mayKnow ? (names.get(madeBy) ?? madeBy) : null,
  }))
}
