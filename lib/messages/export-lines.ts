import { type CsvStyle, csvRow } from '../kernel/csv'
import type { MessageRow } from './message-row'

/** One exchange as an exported line. `npm run replay` reads JSON lines of this shape. */
export interface ExportedMessage {
  readonly at: string
  readonly station: string
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  readonly action: string
  /** The payload, secrets masked; text when it could not be read. */
  readonly request: unknown
  readonly response: unknown
  readonly errorCode: string | null
  readonly latencyMs: number | null
}

export const EXPORT_COLUMNS = [
  'at',
  'station',
  'direction',
  'protocol',
  'messageId',
  'action',
  'request',
  'response',
  'errorCode',
  'latencyMs',
] as const

/** Payloads as they were logged, cell by cell. */
export const csvLine = (row: MessageRow, style: CsvStyle): string =>
  csvRow(
    EXPORT_COLUMNS.map((column) => (column === 'at' ? row.at.toISOString() : row[column])),
    style,
  )

export function jsonLine(row: MessageRow): string {
  const { at, station, direction, protocol, messageId, action, errorCode, latencyMs } = row
  const exported: ExportedMessage = {
    at: at.toISOString(),
    station,
    direction,
    protocol,
    messageId,
    action,
    request: readable(row.request),
    response: row.response === null ? null : readable(row.response),
    errorCode,
    latencyMs,
  }
  return `${JSON.stringify(exported)}\n`
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
