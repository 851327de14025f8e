import { pool } from '../../db/client'
import { DAY_MS, MINUTE_MS } from '../../kernel/time'
import { judgeReading, type KnownKey } from '../judge-reading'
import { judgeSession } from '../judge-session'

/** Readings judged in one go; more wait for the next. */
const AT_ONCE = 500
/** Meters are changed a few times in a station's life. One that sends another key each time does not make everybody wait. */
const MOST_KEYS = 50
/** A session that is stored a moment after its price's time is seen the next time. */
const OVERLAP_MS = 2 * MINUTE_MS
/** When sessions were last looked at by this process. A worker that starts anew looks a day back. */
let lookedAt = Date.now() - DAY_MS

interface Waiting {
  id: string
  session_id: string | null
  station_id: string
  evse_number: number
  data: Buffer
  keys: KnownKey[]
}

/**
 * Judges signed values that nobody has judged yet, and the sessions they belong to, and those that have ended or been corrected since. For the worker,
 * and at once after a key was set. Harmless when done twice.
 * @returns how many readings were judged
 */
export async function judgeSignedReadings(): Promise<number> {
  const { rows } = await pool().query<Waiting>(WAITING, [AT_ONCE])
  const judged = rows.map(({ id, data, keys }) => ({ id, ...judgeReading(data, keys) }))
  if (judged.length > 0) await pool().query(KEEP, [JSON.stringify(judged)])
  const now = Date.now()
  const ended = await pool().query<{ id: string }>(PRICED_SINCE, [new Date(lookedAt - OVERLAP_MS)])
  const sessions = new Set(rows.flatMap(({ session_id }) => session_id ?? []))
  await judgeSessions([...sessions, ...ended.rows.map(({ id }) => id)])
  lookedAt = now
  return judged.length
}

async function judgeSessions(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await pool().query<{ id: string; status: string; energy_wh: string; readings: [string, never][] }>(
    SESSIONS,
    [ids],
  )
  const judged = rows.map(({ id, status, energy_wh, readings }) => {
    const signed = readings.map(([data, verdict]) => ({ data: Buffer.from(data, 'hex'), verdict }))
    return { id, verdict: judgeSession(signed, { energyWh: energy_wh, isEnded: status === 'ended' })?.verdict }
  })
  await pool().query(VERDICTS, [JSON.stringify(judged)])
}

/** A key may stand for the EVSE or (0) for the whole station; stations also tell theirs among their settings (OCA application note; FiscalMetering). */
const WAITING = `
  SELECT reading.id, session_id, reading.station_id, reading.evse_number, data, (
    SELECT coalesce(json_agg(json_build_object('publicKey', public_key, 'source', source)), '[]') FROM (
      (SELECT public_key, source FROM meter_key
      WHERE meter_key.station_id = reading.station_id AND meter_key.evse_number IN (reading.evse_number, 0)
      ORDER BY source = 'operator' DESC, id DESC LIMIT ${MOST_KEYS})
      UNION ALL
      SELECT value, 'station' FROM configuration_value AS told
      WHERE told.station_id = reading.station_id AND value <> '' AND (
        lower(key) IN ('meterpublickey' || reading.evse_number, 'meterpublickey[' || reading.evse_number || ']')
        OR (component = 'FiscalMetering' AND key = 'PublicKey' AND told.evse_number IN (reading.evse_number, 0)))
    ) AS known) AS keys
  FROM signed_reading AS reading WHERE detail = '' ORDER BY reading.id LIMIT $1`

const KEEP = `
  UPDATE signed_reading SET verdict = judged.verdict, detail = judged.detail
  FROM json_to_recordset($1::json) AS judged(id bigint, verdict text, detail text) WHERE signed_reading.id = judged.id`

/** Judged while they ran, or by an energy that was not the last word: a price is set whenever an ended session's energy is, however late. */
const PRICED_SINCE = `
  SELECT id FROM priced_session JOIN session ON session.id = priced_session.session_id
  WHERE priced_at > $1 AND status = 'ended' AND signed_verdict IS NOT NULL`

const SESSIONS = `
  SELECT session.id, status, energy_wh, json_agg(json_build_array(encode(data, 'hex'), verdict) ORDER BY at, signed_reading.id) AS readings
  FROM session JOIN signed_reading ON session_id = session.id
  WHERE session.id = ANY($1::bigint[]) GROUP BY session.id`

const VERDICTS = `
  UPDATE session SET signed_verdict = judged.verdict
  FROM json_to_recordset($1::json) AS judged(id bigint, verdict text)
  WHERE session.id = judged.id AND session.signed_verdict IS DISTINCT FROM judged.verdict`
