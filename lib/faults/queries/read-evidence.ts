import { pool } from '../../db/client'
import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import type { StoryEntry } from '../../stations/queries/list-story'
import type { FaultPlace } from './read-usual-week'

/** One thing that happened around the fault; of another fault, `detail` is its cause, or its code when that is unknown. */
export type Moment = StoryEntry & {
  /** OCPP identity: of a whole site there are several. */
  readonly stationId: string
}

/** One frame around the fault's beginning. */
export interface FrameSeen {
  readonly id: bigint
  readonly at: Date
  readonly stationId: string
  readonly direction: 'in' | 'out'
  readonly action: string
  readonly errorCode: string | null
  /** The first of its payload, as text; secrets are masked when it is stored. */
  readonly excerpt: string
}

/** A minute's power and voltage. */
export interface PowerSeen {
  readonly at: Date
  readonly powerW: number | null
  readonly voltageV: number | null
}

/** Where and when the evidence lies. */
export interface EvidenceFrame {
  readonly place: FaultPlace
  /** The fault itself is no evidence of itself. */
  readonly faultId: bigint
  readonly beganAt: Date
  /** Null: it lasts. */
  readonly closedAt: Date | null
  readonly now: Date
}

const BEFORE_MS = 2 * HOUR_MS
const AFTER_MS = 15 * MINUTE_MS
/** Of a fault that has lasted for weeks, the first day tells most. */
const LONGEST_MS = 24 * HOUR_MS
const MOST_MOMENTS = 150
const MOST_FRAMES = 40
const FRAMES_AROUND_MS = 10 * MINUTE_MS

/** From when to when the evidence of a fault is shown. */
export function evidenceWindow({ beganAt, closedAt, now }: EvidenceFrame): { readonly from: Date; readonly to: Date } {
  const end = Math.min((closedAt ?? now).getTime(), beganAt.getTime() + LONGEST_MS)
  return { from: new Date(beganAt.getTime() - BEFORE_MS), to: new Date(end + AFTER_MS) }
}

interface MomentRead {
  id: string
  at: Date
  kind: Moment['kind']
  what: string
  detail: string | null
  evse: number | null
  connector: number | null
  error_code: string | null
  session_id: string | null
  identity: string
}

/** Statuses, connections, commands, sessions and other faults around the fault, oldest first; what lies nearest to its beginning is kept. */
export async function readMoments(frame: EvidenceFrame): Promise<readonly Moment[]> {
  const { from, to } = evidenceWindow(frame)
  const { stationIds, evse } = frame.place
  const { rows } = await pool().query<MomentRead>(MOMENTS, [stationIds, from, to, evse, frame.beganAt, frame.faultId])
  return rows.map(({ error_code, session_id, identity, ...row }) => ({
    ...row,
    errorCode: error_code,
    sessionId: session_id,
    stationId: identity,
  }))
}

