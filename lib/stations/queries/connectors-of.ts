import { pool } from '../../db/client'
import type { ChargingState, LiveConnector } from '../../live/events'
import { shownStatus } from '../shown-status'
import type { ConnectorStatus } from '../status'

export interface StationConnector {
  readonly key: bigint
  readonly live: LiveConnector
  readonly type: string | null
  readonly currentType: string | null
  readonly maxPowerW: number | null
  readonly tariffId: bigint | null
  /** As the station spelled it. */
  readonly rawStatus: string | null
  readonly info: string | null
}

interface Read {
  id: string
  station_id: string
  evse: number
  connector: number
  type: string | null
  current_type: string | null
  max_power_w: number | null
  tariff_id: string | null
  status: ConnectorStatus | null
  status_at: Date | null
  raw_status: string | null
  error_code: string | null
  vendor_error_code: string | null
  info: string | null
  charging_state: ChargingState | null
}

/** For other doors of this subject, which have checked who asks: the connectors of these stations, by station key. One statement. */
export async function connectorsOf(stationKeys: readonly string[]): Promise<ReadonlyMap<string, StationConnector[]>> {
  const { rows } = await pool().query<Read>(SELECT, [stationKeys])
  const byStation = new Map<string, StationConnector[]>()
  for (const row of rows) {
    const list = byStation.get(row.station_id)
    if (list) list.push(stationConnector(row))
    else byStation.set(row.station_id, [stationConnector(row)])
  }
  return byStation
}

const SELECT = `
  SELECT connector.id, connector.station_id, evse.number AS evse, connector.number AS connector, connector.type, connector.current_type,
    connector.max_power_w, connector.tariff_id, state.status, state.status_at, state.raw_status, state.error_code,
    state.vendor_error_code, state.info, running.charging_state
  FROM connector
  JOIN evse ON evse.id = connector.evse_id
  LEFT JOIN connector_state AS state ON state.connector_id = connector.id
  LEFT JOIN (
    SELECT DISTINCT ON (station_id, evse_number) station_id, evse_number, charging_state
    FROM session WHERE status = 'active' AND station_id = ANY($1::bigint[])
    ORDER BY station_id, evse_number, started_at DESC
  ) AS running ON running.station_id = connector.station_id AND running.evse_number = evse.number
  WHERE connector.station_id = ANY($1::bigint[])
  ORDER BY connector.station_id, evse.number, connector.number`

function stationConnector(row: Read): StationConnector {
  return {
    key: BigInt(row.id),
    live: {
      evse: row.evse,
      connector: row.connector,
      status: shownStatus(row.status ?? 'unknown', row.charging_state),
      statusAt: row.status_at?.toISOString() ?? null,
      errorCode: row.error_code,
      vendorErrorCode: row.vendor_error_code,
    },
    type: row.type,
    currentType: row.current_type,
    maxPowerW: row.max_power_w,
    tariffId: row.tariff_id === null ? null : BigInt(row.tariff_id),
    rawStatus: row.raw_status,
    info: row.info,
  }
}
