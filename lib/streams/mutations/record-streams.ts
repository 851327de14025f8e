import { pool } from '../../db/client'
import type { Writer } from '../../db/coalesce'

/** A periodic event stream as its station describes it (OCPP 2.1 N11 … N15). */
export interface StreamSaid {
  readonly stationId: bigint
  readonly streamId: number
  /** The monitor whose values it carries; null: not said (it is being closed, or only its rhythm changes). */
  readonly monitorId: number | null
  readonly intervalSeconds: number | null
  readonly valueCount: number | null
  readonly isOpen: boolean
  readonly at: Date
}

/** Opens, changes and closes streams. A stream opened again under the same number is a new one: its old rhythm is forgotten. */
export const recordStreams: Writer<StreamSaid, void> = {
  name: 'streams',
  async write(tx, said) {
    // A batch may open and close the same stream: each fact in its own statement, in order. Streams are opened seldom.
    for (const one of said) {
      const { stationId, streamId, monitorId, intervalSeconds, valueCount, at } = one
      if (!one.isOpen) {
        await tx.query({ name: 'close-stream', text: CLOSE, values: [String(stationId), streamId, at] })
      } else if (monitorId === null) {
        const values = [String(stationId), streamId, intervalSeconds, valueCount]
        await tx.query({ name: 'adjust-stream', text: ADJUST, values })
      } else {
        const values = [String(stationId), streamId, monitorId, intervalSeconds, valueCount, at]
        await tx.query({ name: 'open-stream', text: OPEN, values })
      }
    }
    return said.map(() => undefined)
  },
}

/** The same outside a batch: what a station answered when asked for its streams, or agreed to change. */
export async function saveStreams(said: readonly StreamSaid[]): Promise<void> {
  await recordStreams.write(pool(), said)
}

const OPEN = `
  INSERT INTO periodic_stream AS kept (station_id, stream_id, monitor_id, interval_seconds, value_count, opened_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (station_id, stream_id) DO UPDATE
  SET monitor_id = excluded.monitor_id, interval_seconds = excluded.interval_seconds, value_count = excluded.value_count,
    opened_at = CASE WHEN kept.closed_at IS NULL AND kept.monitor_id = excluded.monitor_id THEN kept.opened_at
      ELSE excluded.opened_at END, closed_at = NULL`
const ADJUST = `
  UPDATE periodic_stream SET interval_seconds = coalesce($3, interval_seconds), value_count = coalesce($4, value_count)
  WHERE station_id = $1 AND stream_id = $2`
const CLOSE = 'UPDATE periodic_stream SET closed_at = $3 WHERE station_id = $1 AND stream_id = $2 AND closed_at IS NULL'
