import type { Writer } from '../../db/coalesce'

/** Batteries taken in, given out, or not collected in time (OCPP 2.1 S). */
export interface BatterySwapSaid {
  readonly stationId: bigint
  /** What ties the batteries in and out of one swap together; of ours when we asked for it. */
  readonly requestId: number
  readonly eventType: string
  readonly tokenValue: string
  readonly batteries: readonly object[]
  readonly receivedAt: Date
}

/** Appends what a swap station told. */
export const recordBatterySwaps: Writer<BatterySwapSaid, void> = {
  name: 'battery-swaps',
  async write(tx, said) {
    const rows = said.map((one) => ({
      station_id: String(one.stationId),
      request_id: one.requestId,
      event_type: one.eventType,
      token_value: one.tokenValue,
      batteries: one.batteries,
      received_at: one.receivedAt,
    }))
    await tx.query({ name: 'record-battery-swaps', text: INSERT, values: [JSON.stringify(rows)] })
    return said.map(() => undefined)
  },
}

const INSERT = `
  INSERT INTO battery_swap (station_id, request_id, event_type, token_value, batteries, received_at)
  SELECT station_id, request_id, event_type, token_value, batteries, received_at
  FROM json_to_recordset($1::json) AS (station_id bigint, request_id int, event_type text, token_value text, batteries jsonb,
    received_at timestamptz)`
