import { findProfilesToRestore } from '../../../lib/charging-limits/queries/find-profiles-to-restore'
import { keepTaken, together } from '../../set-profile'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { wireProfile16 } from '../charging-profile'

export const restoreChargingProfiles: CommandRun<'restore-charging-profiles'> = async (_claimed, tools) => {
  const answers: StationAnswer[] = []
  const profiles = await findProfilesToRestore(tools.station.id)
  tools.station.holdings.hasProfiles = profiles.length > 0
  for (const profile of profiles) {
    const request = { connectorId: profile.evse, csChargingProfiles: wireProfile16(profile) }
    const answer = await tools.call('SetChargingProfile', request)
    await keepTaken(profile, answer, tools)
    answers.push(answer)
  }
  return proven(together(answers))
}
