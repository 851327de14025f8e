import { db } from '../../db/client'
import { EXPIRY_GRACE_MS } from '../reservation'

/** A place that a reservation has left and that the station still calls reserved. */
export interface StillReserved {
  readonly stationIdentity: string
  readonly evse: number
}

/**
 * Ends reservations whose time is over. A station frees the connector by itself and says so; the places given back here are those where
 * it has not, so that it can be asked.
 */
export async function expireReservations(now: Date): Promise<StillReserved[]> {
  return db().$queryRaw<StillReserved[]>`
    WITH expired AS (
      UPDATE reservation SET stage = 'expired', ended_at = expires_at
      WHERE stage IN ('requested', 'active') AND expires_at <= ${new Date(now.getTime() - EXPIRY_GRACE_MS)}
      RETURNING station_id, evse_number
    )
    SELECT DISTINCT station.identity AS "stationIdentity", evse.number AS evse
    FROM expired
    JOIN station ON station.id = expired.station_id AND station.registration = 'accepted'
    JOIN station_state ON station_state.station_id = station.id AND station_state.online
    JOIN evse ON evse.station_id = station.id AND (expired.evse_number IS NULL OR evse.number = expired.evse_number)
    JOIN connector ON connector.evse_id = evse.id
    JOIN connector_state ON connector_state.connector_id = connector.id AND connector_state.status = 'reserved'`
}
