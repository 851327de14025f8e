import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { daysOf, type Period } from '../period'

/** How an EVSE has stood, day by day. */
export interface HeatRow {
  /** OCPP identity. */
  readonly stationId: string
  readonly evse: number
  /** Per day of the period: per mille of the known time it was up; null: nothing is known. */
  readonly days: readonly (number | null)[]
}

/** So many stations are asked for at once; a list shows fewer. */
export const MOST_STATIONS = 200

/** The strips of some stations; of those out of scope none. One statement. @throws DomainError invalid: too many */
export async function listHeat(
  actor: Actor,
  identities: readonly string[],
  period: Period,
): Promise<readonly HeatRow[]> {
  requireAct(actor, 'stations.read')
  if (identities.length > MOST_STATIONS)
    throw new DomainError('invalid', `At most ${MOST_STATIONS} stations at once.`, { stations: 'too-many' })
  const { rows } = await pool().query<{ identity: string; evse: number; days: Readonly<Record<string, number>> }>(
    HEAT,
    [identities.map((identity) => identity.toLowerCase()), period.from, period.to, sitesInScope(actor)],
  )
  const days = daysOf(period)
  return rows.map(({ identity, evse, days: known }) => ({
    stationId: identity,
    evse,
    days: days.map((day) => known[day] ?? null),
  }))
}

const HEAT = `
  SELECT station.identity, evse_number AS evse,
    jsonb_object_agg(day, round(1000.0 * up_seconds / (up_seconds + down_total + excluded_total))) AS days
  FROM station JOIN evse_day ON evse_day.station_id = station.id
  WHERE lower(station.identity) = ANY($1::text[]) AND day >= $2::date AND day < $3::date
    AND up_seconds + down_total + excluded_total > 0
    AND ($4::bigint[] IS NULL OR (station.site_id = ANY($4) AND evse_day.site_id = ANY($4)))
  GROUP BY station.id, evse_number ORDER BY lower(station.identity), evse_number`
