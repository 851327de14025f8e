import type { Writer } from '../../db/coalesce'

export interface StationConnected {
  readonly stationId: bigint
  readonly gatewayId: string
  readonly connectionId: string
  readonly protocol: string
  /** With which it has come: 0 … 3. */
  readonly securityProfile: number
  readonly remoteAddress: string
  readonly at: Date
}

/** A station's newest connection takes over its row, whoever held it before. */
export const recordConnected: Writer<StationConnected, void> = {
  name: 'connected',
  async write(tx, connections) {
    await tx.query({
      name: 'record-connected',
      text: `
        WITH said AS (
          SELECT DISTINCT ON (station_id) * FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, gateway_id text,
            connection_id text, protocol text, security_profile int, remote_address text, at timestamptz) ORDER BY station_id, index DESC
        ), event AS (
          INSERT INTO station_event (station_id, kind, name, detail, at, received_at)
          SELECT station_id, 'connected', protocol, jsonb_build_object('address', remote_address, 'securityProfile', security_profile), at, at FROM said
        )
        INSERT INTO station_state (station_id, online, gateway_id, connection_id, protocol, security_profile, remote_address, connected_at, last_seen_at)
        SELECT station_id, true, gateway_id, connection_id, protocol, security_profile, remote_address, at, at FROM said
        ON CONFLICT (station_id) DO UPDATE SET online = true, gateway_id = excluded.gateway_id, connection_id = excluded.connection_id,
          protocol = excluded.protocol, security_profile = excluded.security_profile, remote_address = excluded.remote_address, connected_at = excluded.connected_at,
          last_seen_at = excluded.last_seen_at`,
      values: [
        JSON.stringify(
          connections.map((connection, index) => ({
            index,
            station_id: String(connection.stationId),
            gateway_id: connection.gatewayId,
            connection_id: connection.connectionId,
            protocol: connection.protocol,
            security_profile: connection.securityProfile,
            remote_address: connection.remoteAddress,
            at: connection.at,
          })),
        ),
      ],
    })
    return connections.map(() => undefined)
  },
}

export interface StationDisconnected {
  readonly stationId: bigint
  readonly connectionId: string
  readonly at: Date
  /** Last message or pong heard on the connection. */
  readonly lastSeenAt: Date
}

/** Marks offline only when the connection that closed is still the station's newest. Result: whether it was. */
export const recordDisconnected: Writer<StationDisconnected, boolean> = {
  name: 'disconnected',
  async write(tx, closed) {
    const { rows } = await tx.query<{ connection_id: string }>({
      name: 'record-disconnected',
      text: `
        WITH said AS (
          SELECT * FROM json_to_recordset($1::json) AS said(station_id bigint, connection_id text, at timestamptz, last_seen_at timestamptz)
        ), gone AS (
          UPDATE station_state SET online = false, disconnected_at = said.at, last_seen_at = greatest(station_state.last_seen_at, said.last_seen_at)
          FROM said WHERE station_state.station_id = said.station_id AND station_state.connection_id = said.connection_id
          RETURNING said.*
        ), event AS (
          INSERT INTO station_event (station_id, kind, name, at, received_at) SELECT station_id, 'disconnected', 'disconnected', at, at FROM gone
        )
        SELECT connection_id FROM gone`,
      values: [
        JSON.stringify(
          closed.map((connection) => ({
            station_id: String(connection.stationId),
            connection_id: connection.connectionId,
            at: connection.at,
            last_seen_at: connection.lastSeenAt,
          })),
        ),
      ],
    })
    const gone = new Set(rows.map((row) => row.connection_id))
    return closed.map((connection) => gone.has(connection.connectionId))
  },
}

export interface StationSeen {
  readonly stationId: bigint
  readonly at: Date
}

/** When stations were last heard: written for many at once every few seconds, not per message (the message log has those). */
export const recordSeen: Writer<StationSeen, void> = {
  name: 'seen',
  async write(tx, seen) {
    await tx.query({
      name: 'record-seen',
      text: `
        WITH said AS (
          SELECT station_id, max(at) AS at FROM json_to_recordset($1::json) AS said(station_id bigint, at timestamptz) GROUP BY station_id
        ), held AS (
          SELECT station_state.station_id FROM station_state JOIN said USING (station_id) ORDER BY station_id FOR UPDATE
        )
        UPDATE station_state SET last_seen_at = said.at FROM said JOIN held USING (station_id)
        WHERE station_state.station_id = said.station_id`,
      values: [JSON.stringify(seen.map((station) => ({ station_id: String(station.stationId), at: station.at })))],
    })
    return seen.map(() => undefined)
  },
}
