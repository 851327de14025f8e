import type { OCPP20 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import {
  type ReservationEndSaid,
  recordReservationEnds,
} from '../../lib/reservations/mutations/record-reservation-ends'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { OcppError } from '../wire/ocpp-error'

/** SPEC L-13. Expired, or Removed: the station holds it no longer. 2.1 adds NoTransaction: nobody came to charge. */
export const reservationStatusUpdate: Route<Said<OCPP20.ReservationStatusUpdateRequest>> = {
  handle(payload, { station, receivedAt }) {
    const reservationId = need(payload.reservationId, 'reservationId')
    if (!Number.isInteger(reservationId) || Math.abs(reservationId) >= 2 ** 31) {
      throw new OcppError('PropertyConstraintViolation', 'reservationId cannot be right')
    }
    const reason = payload.reservationUpdateStatus ?? null
    const item: ReservationEndSaid = {
      stationId: station.id,
      reservationId,
      stage: reason === 'Removed' ? 'failed' : 'expired',
      reason,
      at: receivedAt,
      evse: null,
      sessionId: null,
    }
    return {
      writes: [{ writer: recordReservationEnds, item } as Write],
      answer: () => ({}),
      committed: () => station.holdings.release(reservationId),
    }
  },
}
