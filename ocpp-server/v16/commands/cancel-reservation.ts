import { settleCancelled } from '../../reserve'
import { type CommandRun, proven } from '../../station-answer'

/** The same words in every version. */
export const cancelReservation: CommandRun<'cancel-reservation'> = async ({ command: { reservationId } }, tools) => {
  const answer = await tools.call('CancelReservation', { reservationId })
  await settleCancelled(reservationId, answer, tools)
  return proven(answer)
}
