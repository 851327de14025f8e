import type { Notice, NoticeKind } from './notice'
import type { RuleFilter } from './rule'

/** What a rule listens for when this happens: growing graver counts as opening. */
const HEARD_AS: Readonly<Record<Notice['kind'], NoticeKind>> = {
  opened: 'opened',
  again: 'opened',
  closed: 'closed',
  promised: 'promised',
  'promise-broken': 'promise-broken',
  'promise-withdrawn': 'promise-withdrawn',
  assigned: 'assigned',
  acknowledged: 'acknowledged',
  comment: 'comment',
  mentioned: 'comment',
}

/** Whether a rule's filter lets this notice through. @param siteId of the fault; null: its station stands on no site */
export function matchesRule(filter: RuleFilter, notice: Notice, siteId: string | null): boolean {
  const { fault } = notice
  return (
    filter.notices.includes(HEARD_AS[notice.kind]) &&
    fault.severity <= filter.leastSeverity &&
    (filter.siteIds.length === 0 || (siteId !== null && filter.siteIds.includes(siteId))) &&
    (filter.causes.length === 0 || filter.causes.includes(fault.cause)) &&
    (!filter.onlySafety || fault.isSafety)
  )
}
