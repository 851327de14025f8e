import { forgetCleared } from '../../clear-profiles'
import { type CommandRun, proven } from '../../station-answer'
import { purpose16 } from '../charging-profile'

export const clearChargingProfile: CommandRun<'clear-charging-profile'> = async ({ command }, tools) => {
  const { profileId, evseId, purpose, stackLevel } = command
  const criteria = {
    ...(evseId === undefined ? {} : { connectorId: evseId }),
    ...(purpose === undefined ? {} : { chargingProfilePurpose: purpose16(purpose) }),
    ...(stackLevel === undefined ? {} : { stackLevel }),
  }
  const answer = await tools.call('ClearChargingProfile', profileId === undefined ? criteria : { id: profileId })
  await forgetCleared(command, answer, tools)
  return proven(answer)
}
