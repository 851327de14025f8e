import type { Bus } from '../../bus/bus'
import { pool } from '../../db/client'
import { PROCESS_BELIEVED_FOR_MS } from '../../db/process-state'
import { LIVE_CONNECTORS_SQL, type LiveStationRow, toLiveStation } from '../live-station'

/** A gateway that starts holds no sockets: what its slot held before is offline until it calls again. */
export const markGatewayStationsOffline = (gatewayId: string, bus: Bus): Promise<number> =>
  markOffline(bus, 'gateway_id = $1', [gatewayId])

/** Stations whose gateway is no longer believed to live. For the worker, every few seconds. */
export const markOrphanedStationsOffline = (bus: Bus): Promise<number> =>
  markOffline(
    bus,
    `NOT EXISTS (SELECT 1 FROM process_state WHERE process_state.id = gateway_id AND seen_at > now() - $1 * interval '1 millisecond')`,
    [PROCESS_BELIEVED_FOR_MS],
  )

/** @param where a fixed piece of SQL of this file, never input */
async function markOffline(bus: Bus, where: string, values: unknown[]): Promise<number> {
  const { rows } = await pool().query<Row>(
    `WITH gone AS (
       UPDATE station_state SET online = false, disconnected_at = now() WHERE online AND ${where} RETURNING *
     ), event AS (
       INSERT INTO station_event (station_id, kind, name, at, received_at)
       SELECT station_id, 'disconnected', 'gateway-lost', now(), now() FROM gone
     )
     SELECT station.identity, station.registration, station.site_id, gone.online, gone.protocol, gone.vendor, gone.model, gone.firmware, gone.last_seen_at,
       gone.status, gone.error_code,
       ${LIVE_CONNECTORS_SQL} AS connectors
     FROM gone JOIN station ON station.id = gone.station_id`,
    values,
  )
  for (const row of rows) {
    bus.publish('live', {
      siteId: row.site_id,
      customerId: null,
      event: { type: 'station', station: toLiveStation(row) },
    })
  }
  return rows.length
}

interface Row extends LiveStationRow {
  site_id: string | null
}
