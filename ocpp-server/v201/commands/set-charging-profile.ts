import { keepTaken, profilesToSend, together } from '../../set-profile'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { wireProfile } from '../charging-profile'

export const setChargingProfile: CommandRun<'set-charging-profile'> = async (claimed, tools) => {
  const answers: StationAnswer[] = []
  for (const profile of profilesToSend(claimed, tools)) {
    const request = { evseId: profile.evse, chargingProfile: wireProfile(profile, tools.station.protocol) }
    const answer = await tools.call('SetChargingProfile', request)
    await keepTaken(profile, answer, tools)
    answers.push(answer)
  }
  return proven(together(answers))
}
