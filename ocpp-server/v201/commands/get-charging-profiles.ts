import { forgetProfiles } from '../../../lib/charging-limits/mutations/keep-profile'
import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, provenNothing, toBeProven } from '../../station-answer'
import { wirePurpose } from '../charging-profile'

/** What it holds comes in ReportChargingProfiles messages; the last one proves the command done. */
export const getChargingProfiles: CommandRun<'get-charging-profiles'> = async ({ id, command }, tools) => {
  const { station } = tools
  const { evseId, profileIds, purpose, stackLevel, sources } = command
  const requestId = requestIdOf(id)
  const chargingProfile = {
    ...(purpose === undefined ? {} : { chargingProfilePurpose: wirePurpose(purpose, station.protocol) }),
    ...(stackLevel === undefined ? {} : { stackLevel }),
    ...(profileIds === undefined ? {} : { chargingProfileId: profileIds }),
    ...(sources === undefined ? {} : { chargingLimitSource: sources }),
  }
  const criteria = { evse: evseId, profileIds, purpose, stackLevel, sources }
  // Its first part may come with the answer: what it is about must be known before.
  station.holdings.expectReport(requestId, { askedAt: new Date(), profiles: criteria })
  const request = { requestId, ...(evseId === undefined ? {} : { evseId }), chargingProfile }
  const answer = await tools.call('GetChargingProfiles', request).catch((error: unknown) => {
    station.holdings.takeExpected(requestId)
    throw error
  })
  if (answer.status === 'Accepted') return toBeProven(answer)
  station.holdings.takeExpected(requestId)
  if (answer.status !== 'NoProfiles') return toBeProven(answer)
  await forgetProfiles(station.id, criteria)
  return provenNothing(answer)
}
