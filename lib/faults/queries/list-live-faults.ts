import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { sameText } from '../../db/like'
import type { FaultChanged, ScopedEvent } from '../../live/events'
import { type FaultSource, faultEvent, liveFault } from '../fault'

/** A browser holds them all: beyond this nobody reads them, and the gravest come first. */
const MOST = 5_000

/** Every open fault of the actor's stations, or of one, as the live stream tells it. @param stationId OCPP identity */
export async function listLiveFaults(
  actor: Actor,
  { stationId }: { stationId?: string } = {},
): Promise<readonly (ScopedEvent & { readonly event: FaultChanged })[]> {
  requireAct(actor, 'stations.read')
  const siteIds = sitesInScope(actor)
  const rows = await db().fault.findMany({
    where: {
      closedAt: null,
      stationId: { not: null },
      station: {
        ...(stationId === undefined ? {} : { identity: sameText(stationId) }),
        ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }),
      },
    },
    select: {
      id: true,
      evseNumber: true,
      connectorNumber: true,
      source: true,
      code: true,
      severity: true,
      openedAt: true,
      closedAt: true,
      station: { select: { identity: true, siteId: true } },
    },
    orderBy: [{ severity: 'asc' }, { id: 'asc' }],
    take: MOST,
  })
  return rows.map(({ station, source, ...row }) =>
    faultEvent(liveFault({ ...row, source: source as FaultSource }, station!.identity), station!.siteId),
  )
}
