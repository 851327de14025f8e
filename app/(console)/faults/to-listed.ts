import type { ListedFault } from '@/components/faults/listed-fault'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import { causeTitle } from '@/lib/faults/cause-titles'
import { costPerHour } from '@/lib/faults/cost-per-hour'
import type { FaultRow } from '@/lib/faults/queries/list-faults'
import type { UsualIncome } from '@/lib/overview/queries/usual-income'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** A fault as lists show it. @param income null: what it costs is not asked for */
export function toListed(row: FaultRow, locale: Locale, income: UsualIncome | null): ListedFault {
  return {
    id: String(row.id),
    siteId: row.site && String(row.site.id),
    stationId: row.stationId,
    evse: row.evse,
    connector: row.connector,
    source: row.source,
    code: row.code,
    cause: row.cause,
    severity: row.severity,
    isSafety: row.isSafety,
    stage: row.stage,
    assignee: row.assignee,
    acknowledgedAt: iso(row.acknowledgedAt),
    beganAt: row.beganAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    closedAt: iso(row.closedAt),
    promisedAt: iso(row.promisedAt),
    recovering: row.recovering,
    title: causeTitle(row.cause, locale),
    stationName: row.stationName || null,
    siteName: row.site?.name ?? null,
    timeZone: row.site?.timeZone ?? HOME_TIME_ZONE,
    dueAt: iso(row.dueAt),
    lastSeenAt: row.lastSeenAt.toISOString(),
    count: row.count,
    mergedCount: row.mergedCount,
    costPerHour: income && costPerHour({ ...row, siteId: row.site?.id ?? null }, income),
    closeReason: row.closeReason,
    closedBy: row.closedBy,
  }
}
