import type { Sql } from '../../db/coalesce'
import { type DetectionMemory, MEMORY_VERSION } from '../detector/memory'

/** A station the detector may look at. */
export interface WatchedStation {
  readonly id: bigint
  readonly siteId: bigint | null
  readonly vendor: string | null
  /** null: missing, or of another form. */
  readonly memory: DetectionMemory | null
  readonly isLimited: boolean
  /** Watts by EVSE number. */
  readonly maxPowerW: Readonly<Record<number, number>>
}

export interface Wanted {
  readonly ids: readonly string[]
  readonly siteIds: readonly bigint[]
  readonly dueBy: Date
  /** Stations whose maintenance has ended since, or was said since to have ended long ago (a tablet without network). */
  readonly since: Date
}

/** Most memories made anew in one look: a network that is watched for the first time is taken in over a few of them. */
const MOST_NEW = 2_000

/**
 * The accepted stations to look at: those named, those that are due, every station of the sites named, and some that nobody has
 * watched yet. One query.
 */
export async function loadWatched(sql: Sql, { ids, siteIds, dueBy, since }: Wanted): Promise<WatchedStation[]> {
  const { rows } = await sql.query<{
    id: string
    site_id: string | null
    vendor: string | null
    state: DetectionMemory | null
    limited: boolean
    power: Record<number, number> | null
  }>({
    name: 'watched-stations',
    text: `
      WITH wanted AS (
        SELECT station_id AS id FROM unnest($1::bigint[]) AS named(station_id)
        UNION SELECT station_id FROM detection_state WHERE wake_at <= $3
        UNION SELECT id FROM station WHERE site_id = ANY($2::bigint[])
        UNION SELECT station.id FROM maintenance_window AS ended
          JOIN station ON station.id = ended.station_id OR station.site_id = ended.site_id
          WHERE (ended.until_at > $4::timestamptz - interval '1 day' OR ended.changed_at > $4::timestamptz - interval '5 minutes')
            AND ended.until_at <= $3
        UNION (SELECT station.id FROM station LEFT JOIN detection_state ON station_id = station.id
          WHERE registration = 'accepted' AND station_id IS NULL LIMIT ${MOST_NEW})
      )
      SELECT station.id, station.site_id, station_state.vendor, detection_state.state,
        EXISTS (SELECT FROM charging_profile WHERE charging_profile.station_id = station.id AND cleared_at IS NULL
          AND coalesce(valid_to, 'infinity') > $3 AND coalesce(valid_from, '-infinity') <= $3) AS limited,
        (SELECT json_object_agg(number, power) FROM (
          SELECT evse.number, max(max_power_w) AS power FROM evse JOIN connector ON connector.evse_id = evse.id
          WHERE evse.station_id = station.id AND max_power_w IS NOT NULL GROUP BY evse.number) AS outlets) AS power
      FROM wanted JOIN station USING (id) LEFT JOIN station_state ON station_state.station_id = station.id
      LEFT JOIN detection_state ON detection_state.station_id = station.id
      WHERE registration = 'accepted'`,
    values: [ids, siteIds, dueBy, since],
  })
  return rows.map((row) => ({
    id: BigInt(row.id),
    siteId: row.site_id === null ? null : BigInt(row.site_id),
    vendor: row.vendor,
    memory: row.state?.version === MEMORY_VERSION ? row.state : null,
    isLimited: row.limited,
    maxPowerW: row.power ?? {},
  }))
}
