import { columns, quoted } from '../../db/array-columns'
import type { Writer } from '../../db/coalesce'

export interface MonitorOriginSaid {
  readonly stationId: bigint
  readonly monitorId: number
  /** HardWiredMonitor, PreconfiguredMonitor or CustomMonitor. */
  readonly origin: string
}

/** Events tell who has set the monitor they come from, which reports of 2.0.1 do not. Monitors nobody has told of are left out. */
export const recordMonitorOrigins: Writer<MonitorOriginSaid, void> = {
  name: 'monitor-origins',
  async write(tx, said) {
    await tx.query({
      name: 'record-monitor-origins',
      text: `
        UPDATE variable_monitor AS monitor SET origin = said.origin
        FROM unnest($1::bigint[], $2::int[], $3::text[]) AS said(station_id, monitor_id, origin)
        WHERE monitor.station_id = said.station_id AND monitor.monitor_id = said.monitor_id AND monitor.origin <> said.origin`,
      values: columns(said, [
        ({ stationId }) => stationId,
        ({ monitorId }) => monitorId,
        ({ origin }) => quoted(origin),
      ]),
    })
    return said.map(() => undefined)
  },
}
