import type { Sql } from '../../db/coalesce'
import type { MaintenanceSpan } from '../window'

/** Every window that is not over before `since`: for what looks at the whole network by itself. */
export async function loadMaintenance(sql: Sql, since: Date): Promise<MaintenanceSpan[]> {
  const { rows } = await sql.query<{
    site_id: string | null
    station_id: string | null
    from_at: Date
    until_at: Date | null
  }>({
    name: 'maintenance-since',
    text: 'SELECT site_id, station_id, from_at, until_at FROM maintenance_window WHERE until_at IS NULL OR until_at > $1',
    values: [since],
  })
  return rows.map(({ site_id, station_id, from_at, until_at }) => ({
    siteId: site_id === null ? null : BigInt(site_id),
    stationId: station_id === null ? null : BigInt(station_id),
    fromAt: from_at,
    untilAt: until_at,
  }))
}
