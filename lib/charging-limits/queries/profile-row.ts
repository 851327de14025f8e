import type { ChargingProfile, Kind, Purpose, Schedule } from '../charging-profile'

/** Columns of `charging_profile AS held` as a row of JSON or of a result. */
export interface ProfileRow {
  readonly profile_id: number
  readonly evse_number: number
  readonly stack_level: number
  readonly purpose: Purpose
  readonly kind: Kind
  readonly transaction_id: string | null
  readonly valid_from: Date | string | null
  readonly valid_to: Date | string | null
  readonly schedule: Schedule
  readonly source: string
  readonly set_at: Date | string
}

const instant = (value: Date | string | null) => (value === null ? null : new Date(value))

export const toProfile = (row: ProfileRow): ChargingProfile => ({
  profileId: row.profile_id,
  evse: row.evse_number,
  stackLevel: row.stack_level,
  purpose: row.purpose,
  kind: row.kind,
  transactionId: row.transaction_id,
  validFrom: instant(row.valid_from),
  validTo: instant(row.valid_to),
  schedule: row.schedule,
  source: row.source,
  setAt: new Date(row.set_at),
})

/** Sessions that a profile which went with a start may be for: those that have begun at its EVSE since. */
const BEGUN_SINCE = `FROM session WHERE session.station_id = held.station_id AND session.evse_number = held.evse_number
  AND session.received_at > held.set_at - interval '1 minute'`

/**
 * A profile the station can be believed to hold: not cleared, not past its validity, and when it is for a session, that session runs.
 * One that went with a start is waited for a quarter of an hour: by then the driver has plugged in or the station has given up.
 */
export const IS_HELD = `held.cleared_at IS NULL AND (held.valid_to IS NULL OR held.valid_to > now())
  AND CASE
    WHEN held.purpose <> 'tx' THEN true
    WHEN held.transaction_id IS NOT NULL THEN EXISTS (SELECT 1 FROM session
      WHERE session.station_id = held.station_id AND session.ocpp_transaction_id = held.transaction_id AND session.status = 'active')
    ELSE EXISTS (SELECT 1 ${BEGUN_SINCE} AND session.status = 'active')
      OR (held.set_at > now() - interval '15 minutes' AND NOT EXISTS (SELECT 1 ${BEGUN_SINCE}))
  END`
