import type { Write } from '../lib/db/coalesce'
import { type ReservationEndSaid, recordReservationEnds } from '../lib/reservations/mutations/record-reservation-ends'
import { reservationsLostWith, reservationUsedBy } from '../lib/reservations/reservation'
import type { SessionOutcome } from '../lib/sessions/session-outcome'
import type { ConnectorStatus } from '../lib/stations/status'
import type { Inbound, Plan } from './route'

interface SessionSaid {
  /** As the station names it; null: it does not. */
  readonly reservationId: number | null
  readonly evse: number | null
  readonly token: string | null
  readonly at: Date
}

/**
 * The same plan, which also marks the reservation that a session makes use of, where there can be one: the message names it, or the
 * station holds one for this token or its group (SPEC L-11). The plan's first write must be the session's.
 */
export function usingReservation(plan: Plan, { station, receivedAt }: Inbound, said: SessionSaid): Plan {
  const open = station.holdings.reservations(receivedAt)
  if (said.reservationId === null && (open === null || said.token === null)) return plan
  const used = ([first]: readonly unknown[]): number | null => {
    const { tokenGroup } = first as SessionOutcome
    return reservationUsedBy(open ?? [], { ...said, tokenGroup })
  }
  return {
    ...plan,
    afterwards(results) {
      const reservationId = used(results)
      const others = plan.afterwards?.(results) ?? []
      if (reservationId === null) return others
      const { sessionId } = results[0] as SessionOutcome
      const end = { stage: 'used' as const, reason: null, at: said.at, evse: said.evse, sessionId }
      return [...others, endWrite({ stationId: station.id, reservationId, ...end })]
    },
    committed(results) {
      plan.committed?.(results)
      const reservationId = used(results)
      if (reservationId !== null) station.holdings.release(reservationId)
    },
  }
}

/**
 * The same plan, which also ends reservations that a place takes with it when it can no longer charge: Faulted or Unavailable
 * (SPEC L-12).
 */
export function endingReservations(
  plan: Plan,
  { station, receivedAt }: Inbound,
  said: { readonly evse: number; readonly status: ConnectorStatus; readonly rawStatus: string; readonly at: Date },
): Plan {
  if (said.status !== 'faulted' && said.status !== 'unavailable') return plan
  const lost = reservationsLostWith(station.holdings.reservations(receivedAt) ?? [], said.evse)
  if (lost.length === 0) return plan
  const end = { stage: 'failed' as const, reason: said.rawStatus, at: said.at, evse: null, sessionId: null }
  return {
    ...plan,
    writes: [...plan.writes, ...lost.map(({ id }) => endWrite({ stationId: station.id, reservationId: id, ...end }))],
    committed(results) {
      plan.committed?.(results)
      for (const { id } of lost) station.holdings.release(id)
    },
  }
}

const endWrite = (item: ReservationEndSaid): Write => ({ writer: recordReservationEnds, item }) as Write
