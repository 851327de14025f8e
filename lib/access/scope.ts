import { DomainError } from '../kernel/errors'
import type { Actor } from './actor'

/**
 * For what belongs to the whole network (tariffs, tokens, customers): somebody limited to some sites may not change it,
 * since it would change other people's sites too. @throws DomainError forbidden
 */
export function requireAllSites(actor: Actor): void {
  if (sitesInScope(actor) !== null)
    throw new DomainError('forbidden', 'Access limited to some sites does not reach the whole network.')
}

/** The sites an actor sees; null = all. A site host never sees all, even when nobody has said which are theirs. */
export function sitesInScope(actor: Actor): readonly bigint[] | null {
  return actor.role === 'site-host' ? (actor.siteIds ?? []) : actor.siteIds
}

/** The customer whose rows an actor sees; null = all. A fleet manager without a customer sees those of nobody (0). */
export function customerInScope(actor: Actor): bigint | null {
  return actor.role === 'fleet-manager' ? (actor.customerId ?? 0n) : actor.customerId
}
