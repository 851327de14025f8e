import type { Sql, Writer } from '../../db/coalesce'
import type { DisplayMessage } from '../display-message'

/** Which messages a word of the station's is about; what is absent does not matter. */
export interface MessageCriteria {
  readonly messageIds?: readonly number[]
  readonly priority?: string
  readonly state?: string
}

/** What a station says of the messages it holds. */
export type DisplaySaid =
  | {
      readonly kind: 'held'
      readonly stationId: bigint
      readonly messages: readonly DisplayMessage[]
      readonly at: Date
    }
  | {
      readonly kind: 'gone'
      readonly stationId: bigint
      readonly criteria: MessageCriteria
      readonly at: Date
      /** Only those not seen held since; absent: all. */
      readonly notSeenSince?: Date
    }

/** Keeps what stands on stations' displays: two statements at most. */
export const recordDisplayMessages: Writer<DisplaySaid, void> = {
  name: 'display-messages',
  async write(tx, said) {
    const held = said.flatMap((one) =>
      one.kind === 'held' ? one.messages.map((message) => ({ ...one, message })) : [],
    )
    if (held.length > 0) await hold(tx, held)
    const gone = said.filter((one) => one.kind === 'gone')
    if (gone.length > 0) await clear(tx, gone)
    return said.map(() => undefined)
  },
}

async function hold(tx: Sql, held: readonly { stationId: bigint; message: DisplayMessage; at: Date }[]): Promise<void> {
  const rows = held.map(({ stationId, message, at }, index) => ({
    index,
    station_id: String(stationId),
    message_id: message.messageId,
    priority: message.priority,
    state: message.state,
    start_at: message.startAt,
    end_at: message.endAt,
    transaction_id: message.transactionId,
    format: message.format,
    language: message.language,
    content: message.content,
    set_at: at,
  }))
  await tx.query({ name: 'hold-display-messages', text: HOLD, values: [JSON.stringify(rows)] })
}

const HOLD = `
  INSERT INTO display_message (station_id, message_id, priority, state, start_at, end_at, transaction_id, format, language, content, set_at)
  SELECT DISTINCT ON (station_id, message_id) station_id, message_id, priority, state, start_at, end_at, transaction_id, format,
    language, content, set_at
  FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, message_id int, priority text, state text,
    start_at timestamptz, end_at timestamptz, transaction_id text, format text, language text, content text, set_at timestamptz)
  ORDER BY station_id, message_id, index DESC
  ON CONFLICT (station_id, message_id) DO UPDATE SET priority = excluded.priority, state = excluded.state,
    start_at = excluded.start_at, end_at = excluded.end_at, transaction_id = excluded.transaction_id, format = excluded.format,
    language = excluded.language, content = excluded.content, set_at = excluded.set_at, cleared_at = NULL`

async function clear(tx: Sql, gone: readonly (DisplaySaid & { kind: 'gone' })[]): Promise<void> {
  const rows = gone.map(({ stationId, criteria, at, notSeenSince }) => ({
    station_id: String(stationId),
    message_ids: criteria.messageIds ?? null,
    priority: criteria.priority ?? null,
    state: criteria.state ?? null,
    at,
    not_seen_since: notSeenSince ?? null,
  }))
  await tx.query({ name: 'clear-display-messages', text: CLEAR, values: [JSON.stringify(rows)] })
}

const CLEAR = `
  UPDATE display_message AS held SET cleared_at = said.at
  FROM json_to_recordset($1::json) AS said(station_id bigint, message_ids int[], priority text, state text, at timestamptz,
    not_seen_since timestamptz)
  WHERE held.station_id = said.station_id AND held.cleared_at IS NULL
    AND (said.message_ids IS NULL OR held.message_id = ANY(said.message_ids))
    AND (said.priority IS NULL OR held.priority = said.priority)
    AND (said.state IS NULL OR held.state = said.state)
    AND (said.not_seen_since IS NULL OR held.set_at < said.not_seen_since)`
