import type { Writer } from '../../db/coalesce'
import type { Monitor } from '../monitor'

export interface MonitorsSaid {
  readonly stationId: bigint
  readonly monitors: readonly Monitor[]
  readonly receivedAt: Date
}

/** Keeps the monitors that stations have told of; others of theirs stay. One statement per batch. */
export const recordMonitors: Writer<MonitorsSaid, void> = {
  name: 'monitors',
  async write(tx, said) {
    const rows = said.flatMap(({ stationId, monitors, receivedAt }) =>
      monitors.map((monitor) => ({
        station_id: String(stationId),
        monitor_id: monitor.monitorId,
        component: monitor.component,
        instance: monitor.instance,
        evse_number: monitor.evseNumber,
        connector_number: monitor.connectorNumber,
        variable: monitor.variable,
        type: monitor.type,
        value: monitor.value,
        severity: monitor.severity,
        in_transaction: monitor.inTransaction,
        origin: monitor.origin,
        seen_at: receivedAt,
      })),
    )
    if (rows.length > 0) {
      await tx.query({ name: 'record-monitors', text: UPSERT, values: [JSON.stringify(rows)] })
    }
    return said.map(() => undefined)
  },
}

const COLUMNS = [
  'component',
  'instance',
  'evse_number',
  'connector_number',
  'variable',
  'type',
  'value',
  'severity',
  'in_transaction',
  'seen_at',
]

// 2.0.1 does not tell a monitor's origin in reports: what is known of it stays.
const UPSERT = `
  WITH said AS (
    SELECT DISTINCT ON (station_id, monitor_id) *
    FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, monitor_id int, component text, instance text,
      evse_number int, connector_number int, variable text, type text, value float8, severity int, in_transaction boolean,
      origin text, seen_at timestamptz)) WITH ORDINALITY
    ORDER BY station_id, monitor_id, ordinality DESC
  )
  INSERT INTO variable_monitor (station_id, monitor_id, origin, ${COLUMNS.join(', ')})
  SELECT station_id, monitor_id, coalesce(said.origin, before.origin, 'Unknown'),
    ${COLUMNS.map((column) => `said.${column}`).join(', ')}
  FROM said LEFT JOIN variable_monitor AS before USING (station_id, monitor_id)
  ON CONFLICT (station_id, monitor_id) DO UPDATE SET origin = excluded.origin,
    ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`
