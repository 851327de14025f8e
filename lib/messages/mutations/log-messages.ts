import type { Writer } from '../../db/coalesce'

/** One CALL with its answer, either direction. Texts are masked (`maskSecrets`) before they come here. */
export interface LoggedMessage {
  readonly stationId: bigint
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  /** '' when the frame could not be read. */
  readonly action: string
  /** JSON text of the payload, or the raw frame when it could not be read. */
  readonly request: string
  /** JSON text of the answer's payload (or of the error's details); null when there was none. */
  readonly response: string | null
  /** CALLERROR code, `Timeout` or `Disconnected`. */
  readonly errorCode: string | null
  readonly latencyMs: number | null
  /** When the CALL was received or sent. */
  readonly at: Date
}

/** A frame longer than this is cut in the log (never in what is processed). */
const MAX_TEXT = 65_536

/** The message log: append-only, one statement per batch. PostgreSQL text cannot hold NUL, which no valid JSON needs. */
export const logMessages: Writer<LoggedMessage, void> = {
  name: 'messages',
  async write(tx, messages) {
    await tx.query({
      name: 'log-messages',
      text: `
        INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request, response, error_code, latency_ms)
        SELECT at, station_id, direction, protocol, message_id, action, request, response, error_code, latency_ms
        FROM json_to_recordset($1::json) AS said(at timestamptz, station_id bigint, direction text, protocol text, message_id text,
          action text, request text, response text, error_code text, latency_ms real)`,
      values: [JSON.stringify(messages.map(toRow))],
    })
    return messages.map(() => undefined)
  },
}

function toRow(message: LoggedMessage) {
  return {
    at: message.at,
    station_id: String(message.stationId),
    direction: message.direction,
    protocol: message.protocol,
    message_id: storable(message.messageId).slice(0, 64),
    action: storable(message.action).slice(0, 64),
    request: storable(message.request).slice(0, MAX_TEXT),
    response: message.response && storable(message.response).slice(0, MAX_TEXT),
    error_code: message.errorCode,
    latency_ms: message.latencyMs && Math.round(message.latencyMs * 100) / 100,
  }
}

const storable = (text: string) => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text)
