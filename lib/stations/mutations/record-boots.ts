import type { Writer } from '../../db/coalesce'

export interface Boot {
  readonly stationId: bigint
  readonly vendor: string | null
  readonly model: string | null
  readonly serialNumber: string | null
  readonly firmware: string | null
  /** OCPP 2.x BootNotification reason; null in 1.6. */
  readonly reason: string | null
  readonly receivedAt: Date
}

/** What stations said of themselves when they booted. The newest boot of a station in the batch stands; each is kept as an event. */
export const recordBoots: Writer<Boot, void> = {
  name: 'boots',
  async write(tx, boots) {
    await tx.query({
      name: 'record-boots',
      text: `
        WITH said AS (
          SELECT * FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, vendor text, model text,
            serial_number text, firmware text, reason text, at timestamptz)
        ), event AS (
          INSERT INTO station_event (station_id, kind, name, detail, at, received_at)
          SELECT station_id, 'boot', coalesce(reason, 'boot'), jsonb_build_object('firmware', firmware), at, at FROM said ORDER BY index
        ), newest AS (
          SELECT DISTINCT ON (station_id) * FROM said ORDER BY station_id, index DESC
        )
        UPDATE station_state SET vendor = newest.vendor, model = newest.model, serial_number = newest.serial_number,
          firmware = newest.firmware, boot_reason = newest.reason, booted_at = newest.at, last_seen_at = newest.at
        FROM newest WHERE station_state.station_id = newest.station_id`,
      values: [
        JSON.stringify(
          boots.map((boot, index) => ({
            index,
            station_id: String(boot.stationId),
            vendor: boot.vendor,
            model: boot.model,
            serial_number: boot.serialNumber,
            firmware: boot.firmware,
            reason: boot.reason,
            at: boot.receivedAt,
          })),
        ),
      ],
    })
    return boots.map(() => undefined)
  },
}
