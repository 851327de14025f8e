import type { Writer } from '../../db/coalesce'
import type { OpenReservation } from '../../reservations/reservation'

/** What a station keeps for us: few stations keep anything, and their messages are looked at for it. */
export interface Held {
  readonly reservations: readonly OpenReservation[]
  /** Charging profiles of ours that should outlive a restart. */
  readonly hasProfiles: boolean
}

interface Row {
  readonly station_id: string
  readonly has_profiles: boolean
  readonly reservations:
    | readonly {
        readonly id: number
        readonly evse: number | null
        readonly token: string
        readonly group: string | null
        readonly createdAt: string
        readonly expiresAt: string
      }[]
    | null
}

const QUERY = {
  name: 'load-holdings',
  text: `
    SELECT asked.station_id, has_profiles, reservations
    FROM unnest($1::bigint[]) AS asked(station_id)
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM charging_profile
      WHERE charging_profile.station_id = asked.station_id AND cleared_at IS NULL AND source = 'us'
        AND purpose IN ('station-max', 'tx-default') AND (valid_to IS NULL OR valid_to > now())) AS has_profiles) AS profiles
    CROSS JOIN LATERAL (SELECT json_agg(json_build_object('id', id, 'evse', evse_number, 'token', token_value, 'group', group_name,
        'createdAt', created_at, 'expiresAt', expires_at)) AS reservations
      FROM reservation WHERE reservation.station_id = asked.station_id AND stage IN ('requested', 'active')
        AND expires_at > now() - interval '1 minute') AS open
    WHERE has_profiles OR reservations IS NOT NULL`,
}

const NOTHING: Held = { reservations: [], hasProfiles: false }

/** For the gateway at connect. One statement for a whole batch. */
export const loadHoldings: Writer<bigint, Held> = {
  name: 'load-holdings',
  async write(tx, stationIds) {
    const { rows } = await tx.query<Row>({ ...QUERY, values: [[...new Set(stationIds.map(String))]] })
    const byStation = new Map(rows.map((row) => [row.station_id, toHeld(row)]))
    return stationIds.map((id) => byStation.get(String(id)) ?? NOTHING)
  },
}

const toHeld = ({ reservations, has_profiles: hasProfiles }: Row): Held => ({
  hasProfiles,
  reservations: (reservations ?? []).map(({ createdAt, expiresAt, ...rest }) => ({
    ...rest,
    createdAt: new Date(createdAt),
    expiresAt: new Date(expiresAt),
  })),
})
