import type { Actor } from '../../access/actor'
import { sitesInScope } from '../../access/scope'
import { MILDEST_ATTENDED } from '../../faults/fault'
import type { Period } from '../period'

/** Of what figures are wanted. */
export interface PerformanceFilter extends Period {
  readonly siteId?: bigint
  /** OCPP identity. */
  readonly stationId?: string
  readonly vendor?: string
  readonly model?: string
}

/** The days of EVSEs an actor may see; of a site they see what was its own then. Parameters $1 … $7, see `wantedValues`. */
export const WANTED_DAYS = `
  evse_day JOIN station ON station.id = evse_day.station_id LEFT JOIN station_state AS state ON state.station_id = station.id
  WHERE evse_day.day >= $1::date AND evse_day.day < $2::date
    AND ($3::bigint[] IS NULL OR evse_day.site_id = ANY($3))
    AND ($4::bigint IS NULL OR evse_day.site_id = $4)
    AND ($5::text IS NULL OR lower(station.identity) = lower($5))
    AND ($6::text IS NULL OR state.vendor = $6)
    AND ($7::text IS NULL OR state.model = $7)`

export const wantedValues = (actor: Actor, filter: PerformanceFilter): unknown[] => [
  filter.from,
  filter.to,
  sitesInScope(actor),
  filter.siteId ?? null,
  filter.stationId ?? null,
  filter.vendor ?? null,
  filter.model ?? null,
]

/** As WANTED_DAYS, of faults by an instant of theirs; the days are the operator's own. $8: their zone. @param at a column */
const wantedBy = (at: string, joined: string): string => `
  ${joined} LEFT JOIN station ON station.id = fault.station_id LEFT JOIN station_state AS state ON state.station_id = station.id
  WHERE ${at} >= ($1::date)::timestamp AT TIME ZONE $8 AND ${at} < ($2::date)::timestamp AT TIME ZONE $8
    AND ($3::bigint[] IS NULL OR coalesce(station.site_id, fault.site_id) = ANY($3))
    AND ($4::bigint IS NULL OR coalesce(station.site_id, fault.site_id) = $4)
    AND ($5::text IS NULL OR lower(station.identity) = lower($5))
    AND ($6::text IS NULL OR state.vendor = $6)
    AND ($7::text IS NULL OR state.model = $7)
    AND (fault.station_id IS NOT NULL OR fault.site_id IS NOT NULL)
    AND (fault.close_reason IS NULL OR fault.close_reason NOT IN ('merged', 'false-alarm'))`

/** Grave enough for somebody to look at. */
const isGrave = `AND fault.severity <= ${MILDEST_ATTENDED}`
export const OPENED_FAULTS = `${wantedBy('fault.opened_at', 'fault')} ${isGrave}`
/** Of a station that was turned away nothing was mended. */
export const CLOSED_FAULTS = `${wantedBy('fault.closed_at', 'fault')} ${isGrave} AND fault.close_reason IS DISTINCT FROM 'removed'`
/** Promises that were kept or broken then. */
export const SETTLED_PROMISES = `
  ${wantedBy('promise.settled_at', 'repair_promise AS promise JOIN fault ON fault.id = promise.fault_id')}
    AND promise.outcome IN ('kept', 'broken')`
