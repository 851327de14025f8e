import { forgetProfiles } from '../lib/charging-limits/mutations/keep-profile'
import type { ProfileCriteria } from '../lib/charging-limits/mutations/record-profiles'
import type { Command } from '../lib/commands/command'
import type { CommandTools, StationAnswer } from './station-answer'

type ClearProfile = Extract<Command, { type: 'clear-charging-profile' }>

/** What a clearing is about, in our own words. A number alone names its profile; only our own profiles can be cleared. */
export const criteriaOf = ({ profileId, evseId, purpose, stackLevel }: ClearProfile): ProfileCriteria => ({
  ...(profileId === undefined ? { evse: evseId, purpose, stackLevel } : { profileIds: [profileId] }),
  sources: ['CSO'],
})

/** Cleared, or never there: in both cases the station does not hold them. */
export async function forgetCleared(command: ClearProfile, { status }: StationAnswer, { station }: CommandTools) {
  if (status === 'Accepted' || status === 'Unknown') await forgetProfiles(station.id, criteriaOf(command))
}
