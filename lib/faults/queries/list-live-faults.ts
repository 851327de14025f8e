import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import type { ScopedEvent } from '../../live/events'
import { type FaultSource, faultEvent, liveFault } from '../fault'

/** Every open fault of the actor's stations, as the live stream tells it. */
export async function listLiveFaults(actor: Actor): Promise<readonly ScopedEvent[]> {
  requireAct(actor, 'stations.read')
  const siteIds = sitesInScope(actor)
  const rows = await db().fault.findMany({
    where: { closedAt: null, ...(siteIds === null ? {} : { station: { siteId: { in: [...siteIds] } } }) },
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
    orderBy: { id: 'asc' },
  })
  return rows.map(({ station, source, ...row }) =>
    faultEvent(liveFault({ ...row, source: source as FaultSource }, station.identity), station.siteId),
  )
}
