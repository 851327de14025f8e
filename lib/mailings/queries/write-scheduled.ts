import type { Actor } from '../../access/actor'
import type { Letter } from '../mailing'
import type { Period, ScheduledMail, ScheduleKind } from '../schedule'
import { writeFleetMonth } from './write-fleet-month'
import { writeRevenueReport } from './write-revenue-report'

/** Writes one period's letter; null: nothing is sent for it. Throws a DomainError when its maker may not see it any more. */
export type WriteScheduled = (actor: Actor, schedule: ScheduledMail, period: Period) => Promise<Letter | null>

/** How each kind that is mailed by itself is written. A kind that is not here yet cannot be set up. */
export const SCHEDULED: { readonly [Kind in ScheduleKind]?: WriteScheduled } = {
  'fleet-month': writeFleetMonth,
  'revenue-report': writeRevenueReport,
}
