import type { Write } from '../lib/db/coalesce'
import { type ReservationEndSaid, recordReservationEnds } from '../lib/reservations/mutations/record-reservation-ends'

/** What a session that names its reservation means for it; rare, so it is written only then. */
export function reservationUsed(
  said: Pick<ReservationEndSaid, 'stationId' | 'evse' | 'sessionId' | 'at'>,
  reservationId: number | null,
): Write[] {
  if (reservationId === null) return []
  const item: ReservationEndSaid = { ...said, reservationId, stage: 'used', reason: null }
  return [{ writer: recordReservationEnds, item } as Write]
}
