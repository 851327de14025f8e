import { requestIdOf } from '../../../lib/commands/confirm-command'
import { harmOfToken } from '../../../lib/stations/harm-of-token'
import { keepTaken, startProfile } from '../../set-profile'
import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'
import { wireProfile } from '../charging-profile'
import { wireToken } from '../token'

export const start: CommandRun<'start'> = async (claimed, tools) => {
  const { evseId, token } = claimed.command
  const harm = harmOfToken(tools.station.live, token)
  if (harm !== null) throw CannotSend.because(harm)
  const profile = startProfile(claimed, tools)
  const answer = await tools.call('RequestStartTransaction', {
    evseId,
    remoteStartId: requestIdOf(claimed.id),
    idToken: wireToken(token, claimed.tokenType),
    ...(profile && { chargingProfile: wireProfile(profile, tools.station.protocol) }),
  })
  if (profile) await keepTaken(profile, answer, tools)
  return toBeProven(answer)
}
