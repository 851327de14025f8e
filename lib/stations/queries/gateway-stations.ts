import type { Writer } from '../../db/coalesce'
import type { LiveConnector } from '../../live/events'
import type { ConnectorStatus } from '../status'

/** What the gateway must know of a station to let it in and to show it. */
export interface GatewayStation {
  readonly id: bigint
  readonly identity: string
  readonly registration: 'pending' | 'accepted' | 'rejected'
  readonly passwordHash: string | null
  readonly allowWithoutPassword: boolean
  readonly allowWithoutProtocol: boolean
  readonly clockZone: string
  readonly siteId: bigint | null
  readonly vendor: string | null
  readonly model: string | null
  readonly firmware: string | null
  readonly lastSeenAt: string | null
  readonly status: ConnectorStatus
  readonly errorCode: string | null
  readonly connectors: readonly LiveConnector[]
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
        SELECT station.id, identity, registration, password_hash, allow_without_password, allow_without_protocol, clock_zone, site_id,
          vendor, model, firmware, last_seen_at, status, error_code,
          (SELECT coalesce(json_agg(json_build_object('evse', evse.number, 'connector', connector.number,
              'status', coalesce(connector_state.status, 'unknown'), 'statusAt', connector_state.status_at,
              'errorCode', connector_state.error_code, 'vendorErrorCode', connector_state.vendor_error_code)
              ORDER BY evse.number, connector.number), '[]')
            FROM connector JOIN evse ON evse.id = connector.evse_id LEFT JOIN connector_state ON connector_state.connector_id = connector.id
            WHERE connector.station_id = station.id) AS connectors
        FROM station LEFT JOIN station_state ON station_state.station_id = station.id
        WHERE lower(identity) = ANY($1::text[])`,
      values: [[...new Set(identities.map((identity) => identity.toLowerCase()))]],
    })
    const found = new Map(rows.map((row) => [row.identity.toLowerCase(), toStation(row)]))
    return identities.map((identity) => found.get(identity.toLowerCase()) ?? null)
  },
}

interface Row {
  id: string
  identity: string
  registration: GatewayStation['registration']
  password_hash: string | null
  allow_without_password: boolean
  allow_without_protocol: boolean
  clock_zone: string
  site_id: string | null
  vendor: string | null
  model: string | null
  firmware: string | null
  last_seen_at: Date | null
  status: ConnectorStatus | null
  error_code: string | null
  connectors: LiveConnector[]
}

function toStation(row: Row): GatewayStation {
  return {
    id: BigInt(row.id),
    identity: row.identity,
    registration: row.registration,
    passwordHash: row.password_hash,
    allowWithoutPassword: row.allow_without_password,
    allowWithoutProtocol: row.allow_without_protocol,
    clockZone: row.clock_zone,
    siteId: row.site_id === null ? null : BigInt(row.site_id),
    vendor: row.vendor,
    model: row.model,
    firmware: row.firmware,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    status: row.status ?? 'unknown',
    errorCode: row.error_code,
    connectors: row.connectors.map((connector) => ({
      ...connector,
      statusAt: connector.statusAt && new Date(connector.statusAt).toISOString(),
    })),
  }
}
