import type { Writer } from '../../db/coalesce'

export interface StationHappening {
  readonly stationId: bigint
  readonly kind: 'event' | 'security' | 'firmware' | 'log' | 'data-transfer' | 'payment'
  /** e.g. SettingSystemTime, Installed, Problem. */
  readonly name: string
  readonly detail: object | null
  readonly at: Date
  readonly receivedAt: Date
}

/** Appends what stations reported; firmware and log statuses also become the station's latest. */
export const recordStationEvents: Writer<StationHappening, void> = {
  name: 'station-events',
  async write(tx, events) {
    await tx.query({
      name: 'record-station-events',
      text: `
        WITH said AS (
          SELECT * FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, kind text, name text, detail jsonb,
            at timestamptz, received_at timestamptz)
        ), kept AS (
          INSERT INTO station_event (station_id, kind, name, detail, at, received_at)
          SELECT station_id, kind, name, detail, at, received_at FROM said ORDER BY index
        ), newest AS (
          SELECT station_id, (array_agg(name ORDER BY index DESC) FILTER (WHERE kind = 'firmware'))[1] AS firmware,
            (array_agg(name ORDER BY index DESC) FILTER (WHERE kind = 'log'))[1] AS log
          FROM said WHERE kind IN ('firmware', 'log') GROUP BY station_id
        )
        UPDATE station_state SET firmware_status = coalesce(newest.firmware, firmware_status), log_status = coalesce(newest.log, log_status)
        FROM newest WHERE station_state.station_id = newest.station_id`,
      values: [
        JSON.stringify(
          events.map((event, index) => ({
            index,
            station_id: String(event.stationId),
            kind: event.kind,
            name: event.name,
            detail: event.detail,
            at: event.at,
            received_at: event.receivedAt,
          })),
        ),
      ],
    })
    return events.map(() => undefined)
  },
}
