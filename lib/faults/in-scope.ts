import type { Actor } from '../access/actor'
import { sitesInScope } from '../access/scope'
import type { Prisma } from '../db/client'

/** The faults an actor may see, for a Prisma `where`: of stations of their sites, and of those sites as a whole. */
export function faultsInScope(actor: Actor): Prisma.FaultWhereInput {
  const siteIds = sitesInScope(actor)
  if (siteIds === null) return {}
  const siteId = { in: [...siteIds] }
  return { OR: [{ station: { siteId } }, { stationId: null, siteId }] }
}
