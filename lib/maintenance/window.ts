/** Somebody works on a station, or on all of a site. */
export interface MaintenanceSpan {
  readonly siteId: bigint | null
  readonly stationId: bigint | null
  readonly fromAt: Date
  /** null: until somebody ends it. */
  readonly untilAt: Date | null
}

/** The part of a station that says which windows are about it. */
export interface MaintainedStation {
  readonly id: bigint
  readonly siteId: bigint | null
}

const isAbout = (span: MaintenanceSpan, { id, siteId }: MaintainedStation): boolean =>
  span.stationId === id || (span.siteId !== null && span.siteId === siteId)

/**
 * Until when a station is in maintenance at an instant: the end of the last window that covers it. null: it is not; `Infinity`: nobody
 * has said when. Epoch ms.
 */
export function maintenanceUntil(
  spans: readonly MaintenanceSpan[],
  station: MaintainedStation,
  at: number,
): number | null {
  let until: number | null = null
  for (const span of spans) {
    if (!isAbout(span, station) || span.fromAt.getTime() > at) continue
    const end = span.untilAt?.getTime() ?? Number.POSITIVE_INFINITY
    if (end > at && (until === null || end > until)) until = end
  }
  return until
}

/** Whether somebody works on it: no fault opens, nothing recovers by itself, drivers are told. [from, until) */
export const isInMaintenance = (spans: readonly MaintenanceSpan[], station: MaintainedStation, at: Date): boolean =>
  maintenanceUntil(spans, station, at.getTime()) !== null
