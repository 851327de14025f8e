import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, toBeProven } from '../../station-answer'
import { wireToken } from '../token'

export const start: CommandRun<'start'> = async ({ command, id, tokenType }, tools) => {
  const { evseId, token } = command
  const request = { evseId, remoteStartId: requestIdOf(id), idToken: wireToken(token, tokenType) }
  return toBeProven(await tools.call('RequestStartTransaction', request))
}
