import { saveStreams } from '../../../lib/streams/mutations/record-streams'
import { CannotSend, type CommandRun, isYes, proven } from '../../station-answer'

export const adjustStream: CommandRun<'adjust-stream'> = async ({ command }, tools) => {
  const { streamId, intervalSeconds, valueCount } = command
  if (intervalSeconds === undefined && valueCount === undefined) throw new CannotSend('nothing-to-change')
  const params = {
    ...(intervalSeconds !== undefined && { interval: intervalSeconds }),
    ...(valueCount !== undefined && { values: valueCount }),
  }
  const answer = await tools.call('AdjustPeriodicEventStream', { id: streamId, params })
  if (isYes(answer)) {
    const rhythm = { intervalSeconds: intervalSeconds ?? null, valueCount: valueCount ?? null }
    await saveStreams([
      { stationId: tools.station.id, streamId, monitorId: null, ...rhythm, isOpen: true, at: new Date() },
    ])
  }
  return proven(answer)
}
