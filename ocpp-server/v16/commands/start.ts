import { harmOfToken } from '../../../lib/stations/harm-of-token'
import { keepTaken, startProfile } from '../../set-profile'
import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'
import { wireProfile16 } from '../charging-profile'

export const start: CommandRun<'start'> = async (claimed, tools) => {
  const { command } = claimed
  if (command.token.length > 20) throw new CannotSend('token-too-long')
  const harm = harmOfToken(tools.station.live, command.token)
  if (harm !== null) throw CannotSend.because(harm)
  const profile = startProfile(claimed, tools)
  const answer = await tools.call('RemoteStartTransaction', {
    connectorId: command.evseId,
    idTag: command.token,
    ...(profile && { chargingProfile: wireProfile16(profile) }),
  })
  if (profile) await keepTaken(profile, answer, tools)
  return toBeProven(answer)
}
