import type { CompositeAnswer } from '../../../lib/charging-limits/composite-answer'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { wireInstant } from '../../v16/charging-profile'
import { futureInstant, saidSchedule } from '../charging-profile'

export const getCompositeSchedule: CommandRun<'get-composite-schedule'> = async ({ command }, tools) => {
  const { evseId, durationSeconds, unit } = command
  const request = { evseId, duration: durationSeconds, ...(unit && { chargingRateUnit: unit }) }
  const answer = await tools.call('GetCompositeSchedule', request)
  return proven({ ...answer, composite: compositeIn(answer, evseId) })
}

type Composite = Parameters<typeof saidSchedule>[0] & { readonly scheduleStart?: string }

function compositeIn({ schedule }: StationAnswer, evse: number): CompositeAnswer | null {
  const now = new Date()
  const said = schedule as Composite | undefined
  const read = saidSchedule(said, now)
  return read && { ...read, evse, startAt: wireInstant(futureInstant(said?.scheduleStart, now) ?? now) }
}
