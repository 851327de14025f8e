import { columns, quoted } from '../../db/array-columns'
import type { Writer } from '../../db/coalesce'

/** Values that a periodic event stream brought in one message. */
export interface StreamValuesSaid {
  readonly stationId: bigint
  readonly streamId: number
  readonly values: readonly { readonly at: Date; readonly value: string }[]
}

/** Appends the values of streams, one statement however many stations said some. */
export const recordStreamValues: Writer<StreamValuesSaid, void> = {
  name: 'stream-values',
  async write(tx, said) {
    const rows = said.flatMap(({ stationId, streamId, values }) =>
      values.map(({ at, value }) => ({ stationId, streamId, at, value })),
    )
    if (rows.length > 0) {
      const values = columns(rows, [
        ({ stationId }) => stationId,
        ({ streamId }) => streamId,
        ({ at }) => at.toISOString(),
        ({ value }) => quoted(value),
      ])
      await tx.query({ name: 'record-stream-values', text: INSERT, values })
    }
    return said.map(() => undefined)
  },
}

const INSERT = `
  INSERT INTO stream_value (station_id, stream_id, at, value)
  SELECT * FROM unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[])`
