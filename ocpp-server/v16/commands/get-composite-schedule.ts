import type { CompositeAnswer } from '../../../lib/charging-limits/composite-answer'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { futureInstant, saidSchedule } from '../../v201/charging-profile'
import { wireInstant } from '../charging-profile'

export const getCompositeSchedule: CommandRun<'get-composite-schedule'> = async ({ command }, tools) => {
  const { evseId, durationSeconds, unit } = command
  const request = { connectorId: evseId, duration: durationSeconds, ...(unit && { chargingRateUnit: unit }) }
  const answer = await tools.call('GetCompositeSchedule', request)
  return proven({ ...answer, composite: compositeIn(answer, evseId) })
}

function compositeIn(answer: StationAnswer, evse: number): CompositeAnswer | null {
  const now = new Date()
  const said = saidSchedule(answer.chargingSchedule as Parameters<typeof saidSchedule>[0], now)
  if (said === null) return null
  const start = typeof answer.scheduleStart === 'string' ? futureInstant(answer.scheduleStart, now) : null
  return { ...said, evse, startAt: start ? wireInstant(start) : (said.startAt ?? now.toISOString()) }
}
