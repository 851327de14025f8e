import type { LiveConnector, LiveStation } from '../live/events'
import type { ConnectorStatus } from './status'

/**
 * SQL of a station's connectors as JSON, oldest number first; needs `station` in scope. Statuses are as the station said them: a
 * running session's finer state is laid over them by whoever knows the sessions.
 */
export const LIVE_CONNECTORS_SQL = `
  (SELECT coalesce(json_agg(json_build_object('evse', evse.number, 'connector', connector.number,
      'status', coalesce(connector_state.status, 'unknown'), 'statusAt', connector_state.status_at,
      'errorCode', connector_state.error_code, 'vendorErrorCode', connector_state.vendor_error_code)
      ORDER BY evse.number, connector.number), '[]')
    FROM connector JOIN evse ON evse.id = connector.evse_id
    LEFT JOIN connector_state ON connector_state.connector_id = connector.id
    WHERE connector.station_id = station.id)`

/** Columns of `station`, `station_state` and LIVE_CONNECTORS_SQL (as `connectors`) that make a LiveStation. */
export interface LiveStationRow {
  identity: string
  registration: LiveStation['registration']
  online: boolean | null
  last_seen_at: Date | null
  protocol: string | null
  vendor: string | null
  model: string | null
  firmware: string | null
  status: ConnectorStatus | null
  error_code: string | null
  connectors: LiveConnector[]
}

export function toLiveStation(row: LiveStationRow): LiveStation {
  return {
    id: row.identity,
    registration: row.registration,
    online: row.online ?? false,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    protocol: row.protocol,
    vendor: row.vendor,
    model: row.model,
    firmware: row.firmware,
    status: row.status ?? 'unknown',
    errorCode: row.error_code,
    // PostgreSQL's JSON spells times with an offset; ours are always UTC with milliseconds.
    connectors: row.connectors.map((connector) => ({
      ...connector,
      statusAt: connector.statusAt && new Date(connector.statusAt).toISOString(),
    })),
  }
}
