import type { Writer } from '../../db/coalesce'
import type { LiveStation } from '../../live/events'
import { LIVE_CONNECTORS_SQL, type LiveStationRow, toLiveStation } from '../live-station'

/** What the gateway must know of a station to let it in and to show it. */
export interface GatewayStation {
  readonly id: bigint
  readonly identity: string
  readonly registration: 'pending' | 'accepted' | 'rejected'
  readonly passwordHash: string | null
  /** Of a new password it may have taken: whichever it comes with stays. */
  readonly offeredPasswordHash: string | null
  /** The least it must come with: 0 … 3. */
  readonly securityProfile: number
  /** A car's MAC address counts as a token here. */
  readonly autocharge: boolean
  readonly serialNumber: string | null
  readonly allowWithoutPassword: boolean
  readonly allowWithoutProtocol: boolean
  readonly clockZone: string
  readonly siteId: bigint | null
  /** As last known; offline until it is let in. */
  readonly live: LiveStation
}

/**
 * Reads many stations by identity (compared without case) in one statement; batched, because after an outage thousands ask at
 * once. Result: null for an identity nobody knows. The password hash never leaves the gateway.
 */
export const findGatewayStations: Writer<string, GatewayStation | null> = {
  name: 'gateway-stations',
  async write(tx, identities) {
    const { rows } = await tx.query<Row>({
      name: 'gateway-stations',
      text: `
        SELECT station.id, identity, registration, password_hash, offered_password_hash, station.security_profile, autocharge,
          serial_number, allow_without_password, allow_without_protocol, clock_zone, site_id,
          online, protocol, vendor, model, firmware, last_seen_at, status, error_code,
          ${LIVE_CONNECTORS_SQL} AS connectors
        FROM station LEFT JOIN station_state ON station_state.station_id = station.id
        WHERE lower(identity) = ANY($1::text[])`,
      values: [[...new Set(identities.map((identity) => identity.toLowerCase()))]],
    })
    const found = new Map(rows.map((row) => [row.identity.toLowerCase(), toStation(row)]))
    return identities.map((identity) => found.get(identity.toLowerCase()) ?? null)
  },
}

interface Row extends LiveStationRow {
  id: string
  password_hash: string | null
  offered_password_hash: string | null
  security_profile: number
  autocharge: boolean
  serial_number: string | null
  allow_without_password: boolean
  allow_without_protocol: boolean
  clock_zone: string
  site_id: string | null
}

const toStation = (row: Row): GatewayStation => ({
  id: BigInt(row.id),
  identity: row.identity,
  registration: row.registration,
  passwordHash: row.password_hash,
  offeredPasswordHash: row.offered_password_hash,
  securityProfile: row.security_profile,
  autocharge: row.autocharge,
  serialNumber: row.serial_number,
  allowWithoutPassword: row.allow_without_password,
  allowWithoutProtocol: row.allow_without_protocol,
  clockZone: row.clock_zone,
  siteId: row.site_id === null ? null : BigInt(row.site_id),
  live: toLiveStation(row),
})
