import { type ColumnValue, columns, quoted } from '../../db/array-columns'
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
    await tx.query({ name: 'log-messages', text: INSERT, values: columns(messages, VALUES) })
    return messages.map(() => undefined)
  },
}

const INSERT = `
  INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request, response, error_code, latency_ms)
  SELECT * FROM unnest($1::timestamptz[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::real[])`

/** In the order of the columns above. */
const VALUES: readonly ((message: LoggedMessage) => ColumnValue)[] = [
  ({ at }) => at.toISOString(),
  ({ stationId }) => stationId,
  ({ direction }) => direction,
  ({ protocol }) => quoted(protocol),
  ({ messageId }) => quoted(storable(messageId).slice(0, 64)),
  ({ action }) => quoted(storable(action).slice(0, 64)),
  ({ request }) => quoted(storable(request).slice(0, MAX_TEXT)),
  ({ response }) => (response === null ? null : quoted(storable(response).slice(0, MAX_TEXT))),
  ({ errorCode }) => (errorCode === null ? null : quoted(errorCode)),
  ({ latencyMs }) => (latencyMs === null ? null : Math.round(latencyMs * 100) / 100),
]

const storable = (text: string) => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text)
