import type { Writer } from '../../db/coalesce'
import { unwrapSignedData } from '../signed-data'

/** A signed meter value as a station said it. */
export interface SignedReadingSaid {
  readonly stationId: bigint
  /** Of the message it came with; null: of none. */
  readonly sessionId: bigint | null
  /** Null: the session's. */
  readonly evse: number | null
  readonly at: Date
  /** OCPP reading context. */
  readonly context: string
  /** The text that was sent, byte for byte. */
  readonly data: Buffer
  readonly encoding: string
  readonly method: string
  readonly publicKey: string | null
  readonly receivedAt: Date
}

/**
 * Keeps signed values as they came, once each, and the keys stations send with them. They are judged later (`judge-signed-readings`):
 * `detail` is empty until then.
 */
export const recordSignedReadings: Writer<SignedReadingSaid, void> = {
  name: 'signed-readings',
  async write(tx, readings) {
    await tx.query({
      name: 'record-signed-readings',
      text: RECORD,
      values: [JSON.stringify(readings.map(row))],
    })
    return readings.map(() => undefined)
  },
}

function row(said: SignedReadingSaid) {
  const found = unwrapSignedData(said.data)
  return {
    station_id: String(said.stationId),
    session_id: said.sessionId === null ? null : String(said.sessionId),
    evse: said.evse,
    at: said.at,
    context: said.context,
    format: found.format,
    encoding: storable(said.encoding || found.encoding),
    method: storable(said.method || found.method),
    public_key: storable(said.publicKey || found.publicKey || '') || null,
    data: said.data.toString('hex'),
    received_at: said.receivedAt,
  }
}

const storable = (text: string) => text.replaceAll('\u0000', '')

/** No meter's key is longer, and no index takes more. What else calls itself a key stays with its reading. */
const LONGEST_KEY = 2_500

/** Together with the session (its row stands already) and in one statement: COMMIT follows. */
const RECORD = `
  WITH said AS (
    SELECT said.*, coalesce(said.evse, session.evse_number, 0) AS evse_number
    FROM json_to_recordset($1::json) AS said(station_id bigint, session_id bigint, evse int, at timestamptz, context text, format text,
      encoding text, method text, public_key text, data text, received_at timestamptz)
    LEFT JOIN session ON session.id = said.session_id
  ), keys AS (
    INSERT INTO meter_key (station_id, evse_number, public_key, source, created_by, created_at)
    SELECT DISTINCT ON (station_id, evse_number, public_key) station_id, evse_number, public_key, 'station', 'gateway', received_at
    FROM said WHERE octet_length(public_key) <= ${LONGEST_KEY}
    ON CONFLICT (station_id, evse_number, public_key) DO NOTHING
  )
  INSERT INTO signed_reading (session_id, station_id, evse_number, at, context, format, encoding, method, public_key, data, received_at)
  SELECT session_id, station_id, evse_number, at, context, format, encoding, method, public_key, decode(data, 'hex'), received_at FROM said
  ON CONFLICT (station_id, at, context, md5(data)) DO NOTHING`
