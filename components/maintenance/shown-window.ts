import type { Action } from '@/components/forms/action-result'
import type { MaintenanceRow } from '@/lib/maintenance/queries/list-maintenance'

/** Work on a station or a site as pages show it; instants ISO 8601. */
export interface ShownWindow {
  readonly id: string
  readonly siteId: string | null
  readonly siteName: string | null
  /** OCPP identity; null: all of the site. */
  readonly stationId: string | null
  readonly from: string
  /** null: until somebody ends it. */
  readonly until: string | null
  readonly reason: string
  readonly by: string | null
}

/** Where work begins. */
export type WorkPlace = { readonly stationId: string } | { readonly siteId: string }

export interface MaintenanceActions {
  readonly begin: Action<WorkPlace & { readonly untilAt?: string; readonly reason: string }>
  readonly end: Action<{ readonly id: string }>
}

export const shownWindow = ({ id, site, stationId, fromAt, untilAt, reason, madeBy }: MaintenanceRow): ShownWindow => ({
  id: String(id),
  siteId: site === null ? null : String(site.id),
  siteName: site?.name ?? null,
  stationId,
  from: fromAt.toISOString(),
  until: untilAt?.toISOString() ?? null,
  reason,
  by: madeBy,
})
