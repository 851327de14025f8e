import type { Actor } from '../access/actor'
import { type Act, mayDo } from '../access/acts'
import { customerInScope, sitesInScope } from '../access/scope'
import { type LiveEvent, type ScopedEvent, SOMEBODY } from './events'

const ACT_OF = {
  station: 'stations.read',
  session: 'sessions.read',
  command: 'stations.read',
  fault: 'faults.read',
} as const satisfies Record<LiveEvent['type'], Act>

/** Whether this actor may be told of this event: the same rule as the doors', kept beside the stream because it has no SQL. */
export function maySee(actor: Actor, { event, siteId, customerId }: ScopedEvent): boolean {
  if (!mayDo(actor.role, ACT_OF[event.type])) return false
  const sites = sitesInScope(actor)
  if (sites !== null && (siteId === null || !sites.some((id) => String(id) === siteId))) return false
  // Stations and commands belong to no customer: who is limited to one sees sessions only.
  const customer = customerInScope(actor)
  return customer === null || String(customer) === customerId
}

/**
 * The event as this actor may know it: who works with faults reads names of people, everybody else that it is somebody. The same rule
 * as in lib/faults/queries/fault-row.ts.
 */
export function shownTo(actor: Actor, event: LiveEvent): LiveEvent {
  if (event.type !== 'fault' || event.fault.assignee === null || mayDo(actor.role, 'faults.write')) return event
  return { type: 'fault', fault: { ...event.fault, assignee: SOMEBODY } }
}

/** True when the actor sees everything its role may see: no site or customer narrows it. */
export const isUnscoped = (actor: Actor): boolean => sitesInScope(actor) === null && customerInScope(actor) === null
