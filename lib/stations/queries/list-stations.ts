import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor'
import type { LiveStation } from '../../live/events'
import type { ConnectorStatus } from '../status'
import { connectorsOf, type StationConnector } from './connectors-of'
import { energyToday } from './energy-today'

export interface StationFilter {
  /** Found in identity, name, site, vendor, model or serial number, without case. */
  readonly search?: string
  readonly siteId?: bigint
  readonly registration?: LiveStation['registration']
  readonly online?: boolean
  /** ocpp1.6 | ocpp2.0.1 */
  readonly protocol?: string
  /** Only these, as they are spelled in the database. */
  readonly identities?: readonly string[]
  readonly cursor?: string
  readonly limit?: number
}

export interface StationRow {
  /** Inside key; `station.id` is the OCPP identity. */
  readonly key: bigint
  readonly station: LiveStation
  readonly connectors: readonly StationConnector[]
  readonly name: string
  readonly site: { readonly id: bigint; readonly name: string; readonly city: string } | null
  readonly latitude: number | null
  readonly longitude: number | null
  /** The site's main fuse per phase, A; null when nobody has said. */
  readonly siteFuseA: number | null
  /** Its own tariff; null: its site's, else the default. */
  readonly tariff: { readonly id: bigint; readonly name: string } | null
  readonly createdAt: Date
  readonly connectedAt: Date | null
  readonly disconnectedAt: Date | null
  /** The most it can deliver, W: the sum of its connectors; null when nobody has said. */
  readonly maxPowerW: number | null
  /** Delivered since midnight in the operator's own zone, Wh. */
  readonly todayWh: number
}

interface Read {
  id: string
  identity: string
  name: string
  registration: LiveStation['registration']
  created_at: Date
  site_id: string | null
  site_name: string | null
  site_city: string | null
  latitude: number | null
  longitude: number | null
  site_fuse_a: number | null
  tariff_id: string | null
  tariff_name: string | null
  online: boolean | null
  connected_at: Date | null
  disconnected_at: Date | null
  last_seen_at: Date | null
  protocol: string | null
  vendor: string | null
  model: string | null
  firmware: string | null
  status: ConnectorStatus | null
  error_code: string | null
}

/** Stations by identity. Three statements whatever the number of stations. */
export async function listStations(actor: Actor, filter: StationFilter = {}): Promise<Page<StationRow>> {
  requireAct(actor, 'stations.read')
  const limit = filter.limit ?? 50
  const after = filter.cursor === undefined ? null : decodeCursor(filter.cursor, 1)[0]
  const search = filter.search?.trim()
  const { rows: read } = await pool().query<Read>(SELECT, [
    sitesInScope(actor),
    after,
    search ? `%${search.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
    filter.siteId ?? null,
    filter.registration ?? null,
    filter.online ?? null,
    filter.protocol ?? null,
    limit + 1,
    filter.identities ?? null,
  ])
  const ids = read.map((row) => row.id)
  const [connectors, today] = await Promise.all([connectorsOf(ids), energyToday(ids)])
  const rows = read.map((row) => stationRow(row, connectors.get(row.id) ?? [], today.get(row.id) ?? 0))
  return toPage(rows, limit, (row) => [row.station.id.toLowerCase()])
}

const SELECT = `
  SELECT station.id, station.identity, station.name, station.registration, station.created_at, station.site_id,
    site.name AS site_name, site.city AS site_city, site.latitude, site.longitude, site.fuse_a AS site_fuse_a, station.tariff_id, tariff.name AS tariff_name,
    state.online, state.connected_at, state.disconnected_at, state.last_seen_at, state.protocol, state.vendor, state.model,
    state.firmware, state.status, state.error_code
  FROM station
  LEFT JOIN station_state AS state ON state.station_id = station.id
  LEFT JOIN site ON site.id = station.site_id
  LEFT JOIN tariff ON tariff.id = station.tariff_id
  WHERE ($1::bigint[] IS NULL OR station.site_id = ANY($1))
    AND ($2::text IS NULL OR lower(station.identity) > $2)
    AND ($3::text IS NULL OR concat_ws(' ', station.identity, station.name, site.name, state.vendor, state.model, state.serial_number) ILIKE $3)
    AND ($4::bigint IS NULL OR station.site_id = $4)
    AND ($5::text IS NULL OR station.registration = $5)
    AND ($6::boolean IS NULL OR coalesce(state.online, false) = $6)
    AND ($7::text IS NULL OR state.protocol = $7)
    AND ($9::text[] IS NULL OR station.identity = ANY($9))
  ORDER BY lower(station.identity)
  LIMIT $8`

function stationRow(row: Read, connectors: readonly StationConnector[], todayWh: number): StationRow {
  const powers = connectors.flatMap((connector) => connector.maxPowerW ?? [])
  return {
    key: BigInt(row.id),
    station: {
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
      connectors: connectors.map(({ live }) => live),
    },
    connectors,
    name: row.name,
    site:
      row.site_id === null ? null : { id: BigInt(row.site_id), name: row.site_name ?? '', city: row.site_city ?? '' },
    latitude: row.latitude,
    longitude: row.longitude,
    siteFuseA: row.site_fuse_a,
    tariff: row.tariff_id === null ? null : { id: BigInt(row.tariff_id), name: row.tariff_name ?? '' },
    createdAt: row.created_at,
    connectedAt: row.connected_at,
    disconnectedAt: row.disconnected_at,
    maxPowerW: powers.length === 0 ? null : powers.reduce((sum, power) => sum + power, 0),
    todayWh,
  }
}
