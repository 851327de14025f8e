import type { Writer } from '../../db/coalesce'
import type { ReservationEnd } from '../reservation'

/** What a station's message says of a reservation. */
export interface ReservationEndSaid {
  readonly stationId: bigint
  readonly reservationId: number
  readonly stage: ReservationEnd
  /** The station's word. */
  readonly reason: string | null
  readonly at: Date
  /** used: where, and by which session. */
  readonly evse: number | null
  readonly sessionId: bigint | null
}

/**
 * Ends reservations, one statement for all. One that is over stays as it ended, but for a session we hear of late: it was used all
 * the same.
 */
export const recordReservationEnds: Writer<ReservationEndSaid, void> = {
  name: 'reservation-ends',
  async write(tx, ends) {
    const rows = ends.map((end, index) => ({
      index,
      station_id: String(end.stationId),
      reservation_id: end.reservationId,
      stage: end.stage,
      reason: end.reason,
      at: end.at,
      evse: end.evse === 0 ? null : end.evse,
      session_id: end.sessionId === null ? null : String(end.sessionId),
    }))
    await tx.query({ name: 'record-reservation-ends', text: END, values: [JSON.stringify(rows)] })
    return ends.map(() => undefined)
  },
}

const END = `
  UPDATE reservation SET stage = said.stage, reason = coalesce(said.reason, reservation.reason), ended_at = said.at,
    evse_number = coalesce(reservation.evse_number, said.evse), session_id = said.session_id
  FROM (
    SELECT DISTINCT ON (station_id, reservation_id) * FROM json_to_recordset($1::json) AS said("index" int, station_id bigint,
      reservation_id int, stage text, reason text, at timestamptz, evse int, session_id bigint)
    ORDER BY station_id, reservation_id, stage <> 'used', index
  ) AS said
  WHERE reservation.id = said.reservation_id AND reservation.station_id = said.station_id
    AND (reservation.stage IN ('requested', 'active') OR (said.stage = 'used' AND reservation.stage = 'expired'))`
