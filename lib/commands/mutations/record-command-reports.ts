import type { Writer } from '../../db/coalesce'

/** One part of a report that a station sends because a command asked for it. */
export interface CommandReportSaid {
  readonly stationId: bigint
  /** `requestIdOf(command.id)`; for a raw call whatever the administrator chose. */
  readonly requestId: number
  /** OCPP action that brought it, e.g. NotifyMonitoringReport. */
  readonly action: string
  /** From 0; reports whose parts carry no number are one part, or are numbered as they come. */
  readonly seqNo: number
  /** No part follows (`tbc` is not true). */
  readonly isLast: boolean
  readonly payload: object
  readonly receivedAt: Date
}

export interface ReportKept {
  /** The last part is here, and none before it is missing. Also true when a part of a whole report is told again. */
  readonly isWhole: boolean
}

/** Keeps parts of reports until somebody reads them. A part said again replaces what it said before. */
export const recordCommandReports: Writer<CommandReportSaid, ReportKept> = {
  name: 'command-reports',
  async write(tx, parts) {
    const rows = parts.map((part) => ({
      station_id: String(part.stationId),
      request_id: part.requestId,
      action: part.action,
      seq_no: part.seqNo,
      is_last: part.isLast,
      payload: part.payload,
      received_at: part.receivedAt,
    }))
    const said = [JSON.stringify(rows)]
    await tx.query({ name: 'record-command-reports', text: UPSERT, values: said })
    // A statement does not see what it has just written itself.
    const { rows: whole } = await tx.query<Named>({ name: 'whole-command-reports', text: WHOLE, values: said })
    const isWhole = new Set(whole.map(nameOf))
    return rows.map((row) => ({ isWhole: isWhole.has(nameOf(row)) }))
  },
}

interface Named {
  readonly station_id: string
  readonly request_id: number
  readonly action: string
}
const nameOf = ({ station_id, request_id, action }: Named) => `${station_id} ${request_id} ${action}`

// The last word on a part wins when one batch says it twice; a statement must not touch a row twice.
const UPSERT = `
  INSERT INTO command_report (station_id, request_id, action, seq_no, is_last, payload, received_at)
  SELECT DISTINCT ON (station_id, request_id, action, seq_no)
    station_id, request_id, action, seq_no, is_last, payload, received_at
  FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, request_id int, action text, seq_no int, is_last boolean,
    payload jsonb, received_at timestamptz)) WITH ORDINALITY
  ORDER BY station_id, request_id, action, seq_no, ordinality DESC
  ON CONFLICT (station_id, request_id, action, seq_no) DO UPDATE
  SET is_last = excluded.is_last, payload = excluded.payload, received_at = excluded.received_at`

// Parts are numbered from 0; a station that counts from 1, or gives every part the same number, is taken at its word.
const WHOLE = `
  SELECT station_id::text, request_id, action FROM command_report
  WHERE (station_id, request_id, action) IN (
    SELECT station_id, request_id, action FROM json_to_recordset($1::json) AS said(station_id bigint, request_id int, action text))
  GROUP BY station_id, request_id, action
  HAVING bool_or(is_last) AND min(seq_no) <= 1 AND max(seq_no) - min(seq_no) + 1 = count(*)`
