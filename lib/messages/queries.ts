import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { pool } from '../db/client'
import { cursorId, cursorInstant, decodeCursor, type Page, toPage } from '../kernel/cursor'
import { getStationKey } from '../stations/queries/find-station'

export interface MessageFilter {
  /** OCPP action, e.g. MeterValues. */
  readonly action?: string
  readonly direction?: 'in' | 'out'
  /** Only unreadable frames, CALLERRORs, time-outs and lost answers. */
  readonly errorsOnly?: boolean
  /** Found in request or answer, without case; looked for in the newest messages only. */
  readonly search?: string
  /** In [from, to). */
  readonly from?: Date
  readonly to?: Date
  readonly cursor?: string
  readonly limit?: number
}

export interface MessageRow {
  readonly id: bigint
  readonly at: Date
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  /** '' when the frame could not be read. */
  readonly action: string
  /** JSON text, secrets masked; the raw frame when unreadable. */
  readonly request: string
  readonly response: string | null
  readonly errorCode: string | null
  readonly latencyMs: number | null
}

/** How many of a station's newest messages a text search reads: a day or more of a chatty station. */
const SEARCH_DEPTH = 20_000

interface Read {
  id: string
  at: Date
  direction: 'in' | 'out'
  protocol: string
  message_id: string
  action: string
  request: string
  response: string | null
  error_code: string | null
  latency_ms: number | null
}

/** A station's messages, newest first, by key. @throws DomainError not-found */
export async function listMessages(
  actor: Actor,
  identity: string,
  filter: MessageFilter = {},
): Promise<Page<MessageRow>> {
  requireAct(actor, 'messages.read')
  const station = await getStationKey(actor, identity)
  const limit = filter.limit ?? 100
  const [beforeAt, beforeId] = filter.cursor === undefined ? [] : decodeCursor(filter.cursor, 2)
  const search = filter.search?.trim()
  const { rows } = await pool().query<Read>(search ? SEARCH : SELECT, [
    station.key,
    beforeAt === undefined ? null : cursorInstant(beforeAt),
    beforeId === undefined ? null : cursorId(beforeId),
    filter.from ?? null,
    filter.to ?? null,
    filter.action || null,
    filter.direction ?? null,
    filter.errorsOnly ?? false,
    limit + 1,
    ...(search ? [`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`, SEARCH_DEPTH] : []),
  ])
  return toPage(rows.map(messageRow), limit, (row) => [row.at.toISOString(), String(row.id)])
}

/** The actions seen in a station's newest messages, for a filter. */
export async function listMessageActions(actor: Actor, identity: string): Promise<readonly string[]> {
  requireAct(actor, 'messages.read')
  const station = await getStationKey(actor, identity)
  const { rows } = await pool().query<{ action: string }>(
    `SELECT DISTINCT action FROM (SELECT action FROM ocpp_message WHERE station_id = $1 ORDER BY at DESC LIMIT 2000) AS newest
     WHERE action <> '' ORDER BY action`,
    [station.key],
  )
  return rows.map((row) => row.action)
}

const COLUMNS = 'id, at, direction, protocol, message_id, action, request, response, error_code, latency_ms'
const FILTERED = `station_id = $1
  AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::bigint))
  AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
  AND ($6::text IS NULL OR action = $6) AND ($7::text IS NULL OR direction = $7)
  AND (NOT $8::boolean OR error_code IS NOT NULL OR action = '')`

const SELECT = `SELECT ${COLUMNS} FROM ocpp_message WHERE ${FILTERED} ORDER BY at DESC, id DESC LIMIT $9`

/** The filters narrow first, the text is read last and of so many messages only, so that no search runs for minutes. */
const SEARCH = `
  SELECT ${COLUMNS} FROM (SELECT * FROM ocpp_message WHERE ${FILTERED} ORDER BY at DESC, id DESC LIMIT $11) AS newest
  WHERE request ILIKE $10 OR response ILIKE $10 OR message_id ILIKE $10
  ORDER BY at DESC, id DESC LIMIT $9`

const messageRow = (row: Read): MessageRow => ({
  id: BigInt(row.id),
  at: row.at,
  direction: row.direction,
  protocol: row.protocol,
  messageId: row.message_id,
  action: row.action,
  request: row.request,
  response: row.response,
  errorCode: row.error_code,
  latencyMs: row.latency_ms,
})
