import type { Writer } from '../../db/coalesce'
import type { ChargingState } from '../../live/events'
import type { ConnectorStatus } from '../../stations/status'
import { connectorStatusOf } from '../session-outcome'

/** What an open session makes of its EVSE. */
export interface OpenSession {
  readonly sessionId: bigint
  readonly evse: number
  readonly status: ConnectorStatus
}

interface Row {
  readonly station_id: string
  readonly id: string
  readonly evse_number: number
  readonly charging_state: ChargingState
}

const QUERY = {
  name: 'open-sessions',
  text: `SELECT station_id, id, evse_number, charging_state FROM session
    WHERE status = 'active' AND station_id = ANY($1::bigint[]) ORDER BY station_id, evse_number, started_at, id`,
}

/** The open sessions of each station (for its gateway at connect), the newest of an EVSE last. One statement for a whole batch. */
export const loadOpenSessions: Writer<bigint, readonly OpenSession[]> = {
  name: 'open-sessions',
  async write(tx, stationIds) {
    const { rows } = await tx.query<Row>({ ...QUERY, values: [stationIds.map(String)] })
    const byStation = new Map<string, OpenSession[]>()
    for (const row of rows) {
      const open = byStation.get(row.station_id) ?? []
      open.push({
        sessionId: BigInt(row.id),
        evse: row.evse_number,
        status: connectorStatusOf(row.charging_state),
      })
      byStation.set(row.station_id, open)
    }
    return stationIds.map((id) => byStation.get(String(id)) ?? [])
  },
}
