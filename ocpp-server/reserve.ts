import type { Command } from '../lib/commands/command'
import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { openReservation, type Reservation, settleReservation } from '../lib/reservations/mutations/open-reservation'
import { type Answered, CannotSend, type CommandTools, proven, type StationAnswer } from './station-answer'
import { CallFailure } from './wire/ocpp-error'

type Reserve = ClaimedCommand<Extract<Command, { type: 'reserve' }>>

/**
 * A reservation from its number to what the station says of it (SPEC L-10). What goes wrong is kept with it too: the station may hold
 * one that it never confirmed, but nobody can count on it.
 */
export async function reserve(
  { id: commandId, command }: Reserve,
  { station }: CommandTools,
  askStation: (reservation: Reservation) => Promise<StationAnswer>,
): Promise<Answered> {
  const { evseId: evse = null, connectorType = null, token, groupToken = null } = command
  const expiresAt = new Date(command.expiresAt)
  const createdAt = new Date()
  if (expiresAt <= createdAt) throw new CannotSend('reservation-over')
  const asked = { stationId: station.id, evse, connectorType, token, groupToken, expiresAt, commandId }
  const reservation = await openReservation(asked)
  const open = { id: reservation.id, evse, token, group: reservation.groupName, createdAt, expiresAt }
  station.holdings.reserve(open) // its use may be heard of before its answer
  const answer = await askStation(reservation).catch(async (error: unknown) => {
    station.holdings.release(reservation.id)
    await settleReservation(reservation.id, 'failed', whyNot(error))
    throw error
  })
  const isHeld = answer.status === 'Accepted'
  if (!isHeld) station.holdings.release(reservation.id)
  await settleReservation(reservation.id, isHeld ? 'active' : 'rejected', isHeld ? null : String(answer.status))
  return proven({ ...answer, reservationId: reservation.id })
}

/** Cancelled; or the station does not know it, and then it is not held either. */
export async function settleCancelled(reservationId: number, { status }: StationAnswer, { station }: CommandTools) {
  if (status !== 'Accepted' && status !== 'Rejected') return
  station.holdings.release(reservationId)
  if (status === 'Accepted') await settleReservation(reservationId, 'cancelled')
  else await settleReservation(reservationId, 'failed', 'Rejected')
}

function whyNot(error: unknown): string {
  if (error instanceof CannotSend) return 'NotSent'
  return error instanceof CallFailure && error.reason === 'error' ? error.code : 'NoAnswer'
}
