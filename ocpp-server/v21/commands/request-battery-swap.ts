import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, toBeProven } from '../../station-answer'
import { wireToken } from '../../v201/token'

/** A battery given out under this request's number proves it done. */
export const requestBatterySwap: CommandRun<'request-battery-swap'> = async ({ command, id, tokenType }, tools) => {
  const request = { requestId: requestIdOf(id), idToken: wireToken(command.token, tokenType) }
  return toBeProven(await tools.call('RequestBatterySwap', request))
}
