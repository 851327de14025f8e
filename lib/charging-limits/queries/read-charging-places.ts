import type { Writer } from '../../db/coalesce'
import type { ChargingProfile } from '../charging-profile'
import { IS_HELD, type ProfileRow, toProfile } from './profile-row'

export interface ChargingPlaceAsked {
  readonly stationId: bigint
  readonly evse: number
}

/** What a car at an EVSE can be offered depends on this. */
export interface ChargingPlaceKnown {
  /** Of the whole station. */
  readonly profiles: readonly ChargingProfile[]
  /** The strongest outlet's; null: unknown. */
  readonly maxPowerW: number | null
  /** Who charges there. */
  readonly session: { readonly id: bigint; readonly transactionId: string; readonly startedAt: Date } | null
}

interface Row {
  readonly index: number
  readonly max_power_w: number | null
  readonly profiles: readonly ProfileRow[] | null
  readonly session: { readonly id: string; readonly transaction_id: string; readonly started_at: string } | null
}

/** Reads, for a station's message, what holds where it charges. One statement for a whole batch; only rare messages need it. */
export const readChargingPlaces: Writer<ChargingPlaceAsked, ChargingPlaceKnown> = {
  name: 'charging-places',
  async write(tx, asked) {
    const rows = asked.map(({ stationId, evse }, index) => ({ index, station_id: String(stationId), evse }))
    const { rows: found } = await tx.query<Row>({
      name: 'read-charging-places',
      text: READ,
      values: [JSON.stringify(rows)],
    })
    const byIndex = new Map(found.map((row) => [row.index, row]))
    return asked.map((_, index) => toPlace(byIndex.get(index)!))
  },
}

const toPlace = ({ profiles, max_power_w: maxPowerW, session }: Row): ChargingPlaceKnown => ({
  profiles: (profiles ?? []).map(toProfile),
  maxPowerW,
  session: session && {
    id: BigInt(session.id),
    transactionId: session.transaction_id,
    startedAt: new Date(session.started_at),
  },
})

const READ = `
  SELECT asked.index,
    (SELECT max(connector.max_power_w) FROM evse JOIN connector ON connector.evse_id = evse.id
      WHERE evse.station_id = asked.station_id AND evse.number = asked.evse) AS max_power_w,
    (SELECT json_agg(held) FROM charging_profile AS held WHERE held.station_id = asked.station_id AND ${IS_HELD}) AS profiles,
    (SELECT json_build_object('id', session.id::text, 'transaction_id', ocpp_transaction_id, 'started_at', started_at) FROM session
      WHERE session.station_id = asked.station_id AND evse_number = asked.evse AND session.status = 'active'
      ORDER BY started_at DESC LIMIT 1) AS session
  FROM json_to_recordset($1::json) AS asked("index" int, station_id bigint, evse int)`
