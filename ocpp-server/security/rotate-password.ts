import {
  adoptOfferedPassword,
  offerPassword,
  withdrawOfferedPassword,
} from '../../lib/stations/mutations/offer-password'
import { type Answered, CannotSend, isTaken, proven, type StationAnswer } from '../station-answer'
import { CallFailure } from '../wire/ocpp-error'

/**
 * Sets a new password on a station: from its Accepted on only the new one opens, after a refusal only the old one. When it is not
 * known (no answer, or after the next reboot) both do until the station comes with the new one, and no third is offered. SPEC S-15.
 * @param set makes the CALL; `status` is the station's word on the one value
 */
export async function rotate(
  stationId: bigint,
  password: string | Uint8Array,
  set: () => Promise<{ readonly answer: StationAnswer; readonly status: unknown }>,
): Promise<Answered> {
  if (!(await offerPassword(stationId, password))) throw new CannotSend('password-open')
  try {
    const { answer, status } = await set()
    if (status === 'Accepted') await adoptOfferedPassword(stationId)
    else if (!isTaken(status)) await withdrawOfferedPassword(stationId)
    return proven({ ...answer, status: typeof status === 'string' ? status : 'Rejected' })
  } catch (error) {
    const isRefused = error instanceof CannotSend || (error instanceof CallFailure && error.reason === 'error')
    if (isRefused) await withdrawOfferedPassword(stationId)
    throw error
  }
}
