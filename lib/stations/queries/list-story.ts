import type { Actor } from '../../access/actor'
import { mayDo } from '../../access/acts'
import { pool } from '../../db/client'
import { cursorInstant, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { getStationKey } from './find-station'

/** One moment in a station's life, whoever caused it. */
export interface StoryEntry {
  readonly id: string
  readonly at: Date
  readonly kind: 'status' | 'event' | 'command' | 'session' | 'people' | 'fault'
  /** status: the status; event: its kind (boot, connected …); command: its type; session: started or ended; people: the act; fault: began or ended. */
  readonly what: string
  /** status: where; event: its name; command: its stage; people: who; fault: its code. */
  readonly detail: string | null
  readonly evse: number | null
  readonly connector: number | null
  /** status: the error code; command: its error; fault: its cause. */
  readonly errorCode: string | null
  readonly sessionId: string | null
}

interface Read {
  id: string
  at: Date
  kind: StoryEntry['kind']
  what: string
  detail: string | null
  evse: number | null
  connector: number | null
  error_code: string | null
  session_id: string | null
}

/** Statuses, connections, boots, faults, commands, sessions and what people changed, newest first. @throws DomainError not-found */
export async function listStory(
  actor: Actor,
  identity: string,
  { cursor, limit = 100 }: { cursor?: string; limit?: number } = {},
): Promise<Page<StoryEntry>> {
  const station = await getStationKey(actor, identity)
  const [beforeAt, beforeId] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const { rows } = await pool().query<Read>(SELECT, [
    station.key,
    beforeAt === undefined ? null : cursorInstant(beforeAt),
    beforeId ?? null,
    limit + 1,
    `station:${station.identity}`,
    mayDo(actor.role, 'stations.write'),
  ])
  const entries = rows.map(({ error_code, session_id, ...row }) => ({
    ...row,
    errorCode: error_code,
    sessionId: session_id,
  }))
  return toPage(entries, limit, (row) => [row.at.toISOString(), row.id])
}

/** Each part is cut at the page's size before they are put together, so that a long life costs no more than a short one. */
const part = (columns: string, from: string, at: string, where = 'true') => `
  (SELECT ${columns} FROM ${from} WHERE ${where} AND ($2::timestamptz IS NULL OR ${at} <= $2) ORDER BY ${at} DESC LIMIT $4 + 50)`

const SELECT = `
  SELECT * FROM (
    ${part(
      `'s' || id AS id, at, 'status' AS kind, status AS what, raw_status AS detail, evse_number AS evse, connector_number AS connector,
       coalesce(nullif(vendor_error_code, ''), error_code) AS error_code, NULL AS session_id`,
      'status_event',
      'at',
      'station_id = $1',
    )} UNION ALL ${part(
      `'e' || id, at, 'event', kind, name, NULL, NULL, NULL, NULL`,
      'station_event',
      'at',
      'station_id = $1',
    )} UNION ALL ${part(
      `'c' || id, queued_at, 'command', type, stage, NULL, NULL, error, session_id::text`,
      'command',
      'queued_at',
      'station_id = $1',
    )} UNION ALL ${part(
      `'b' || id, started_at, 'session', 'started', NULL, evse_number, connector_number, NULL, id::text`,
      'session',
      'started_at',
      'station_id = $1',
    )} UNION ALL ${part(
      `'d' || id, ended_at, 'session', 'ended', stop_reason, evse_number, connector_number, NULL, id::text`,
      'session',
      'ended_at',
      `station_id = $1 AND ended_at IS NOT NULL`,
    )} UNION ALL ${part(
      `'f' || id, opened_at, 'fault', 'began', code, evse_number, connector_number, cause, NULL`,
      'fault',
      'opened_at',
      'station_id = $1',
    )} UNION ALL ${part(
      `'g' || id, closed_at, 'fault', 'ended', code, evse_number, connector_number, cause, NULL`,
      'fault',
      'closed_at',
      'station_id = $1 AND closed_at IS NOT NULL',
    )} UNION ALL ${part(
      `'p' || audit_entry.id, audit_entry.at, 'people', act,
       CASE WHEN $6 THEN coalesce(nullif(user_account.name, ''), user_account.email, actor) END, NULL, NULL, NULL, NULL`,
      `audit_entry LEFT JOIN user_account ON actor = 'user:' || user_account.id`,
      'audit_entry.at',
      `subject = $5 AND act NOT LIKE 'command%'`,
    )}
  ) AS story
  WHERE $2::timestamptz IS NULL OR (at, id) < ($2, $3::text)
  ORDER BY at DESC, id DESC LIMIT $4`
