import type { Sql } from '../../db/coalesce'
import { DAY_MS } from '../../kernel/time'
import type { ConnectorStatus } from '../../stations/status'
import type { Fact } from '../detector/fact'
import type { StationPast } from '../detector/rebuild-memory'
import { GOOD_WH } from '../detector/remember-sessions'
import { RULE_NAMES, type RuleName } from '../rules/rule-names'

/** How far back outages are read, and good sessions. */
const OUTAGE_DAYS = 10
const USE_DAYS = 28

type Draft = { -readonly [Key in keyof StationPast]: StationPast[Key] } & {
  facts: Fact[]
  use: StationPast['use'][number][]
}

/** The past of stations whose memory is missing, by id: five queries for all of them. */
export async function loadPasts(sql: Sql, ids: readonly bigint[], now: Date): Promise<Map<string, StationPast>> {
  const pasts = new Map<string, Draft>(
    ids.map((id) => [
      String(id),
      { facts: [], use: [], open: [], lastGood: {}, knownSince: now.getTime() - USE_DAYS * DAY_MS },
    ]),
  )
  await addLinks(sql, pasts, ids, now)
  await addStatuses(sql, pasts, ids)
  await addRunning(sql, pasts, ids)
  await addUse(sql, pasts, ids, now)
  await addOpen(sql, pasts, ids)
  return pasts
}

type Pasts = ReadonlyMap<string, Draft>

async function addLinks(sql: Sql, pasts: Pasts, ids: readonly bigint[], now: Date): Promise<void> {
  const { rows } = await sql.query<{
    station_id: string
    id: string
    kind: 'connected' | 'disconnected'
    received_at: Date
  }>({
    name: 'past-links',
    text: `SELECT station_id, 'e' || id AS id, kind, received_at FROM station_event
        WHERE station_id = ANY($1) AND at > $2 AND kind IN ('connected', 'disconnected')
      UNION ALL
      SELECT station_id, 'link', CASE WHEN online THEN 'connected' ELSE 'disconnected' END,
        CASE WHEN online THEN connected_at ELSE disconnected_at END
      FROM station_state WHERE station_id = ANY($1) AND CASE WHEN online THEN connected_at ELSE disconnected_at END IS NOT NULL`,
    values: [ids, new Date(now.getTime() - OUTAGE_DAYS * DAY_MS)],
  })
  for (const { station_id, id, kind, received_at } of rows) {
    const at = received_at.getTime()
    pasts.get(station_id)?.facts.push({ id, kind, at, receivedAt: at })
  }
}

async function addStatuses(sql: Sql, pasts: Pasts, ids: readonly bigint[]): Promise<void> {
  const { rows } = await sql.query<{
    station_id: string
    evse: number
    connector: number
    status: ConnectorStatus
    error_code: string | null
    vendor_error_code: string | null
    info: string | null
    at: Date
  }>({
    name: 'past-statuses',
    text: `SELECT connector.station_id, evse.number AS evse, connector.number AS connector, held.status, held.error_code,
        held.vendor_error_code, held.info, coalesce(held.status_at, held.received_at) AS at
      FROM connector_state AS held JOIN connector ON connector.id = held.connector_id JOIN evse ON evse.id = connector.evse_id
      WHERE held.station_id = ANY($1) AND held.received_at IS NOT NULL
      UNION ALL
      SELECT station_id, 0, 0, status, error_code, NULL, NULL, status_at FROM station_state WHERE station_id = ANY($1) AND status_at IS NOT NULL`,
    values: [ids],
  })
  for (const { station_id, at, error_code, vendor_error_code, ...row } of rows) {
    const moment = at.getTime()
    const codes = { errorCode: error_code, vendorErrorCode: vendor_error_code }
    const id = `place${row.evse}.${row.connector}`
    pasts.get(station_id)?.facts.push({ ...row, ...codes, id, kind: 'status', at: moment, receivedAt: moment })
  }
}

async function addRunning(sql: Sql, pasts: Pasts, ids: readonly bigint[]): Promise<void> {
  const { rows } = await sql.query<{ station_id: string; id: string; evse: number; isAccepted: boolean; at: Date }>({
    name: 'past-running',
    text: `SELECT station_id, id, evse_number AS evse, coalesce(authorisation, 'accepted') = 'accepted' AS "isAccepted", received_at AS at
      FROM session WHERE station_id = ANY($1) AND status = 'active'`,
    values: [ids],
  })
  for (const { station_id, id, evse, isAccepted, at } of rows) {
    const moment = at.getTime()
    const base = { id: `b${id}`, at: moment, receivedAt: moment }
    pasts.get(station_id)?.facts.push({ ...base, kind: 'session-started', session: id, evse, isAccepted })
  }
}

async function addUse(sql: Sql, pasts: Pasts, ids: readonly bigint[], now: Date): Promise<void> {
  const { rows } = await sql.query<{ station_id: string; evse: number; hour: Date; sessions: number; last: Date }>({
    name: 'past-use',
    text: `SELECT station_id, evse_number AS evse, date_trunc('hour', ended_at, 'UTC') AS hour, count(*)::int AS sessions, max(ended_at) AS last
      FROM session WHERE station_id = ANY($1) AND started_at > $2 AND ended_at IS NOT NULL AND energy_wh >= $3 GROUP BY 1, 2, 3`,
    values: [ids, new Date(now.getTime() - USE_DAYS * DAY_MS), GOOD_WH],
  })
  for (const { station_id, evse, hour, sessions, last } of rows) {
    const past = pasts.get(station_id)
    if (past === undefined) continue
    past.use.push({ evse, hour: hour.getTime(), sessions })
    past.lastGood = { ...past.lastGood, [evse]: Math.max(past.lastGood[evse] ?? 0, last.getTime()) }
  }
  for (const past of pasts.values()) {
    // A station that is new has a habit no older than its first session.
    const first = Math.min(...past.use.map(({ hour }) => hour), now.getTime())
    past.knownSince = Math.max(past.knownSince, first)
  }
}

async function addOpen(sql: Sql, pasts: Pasts, ids: readonly bigint[]): Promise<void> {
  const { rows } = await sql.query<{
    station_id: string
    code: string
    evse: number
    connector: number
    severity: number
    since: Date
  }>({
    name: 'past-open',
    text: `SELECT station_id, code, evse_number AS evse, connector_number AS connector, severity, began_at AS since
      FROM fault WHERE station_id = ANY($1) AND source = 'rule' AND closed_at IS NULL`,
    values: [ids],
  })
  for (const { station_id, code, since, ...row } of rows) {
    const rule = RULE_NAMES.find((name): name is RuleName => name === code)
    const past = pasts.get(station_id)
    if (past && rule) past.open = [...past.open, { ...row, rule, since: since.getTime() }]
  }
}
