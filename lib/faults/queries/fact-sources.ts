import type { ConnectorStatus } from '../../stations/status'
import type { Fact } from '../detector/fact'
import { saidFact } from '../detector/fact-of-event'
import { calledFact, clockFact, tokenFact } from '../detector/facts-of-message'

/** A row of any source: bigints and numerics as text. */
export interface SourceRow {
  readonly id: string
  readonly station_id: string
  readonly at: Date
  readonly received_at: Date
  readonly [column: string]: unknown
}

/** Where facts come from. */
export interface FactSource {
  readonly name: string
  readonly gives: readonly Fact['kind'][]
  /** $1 since, $2 until: by when rows were received. */
  readonly bySpan: string
  /** $3 station ids: for a few stations over a long time. */
  readonly byStation: string
  select(where: string): string
  toFacts(row: SourceRow): readonly Fact[]
}

const known = (prefix: string, { id, at, received_at }: SourceRow) => ({
  id: `${prefix}${id}`,
  at: at.getTime(),
  receivedAt: received_at.getTime(),
})
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))

const statuses: FactSource = {
  name: 'statuses',
  gives: ['status'],
  bySpan: 'received_at > $1 AND received_at <= $2',
  byStation: `station_id = ANY($3) AND at > $1::timestamptz - interval '1 day'`,
  select: (
    where,
  ) => `SELECT id, station_id, evse_number, connector_number, status, error_code, vendor_error_code, info, at, received_at
    FROM status_event WHERE ${where}`,
  toFacts: (row) => [
    {
      ...known('s', row),
      kind: 'status',
      evse: Number(row.evse_number),
      connector: Number(row.connector_number),
      status: row.status as ConnectorStatus,
      errorCode: text(row.error_code),
      vendorErrorCode: text(row.vendor_error_code),
      info: text(row.info),
    },
  ],
}

const happenings: FactSource = {
  name: 'happenings',
  gives: ['connected', 'disconnected', 'boot', 'firmware', 'log', 'said'],
  bySpan: 'received_at > $1 AND received_at <= $2',
  byStation: `station_id = ANY($3) AND at > $1::timestamptz - interval '1 day'`,
  select: (
    where,
  ) => `SELECT id, station_id, kind, name, CASE WHEN kind = 'event' THEN detail END AS detail, at, received_at
    FROM station_event WHERE kind IN ('connected', 'disconnected', 'boot', 'firmware', 'log', 'event') AND ${where}`,
  toFacts(row): readonly Fact[] {
    const base = known('e', row)
    const name = String(row.name)
    switch (row.kind) {
      case 'connected':
      case 'disconnected':
        return [{ ...base, kind: row.kind }]
      case 'boot':
        return [{ ...base, kind: 'boot', reason: name }]
      case 'firmware':
      case 'log':
        return [{ ...base, kind: row.kind, name }]
      default: {
        const said = saidFact(row.detail)
        return said === null ? [] : [{ ...base, ...said }]
      }
    }
  },
}

const starts: FactSource = {
  name: 'starts',
  gives: ['session-started'],
  bySpan: 'received_at > $1 AND received_at <= $2',
  byStation: `station_id = ANY($3) AND started_at > $1::timestamptz - interval '1 day'`,
  select: (where) =>
    `SELECT id, station_id, evse_number, authorisation, started_at AS at, received_at FROM session WHERE ${where}`,
  toFacts: (row) => [
    {
      ...known('b', row),
      kind: 'session-started',
      session: row.id,
      evse: Number(row.evse_number),
      isAccepted: row.authorisation === null || row.authorisation === 'accepted',
    },
  ],
}

/** A session that ended is priced in the same moment, also when it has no price; late readings price it again. */
const ends: FactSource = {
  name: 'ends',
  gives: ['session-ended'],
  bySpan: 'priced_at > $1 AND priced_at <= $2',
  byStation: `session.station_id = ANY($3) AND session.started_at > $1::timestamptz - interval '3 days'`,
  select: (
    where,
  ) => `SELECT session.id, session.station_id, evse_number, authorisation, stop_reason, energy_wh, ended_at AS at,
      priced_at AS received_at, extract(epoch FROM ended_at - started_at) AS seconds,
      (SELECT array_agg(flag) FROM session_review WHERE session_id = session.id AND resolved_at IS NULL) AS flags
    FROM priced_session JOIN session ON session.id = priced_session.session_id WHERE ended_at IS NOT NULL AND ${where}`,
  toFacts: (row) => [
    {
      ...known(`d${row.received_at.getTime()}-`, row),
      kind: 'session-ended',
      session: row.id,
      evse: Number(row.evse_number),
      isAccepted: row.authorisation === null || row.authorisation === 'accepted',
      seconds: Number(row.seconds),
      energyWh: Number(row.energy_wh),
      stopReason: text(row.stop_reason),
      flags: (row.flags as readonly string[] | null) ?? [],
    },
  ],
}

/** Some stations send the register of the start again with every sample (Growatt): it says nothing of now. */
const readings: FactSource = {
  name: 'readings',
  gives: ['reading'],
  bySpan: 'received_at > $1 AND received_at <= $2',
  byStation: `station_id = ANY($3) AND at > $1::timestamptz - interval '1 day'`,
  select: (where) => `SELECT id, station_id, evse_number, session_id, register_wh, energy_wh, power_w, at, received_at
    FROM reading WHERE session_id IS NOT NULL AND context <> 'Transaction.Begin' AND ${where}`,
  toFacts: (row) => [
    {
      ...known('r', row),
      kind: 'reading',
      session: String(row.session_id),
      evse: Number(row.evse_number),
      registerWh: number(row.register_wh),
      energyWh: number(row.energy_wh),
      powerW: number(row.power_w),
    },
  ],
}

/** Only what the rules rest on, and only the parts of it that they read. */
const messages: FactSource = {
  name: 'messages',
  gives: ['authorised', 'called', 'clock'],
  bySpan: 'at > $1 AND at <= $2',
  byStation: 'station_id = ANY($3)',
  select: (where) => `SELECT id, station_id, direction, action, error_code, latency_ms, at, at AS received_at,
      CASE WHEN action IN ('Authorize', 'StatusNotification', 'ChangeAvailability') OR action LIKE '%StartTransaction'
        THEN left(request, 2000) END AS request,
      CASE WHEN direction = 'out' OR action = 'Authorize' THEN left(response, 500) END AS response
    FROM ocpp_message WHERE ${where}
      AND (direction = 'out' OR action IN ('Authorize', 'StatusNotification'))`,
  toFacts(row): readonly Fact[] {
    const message = {
      action: String(row.action),
      request: text(row.request),
      response: text(row.response),
      errorCode: text(row.error_code),
      latencyMs: number(row.latency_ms),
    }
    const base = known('m', row)
    const told = row.direction === 'out' ? calledFact(message) : (tokenFact(message) ?? clockFact(message, base.at))
    return told === null ? [] : [{ ...base, ...told }]
  },
}

export const FACT_SOURCES: readonly FactSource[] = [statuses, happenings, starts, ends, readings, messages]
