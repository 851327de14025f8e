import type { Shape } from '@/lib/kernel/pack-rows'
import type { LiveFault } from '@/lib/live/events'

/** One fault as lists show it: as it is live, and what only the server knows. */
export interface ListedFault extends Omit<LiveFault, 'causeWords'> {
  /** In the reader's language; null: only the code itself says what it is. */
  readonly title: string | null
  readonly stationName: string | null
  readonly siteName: string | null
  /** The site's. */
  readonly timeZone: string
  readonly dueAt: string | null
  readonly lastSeenAt: string
  readonly count: number
  readonly mergedCount: number
  /** An estimate; null: no history, or nobody is kept from charging. */
  readonly costPerHour: number | null
  readonly closeReason: string | null
  readonly closedBy: string | null
}

/** How they travel inside a page; see lib/kernel/pack-rows.ts. */
export const LISTED_FAULT: Shape<ListedFault> = {
  id: true,
  siteId: true,
  stationId: true,
  evse: true,
  connector: true,
  source: true,
  code: true,
  cause: true,
  severity: true,
  isSafety: true,
  stage: true,
  assignee: true,
  acknowledgedAt: true,
  beganAt: true,
  openedAt: true,
  closedAt: true,
  promisedAt: true,
  recovering: true,
  title: true,
  stationName: true,
  siteName: true,
  timeZone: true,
  dueAt: true,
  lastSeenAt: true,
  count: true,
  mergedCount: true,
  costPerHour: true,
  closeReason: true,
  closedBy: true,
}
