import { MINUTE_MS, SECOND_MS } from '../kernel/time'
import { foldToken } from '../tokens/fold-token'

/** requested → active | rejected | failed; then used, cancelled, expired, or failed because the station has lost it. */
export const RESERVATION_STAGES = ['requested', 'active', 'rejected', 'used', 'cancelled', 'expired', 'failed'] as const
export type ReservationStage = (typeof RESERVATION_STAGES)[number]

/** How a reservation that the station holds may end. */
export type ReservationEnd = Extract<ReservationStage, 'used' | 'cancelled' | 'expired' | 'failed'>

/** A reservation that a station holds: what is needed to see that a message is about it. */
export interface OpenReservation {
  readonly id: number
  /** Null: any EVSE of the station. */
  readonly evse: number | null
  readonly token: string
  /** Tokens of this group may use it as well. */
  readonly group: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Clocks differ, and a car plugged in at the last second is told of a moment later. */
export const EXPIRY_GRACE_MS = 30 * SECOND_MS
/** By so much a station's clock may be behind ours. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS

export interface ChargingBegun {
  /** As the station names the reservation; null: it does not. */
  readonly reservationId: number | null
  readonly evse: number | null
  readonly token: string | null
  readonly tokenGroup: string | null
  readonly at: Date
}

/**
 * The reservation that a session makes use of: the one the station names, else the token's own or its group's at that place and time;
 * one for this EVSE before one for any, the sooner to expire first. Null: none.
 */
export function reservationUsedBy(open: Iterable<OpenReservation>, begun: ChargingBegun): number | null {
  if (begun.reservationId !== null) return begun.reservationId
  const { token, tokenGroup, evse, at } = begun
  if (token === null) return null
  const fitting = [...open].filter(
    (one) =>
      (one.evse === null || evse === null || one.evse === evse) &&
      (foldToken(one.token) === foldToken(token) || isGroup(one.group, token) || isGroup(one.group, tokenGroup)) &&
      one.createdAt.getTime() - CLOCK_SLACK_MS <= at.getTime() &&
      at.getTime() <= one.expiresAt.getTime() + EXPIRY_GRACE_MS,
  )
  fitting.sort(
    (a, b) => Number(a.evse === null) - Number(b.evse === null) || a.expiresAt.getTime() - b.expiresAt.getTime(),
  )
  return fitting[0]?.id ?? null
}

const isGroup = (group: string | null, other: string | null) =>
  group !== null && other !== null && foldToken(group) === foldToken(other)

/**
 * Reservations that go with a place which can no longer charge: an EVSE's own go with it, all go with the whole station; one for any
 * EVSE outlives a single one's fault.
 * @param evse 0: the whole station
 */
export function reservationsLostWith(open: Iterable<OpenReservation>, evse: number): readonly OpenReservation[] {
  return [...open].filter((one) => evse === 0 || one.evse === evse)
}
