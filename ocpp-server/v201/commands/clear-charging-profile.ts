import type { Purpose } from '../../../lib/charging-limits/charging-profile'
import { forgetCleared } from '../../clear-profiles'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { wirePurpose } from '../charging-profile'

/** A clearing must say at least one thing: everything is said as each purpose in turn (K10). */
const EVERYTHING: readonly Purpose[] = ['station-max', 'tx-default', 'tx']

export const clearChargingProfile: CommandRun<'clear-charging-profile'> = async ({ command }, tools) => {
  const { profileId, evseId, purpose, stackLevel } = command
  const isEverything = [profileId, evseId, purpose, stackLevel].every((one) => one === undefined)
  const answers: StationAnswer[] = []
  for (const one of isEverything ? EVERYTHING : [purpose]) {
    const chargingProfileCriteria = {
      ...(evseId === undefined ? {} : { evseId }),
      ...(one === undefined ? {} : { chargingProfilePurpose: wirePurpose(one, tools.station.protocol) }),
      ...(stackLevel === undefined ? {} : { stackLevel }),
    }
    const request = profileId === undefined ? { chargingProfileCriteria } : { chargingProfileId: profileId }
    const answer = await tools.call('ClearChargingProfile', request)
    await forgetCleared({ ...command, purpose: one }, answer, tools)
    answers.push(answer)
  }
  return proven(answers.find(({ status }) => status === 'Accepted') ?? answers[0]!)
}
