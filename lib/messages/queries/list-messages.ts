import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { cursorId, cursorInstant, decodeCursor, encodeCursor, type Page } from '../../kernel/cursor'
import { getStationKey } from '../../stations/queries/find-station'
import type { MessageFilter } from '../message-filter'
import { faultsOf, type MessageRow } from '../message-row'
import { firstWindow, newestWindow, nextWindow, type SearchWindow } from '../search-window'
import { transactionPattern } from '../tail'
import { findSessionTrace } from './find-session-trace'

/** A page may end before it is full: the search had gone on long enough. `next` goes on from `searchedTo`. */
export interface MessagePage extends Page<MessageRow> {
  readonly searchedTo: Date | null
}

export interface SearchOptions {
  /** How long to look before giving what was found, milliseconds. */
  readonly patienceMs?: number
  readonly now?: Date
}

/**
 * The message log of a station or of the whole network (as far as the actor sees it), newest first, by key. It is read in windows of
 * time, each one statement that touches only its own partitions (docs/decisions/0018): as quick with millions of rows as with few.
 * @throws DomainError not-found when the filter's station or session is not there for the actor
 */
export async function listMessages(
  actor: Actor,
  filter: MessageFilter = {},
  { patienceMs = 1500, now = new Date() }: SearchOptions = {},
): Promise<MessagePage> {
  requireAct(actor, 'messages.read')
  const scope = await scopeOf(actor, filter)
  const limit = filter.limit ?? 100
  const cursor = filter.cursor === undefined ? null : decodeCursor(filter.cursor, 2)
  const [at, id] = cursor === null ? [null, null] : [cursorInstant(cursor[0]), cursorId(cursor[1])]
  const kind = scope.stationId === null ? 'network' : 'station'
  const to = earlier(filter.to, scope.to)
  const from = later(filter.from, scope.from)
  const startedAt = performance.now()
  const found: Read[] = []
  let window: SearchWindow | null =
    at !== null
      ? firstWindow(kind, new Date(at.getTime() + 1))
      : to !== null
        ? firstWindow(kind, to)
        : newestWindow(kind, now)
  while (window !== null) {
    const before = performance.now()
    const lowest = later(window.from, from)
    const { rows } = await pool().query<Read>(statement(filter, scope), [
      lowest,
      window.before,
      at,
      id,
      limit + 1 - found.length,
      ...values(filter, scope),
    ])
    found.push(...rows)
    const isAtEnd = from !== null && lowest !== null && lowest <= from
    if (found.length > limit || isAtEnd) break
    const next = nextWindow(window, performance.now() - before)
    if (next !== null && performance.now() - startedAt > patienceMs) {
      return { rows: await named(found), next: encodeCursor(next.before.toISOString(), '0'), searchedTo: next.before }
    }
    window = next
  }
  const kept = found.slice(0, limit)
  const last = kept.at(-1)
  const next = found.length > limit && last ? encodeCursor(last.at.toISOString(), last.id) : null
  return { rows: await named(kept), next, searchedTo: null }
}

interface Scope {
  readonly stationId: bigint | null
  /** Null: all sites. */
  readonly siteIds: readonly bigint[] | null
  readonly transaction: string | null
  readonly from: Date | null
  readonly to: Date | null
}

async function scopeOf(actor: Actor, { station, sessionId }: MessageFilter): Promise<Scope> {
  const trace = sessionId === undefined ? null : await findSessionTrace(actor, sessionId)
  const stationId = trace?.stationId ?? (station === undefined ? null : (await getStationKey(actor, station)).key)
  return {
    stationId,
    siteIds: stationId === null ? sitesInScope(actor) : null,
    transaction: trace && transactionPattern(trace.transactionId),
    from: trace?.from ?? null,
    to: trace?.to ?? null,
  }
}

const COLUMNS = 'id, at, station_id, direction, protocol, message_id, action, request, response, error_code, latency_ms'

/** Only the conditions that are asked for: what is not there cannot mislead the planner. */
function statement(filter: MessageFilter, scope: Scope): string {
  let place = 5
  const next = () => `$${++place}`
  const conditions = [
    '($1::timestamptz IS NULL OR at >= $1)',
    'at < $2',
    '($3::timestamptz IS NULL OR (at, id) < ($3, $4::bigint))',
  ]
  if (scope.stationId !== null) conditions.push(`station_id = ${next()}`)
  if (scope.siteIds !== null)
    conditions.push(`station_id IN (SELECT id FROM station WHERE site_id = ANY(${next()}::bigint[]))`)
  if (filter.action) conditions.push(`action = ${next()}`)
  if (filter.direction) conditions.push(`direction = ${next()}`)
  if (filter.errorsOnly) conditions.push(`(error_code IS NOT NULL OR action = '')`)
  if (scope.transaction !== null) {
    const pattern = next()
    conditions.push(`(request ~ ${pattern} OR response ~ ${pattern})`)
  }
  if (filter.search) {
    const pattern = next()
    conditions.push(`(request ILIKE ${pattern} OR response ILIKE ${pattern} OR message_id ILIKE ${pattern})`)
  }
  return `SELECT ${COLUMNS} FROM ocpp_message WHERE ${conditions.join(' AND ')} ORDER BY at DESC, id DESC LIMIT $5`
}

/** In the order of `statement`. */
function values({ action, direction, search }: MessageFilter, { stationId, siteIds, transaction }: Scope): unknown[] {
  return [
    ...(stationId === null ? [] : [stationId]),
    ...(siteIds === null ? [] : [siteIds.map(String)]),
    ...(action ? [action] : []),
    ...(direction ? [direction] : []),
    ...(transaction === null ? [] : [transaction]),
    ...(search ? [`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`] : []),
  ]
}

const earlier = (a: Date | null | undefined, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))
const later = (a: Date | null | undefined, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))

interface Read {
  id: string
  at: Date
  station_id: string
  direction: 'in' | 'out'
  protocol: string
  message_id: string
  action: string
  request: string
  response: string | null
  error_code: string | null
  latency_ms: number | null
}

async function named(rows: readonly Read[]): Promise<MessageRow[]> {
  const ids = [...new Set(rows.map((row) => row.station_id))]
  const { rows: stations } = ids.length
    ? await pool().query<{ id: string; identity: string }>(
        'SELECT id, identity FROM station WHERE id = ANY($1::bigint[])',
        [ids],
      )
    : { rows: [] }
  const identityOf = new Map(stations.map(({ id, identity }) => [id, identity]))
  return rows.map((row) => {
    const message = {
      id: BigInt(row.id),
      // A station that was removed is not in anybody's list any more; its messages go with their partitions.
      station: identityOf.get(row.station_id) ?? '',
      at: row.at,
      direction: row.direction,
      protocol: row.protocol,
      messageId: row.message_id,
      action: row.action,
      request: row.request,
      response: row.response,
      errorCode: row.error_code,
      latencyMs: row.latency_ms,
      isCut: false,
    }
    return { ...message, faults: faultsOf(message) }
  })
}
