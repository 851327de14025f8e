import type { Writer } from '../../db/coalesce'

export interface MonitoringReported {
  readonly stationId: bigint
  /** `requestIdOf(command.id)` of the command that asked for the report. */
  readonly requestId: number
}

/**
 * A monitoring report is whole: when it was to tell everything, what the station has not told of since it was asked is no more. A report
 * of some, or one that lacks its first part, says nothing of the others. One statement per batch.
 */
export const forgetUnreportedMonitors: Writer<MonitoringReported, void> = {
  name: 'unreported-monitors',
  async write(tx, reports) {
    const rows = reports.map(({ stationId, requestId }) => ({ station_id: String(stationId), request_id: requestId }))
    await tx.query({ name: 'forget-unreported-monitors', text: FORGET, values: [JSON.stringify(rows)] })
    return reports.map(() => undefined)
  },
}

// The command's number is folded into 32 bits (lib/commands/request-id.ts).
const FORGET = `
  DELETE FROM variable_monitor AS monitor
  USING json_to_recordset($1::json) AS said(station_id bigint, request_id int)
    JOIN command ON command.station_id = said.station_id AND command.id % 2147483647 = said.request_id
    JOIN command_report AS first ON first.station_id = said.station_id AND first.request_id = said.request_id
      AND first.action = 'NotifyMonitoringReport' AND first.seq_no = 0
  WHERE command.type = 'get-monitoring-report' AND NOT command.payload ?| ARRAY['criteria', 'variables']
    AND monitor.station_id = said.station_id AND monitor.seen_at < command.sent_at`
