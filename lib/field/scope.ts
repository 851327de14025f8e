import type { Actor } from '../access/actor'
import { sitesInScope } from '../access/scope'
import type { Prisma } from '../db/client'

/** Jobs at stations of the actor's sites. */
export function workOrdersInScope(actor: Actor): Prisma.WorkOrderWhereInput {
  const siteIds = sitesInScope(actor)
  return siteIds === null ? {} : { station: { siteId: { in: [...siteIds] } } }
}

/** Who plans everybody's jobs may move anybody's; others their own. */
export const plansForOthers = ({ role }: Actor): boolean => role === 'admin' || role === 'operator' || role === 'system'

/** The person behind an actor; null for keys and processes. */
export function userIdOf({ ref }: Actor): bigint | null {
  const [, digits] = /^user:(\d+)$/.exec(ref) ?? []
  return digits === undefined ? null : BigInt(digits)
}
