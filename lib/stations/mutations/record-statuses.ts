import { type ColumnValue, columns, quoted } from '../../db/array-columns'
import type { Sql, Writer } from '../../db/coalesce'
import type { ConnectorStatus } from '../status'

export interface StatusSaid {
  readonly stationId: bigint
  /** 0 = the station as a whole. */
  readonly evse: number
  readonly connector: number
  readonly status: ConnectorStatus
  /** As the station spelled it. */
  readonly rawStatus: string
  /** null for NoError. */
  readonly errorCode: string | null
  readonly vendorErrorCode: string | null
  readonly info: string | null
  /** When it became so, as far as the station's clock can be trusted. */
  readonly at: Date
  readonly receivedAt: Date
}

export interface StatusKept {
  /** The code that stands: a fault repeated without a code keeps the one it had. */
  readonly errorCode: string | null
}

/**
 * Keeps what stations say of their connectors: latest state and history, in the order of arrival. Connectors nobody has heard of
 * are created. One statement per batch; two more when a connector is new.
 */
export const recordStatuses: Writer<StatusSaid, StatusKept> = {
  name: 'statuses',
  async write(tx, statuses) {
    const said = [...statuses.entries()]
    const kept = new Array<StatusKept>(statuses.length)
    const unknown = await upsert(tx, said, kept)
    if (unknown.length > 0) {
      const rest = said.filter(([index]) => unknown.includes(index))
      await createConnectors(tx, rest)
      await upsert(tx, rest, kept)
    }
    return kept
  },
}

/** A status with its place in the batch. */
type Indexed = readonly [index: number, said: StatusSaid]

/** Writes what it can and fills `kept`; returns the indexes whose connector does not exist yet. */
async function upsert(tx: Sql, said: readonly Indexed[], kept: StatusKept[]): Promise<number[]> {
  const { rows } = await tx.query<{ index: number; missing: boolean; error_code: string | null }>({
    name: 'record-statuses',
    text: UPSERT,
    values: columns(said, VALUES),
  })
  const unknown: number[] = []
  for (const row of rows) {
    if (row.missing) unknown.push(row.index)
    else kept[row.index] = { errorCode: row.error_code }
  }
  return unknown
}

/** In the order of the columns of `said` below. */
const VALUES: readonly ((row: Indexed) => ColumnValue)[] = [
  ([index]) => index,
  ([, { stationId }]) => stationId,
  ([, { evse }]) => evse,
  ([, { connector }]) => connector,
  ([, { status }]) => status,
  ([, { rawStatus }]) => quoted(rawStatus),
  ([, { errorCode }]) => quotedOrNull(errorCode),
  ([, { vendorErrorCode }]) => quotedOrNull(vendorErrorCode),
  ([, { info }]) => quotedOrNull(info),
  ([, { at }]) => at.toISOString(),
  ([, { receivedAt }]) => receivedAt.toISOString(),
]

const quotedOrNull = (text: string | null) => (text === null ? null : quoted(text))

const UPSERT = `
  WITH said AS (
    SELECT said.*, connector_row.id AS connector_id
    FROM unnest($1::int[], $2::bigint[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::timestamptz[], $11::timestamptz[])
      AS said("index", station_id, evse, connector, status, raw_status, error_code, vendor_error_code, info, at, received_at)
    LEFT JOIN evse ON evse.station_id = said.station_id AND evse.number = said.evse
    LEFT JOIN connector AS connector_row ON connector_row.evse_id = evse.id AND connector_row.number = said.connector
  ), known AS (
    SELECT * FROM said WHERE evse = 0 OR connector_id IS NOT NULL
  ), event AS (
    INSERT INTO status_event (station_id, evse_number, connector_number, status, raw_status, error_code, vendor_error_code, info, at, received_at)
    SELECT station_id, evse, connector, status, raw_status, error_code, vendor_error_code, info, at, received_at FROM known ORDER BY index
  ), newest_connector AS (
    SELECT DISTINCT ON (connector_id) * FROM known WHERE connector_id IS NOT NULL ORDER BY connector_id, index DESC
  ), connector_said AS (
    INSERT INTO connector_state AS held (connector_id, station_id, status, raw_status, error_code, vendor_error_code, info, status_at, received_at)
    SELECT connector_id, station_id, status, raw_status, error_code, vendor_error_code, info, at, received_at FROM newest_connector
    ON CONFLICT (connector_id) DO UPDATE SET status = excluded.status, raw_status = excluded.raw_status,
      error_code = CASE WHEN excluded.status = 'faulted' AND held.status = 'faulted'
        THEN coalesce(excluded.error_code, held.error_code) ELSE excluded.error_code END,
      vendor_error_code = CASE WHEN excluded.status = 'faulted' AND held.status = 'faulted' AND excluded.error_code IS NULL
        THEN coalesce(excluded.vendor_error_code, held.vendor_error_code) ELSE excluded.vendor_error_code END,
      info = excluded.info, status_at = excluded.status_at, received_at = excluded.received_at
    RETURNING connector_id, error_code
  ), newest_station AS (
    SELECT DISTINCT ON (station_id) * FROM known WHERE evse = 0 ORDER BY station_id, index DESC
  ), station_said AS (
    UPDATE station_state AS held SET status = newest_station.status, status_at = newest_station.at,
      error_code = CASE WHEN newest_station.status = 'faulted' AND held.status = 'faulted'
        THEN coalesce(newest_station.error_code, held.error_code) ELSE newest_station.error_code END
    FROM newest_station WHERE held.station_id = newest_station.station_id
    RETURNING held.station_id, held.error_code
  )
  SELECT said.index, said.evse <> 0 AND said.connector_id IS NULL AS missing,
    coalesce(connector_said.error_code, station_said.error_code, said.error_code) AS error_code
  FROM said
  LEFT JOIN connector_said ON connector_said.connector_id = said.connector_id
  LEFT JOIN station_said ON said.evse = 0 AND station_said.station_id = said.station_id`

const PLACES: readonly ((row: Indexed) => ColumnValue)[] = [
  ([, { stationId }]) => stationId,
  ([, { evse }]) => evse,
  ([, { connector }]) => connector,
]

async function createConnectors(tx: Sql, said: readonly Indexed[]): Promise<void> {
  const values = columns(said, PLACES)
  await Promise.all([
    tx.query({
      name: 'create-evses',
      text: `INSERT INTO evse (station_id, number)
        SELECT DISTINCT station_id, evse FROM unnest($1::bigint[], $2::int[]) AS said(station_id, evse) ORDER BY 1, 2
        ON CONFLICT DO NOTHING`,
      values: values.slice(0, 2),
    }),
    tx.query({
      name: 'create-connectors',
      text: `INSERT INTO connector (station_id, evse_id, number)
        SELECT DISTINCT evse_row.station_id, evse_row.id, said.connector
        FROM unnest($1::bigint[], $2::int[], $3::int[]) AS said(station_id, evse, connector)
        JOIN evse AS evse_row ON evse_row.station_id = said.station_id AND evse_row.number = said.evse ORDER BY 2, 3
        ON CONFLICT DO NOTHING`,
      values,
    }),
  ])
}
