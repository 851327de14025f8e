import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { getStationKey } from '../../stations/queries/find-station'
import type { MessageFilter } from '../message-filter'
import type { Tail } from '../tail'
import { findSessionTrace } from './find-session-trace'

/**
 * What gateways are to tell this actor of, for a filter of the log: the same messages that `listMessages` would list once they are
 * there. @throws DomainError not-found when the filter's station or session is not there for the actor
 */
export async function planTail(actor: Actor, filter: MessageFilter): Promise<Omit<Tail, 'id' | 'seconds'>> {
  requireAct(actor, 'messages.read')
  const { station, sessionId, action, direction, errorsOnly, search } = filter
  const trace = sessionId === undefined ? null : await findSessionTrace(actor, sessionId)
  const one = trace?.station ?? station
  const sites = sitesInScope(actor)
  return {
    station: one === undefined ? undefined : (await getStationKey(actor, one)).identity,
    transactionId: trace?.transactionId,
    action,
    direction,
    errorsOnly,
    search,
    siteIds: sites === null ? null : sites.map(String),
  }
}