/** Of a whole site only what tells that stations came and went; of one outlet its own and the station's. */
const MOMENTS = `
  SELECT * FROM (
    SELECT moment.*, station.identity FROM (
      SELECT station_id, 's' || id AS id, at, 'status' AS kind, status AS what, raw_status AS detail, evse_number AS evse,
        connector_number AS connector, coalesce(nullif(vendor_error_code, ''), error_code) AS error_code, NULL AS session_id
      FROM status_event WHERE station_id = ANY($1) AND at BETWEEN $2 AND $3 AND ($4 = 0 OR evse_number IN (0, $4))
        AND cardinality($1::bigint[]) = 1
      UNION ALL
      SELECT station_id, 'e' || id, at, 'event', kind, name, NULL, NULL, NULL, NULL
      FROM station_event WHERE station_id = ANY($1) AND at BETWEEN $2 AND $3
        AND (cardinality($1::bigint[]) = 1 OR kind IN ('connected', 'disconnected', 'boot'))
      UNION ALL
      SELECT station_id, 'c' || id, queued_at, 'command', type, stage, NULL, NULL, error, session_id::text
      FROM command WHERE station_id = ANY($1) AND queued_at BETWEEN $2 AND $3 AND cardinality($1::bigint[]) = 1
      UNION ALL
      SELECT station_id, 'b' || id, started_at, 'session', 'started', NULL, evse_number, connector_number, NULL, id::text
      FROM session WHERE station_id = ANY($1) AND started_at BETWEEN $2 AND $3 AND ($4 = 0 OR evse_number = $4)
      UNION ALL
      SELECT station_id, 'd' || id, ended_at, 'session', 'ended', stop_reason, evse_number, connector_number, NULL, id::text
      FROM session WHERE station_id = ANY($1) AND started_at > $2::timestamptz - interval '2 days'
        AND ended_at BETWEEN $2 AND $3 AND ($4 = 0 OR evse_number = $4)
      UNION ALL
      SELECT station_id, 'f' || id, opened_at, 'fault', 'began', CASE cause WHEN 'unknown' THEN code ELSE cause END, evse_number, connector_number, NULL, NULL
      FROM fault WHERE station_id = ANY($1) AND opened_at BETWEEN $2 AND $3 AND id <> $6
      UNION ALL
      SELECT station_id, 'g' || id, closed_at, 'fault', 'ended', CASE cause WHEN 'unknown' THEN code ELSE cause END, evse_number, connector_number, NULL, NULL
      FROM fault WHERE station_id = ANY($1) AND closed_at BETWEEN $2 AND $3 AND id <> $6
    ) AS moment JOIN station ON station.id = moment.station_id
    ORDER BY abs(extract(epoch FROM at - $5::timestamptz)), moment.id LIMIT ${MOST_MOMENTS}
  ) AS nearest ORDER BY at, id`

/** What was said on the wire around the beginning, oldest first, without the ever-returning. */
export async function readFrames({ place, beganAt }: EvidenceFrame): Promise<readonly FrameSeen[]> {
  const { rows } = await pool().query<{
    id: string
    at: Date
    identity: string
    direction: 'in' | 'out'
    action: string
    error_code: string | null
    excerpt: string
  }>(
    `SELECT * FROM (
       SELECT message.id, at, identity, direction, action, error_code, left(request, 240) AS excerpt
       FROM ocpp_message AS message JOIN station ON station.id = message.station_id
       WHERE message.station_id = ANY($1) AND at BETWEEN $2 AND $3 AND action NOT IN ('Heartbeat', 'MeterValues')
       ORDER BY abs(extract(epoch FROM at - $4::timestamptz)), message.id LIMIT ${MOST_FRAMES}
     ) AS nearest ORDER BY at, id`,
    [
      place.stationIds,
      new Date(beganAt.getTime() - FRAMES_AROUND_MS),
      new Date(beganAt.getTime() + FRAMES_AROUND_MS),
      beganAt,
    ],
  )
  return rows.map(({ id, identity, error_code, ...row }) => ({
    ...row,
    id: BigInt(id),
    stationId: identity,
    errorCode: error_code,
  }))
}

/** Power of the place and the lowest phase voltage, minute by minute; of several outlets the powers are summed. */
export async function readPower(frame: EvidenceFrame): Promise<readonly PowerSeen[]> {
  const { from, to } = evidenceWindow(frame)
  const { rows } = await pool().query<{ at: Date; power: number | null; voltage: number | null }>(
    `SELECT at, sum(power)::float8 AS power, min(voltage)::float8 AS voltage FROM (
       SELECT date_trunc('minute', at) AS at, station_id, evse_number, avg(power_w) AS power,
         min(least(voltage_l1_v, voltage_l2_v, voltage_l3_v)) AS voltage
       FROM reading WHERE station_id = ANY($1) AND ($2 = 0 OR evse_number = $2) AND at BETWEEN $3 AND $4
       GROUP BY 1, station_id, evse_number
     ) AS minutely GROUP BY at ORDER BY at LIMIT 1600`,
    [frame.place.stationIds, frame.place.evse, from, to],
  )
  return rows.map(({ at, power, voltage }) => ({ at, powerW: power, voltageV: voltage }))
}
