import { type CommandRun, proven } from '../../station-answer'
import { scheduleUpdate } from '../schedule-update'

export const updateDynamicSchedule: CommandRun<'update-dynamic-schedule'> = async ({ command }, tools) => {
  const { profileId, update } = command
  const request = { chargingProfileId: profileId, scheduleUpdate: scheduleUpdate(update) }
  return proven(await tools.call('UpdateDynamicSchedule', request))
}
