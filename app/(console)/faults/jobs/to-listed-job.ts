import type { ListedJob } from '@/components/faults/jobs/listed-job'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import { causeTitle } from '@/lib/faults/cause-titles'
import type { FieldWorkRow } from '@/lib/field/queries/list-field-work'
import { isOver } from '@/lib/field/work-order'

/** A job as the desk's list shows it. */
export function toListedJob(row: FieldWorkRow, locale: Locale, now: Date): ListedJob {
  const { id, stateAt, assignee, station, site, fault, closedAt, ...job } = row
  const timeZone = site?.timeZone ?? HOME_TIME_ZONE
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
  return {
    ...job,
    id: String(id),
    stateAt: stateAt.toISOString(),
    assignee: assignee?.name ?? null,
    isLate: !isOver(job.state) && job.plannedOn !== null && job.plannedOn < today,
    stationId: station.identity,
    stationName: station.name,
    siteName: site?.name ?? null,
    timeZone,
    fault: fault && {
      id: String(fault.id),
      title: causeTitle(fault.cause, locale) ?? fault.code,
      severity: fault.severity,
      isSafety: fault.isSafety,
      promisedAt: fault.promisedAt?.toISOString() ?? null,
    },
    closedAt: closedAt?.toISOString() ?? null,
  }
}
