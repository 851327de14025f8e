import type { OCPP21 } from 'typed-ocpp'
import { type StreamSaid, saveStreams } from '../../../lib/streams/mutations/record-streams'
import { int32 } from '../../said-number'
import type { Said } from '../../schemas/lenient'
import { type CommandRun, proven } from '../../station-answer'

export const getStreams: CommandRun<'get-streams'> = async (_claimed, tools) => {
  const answer: Said<OCPP21.GetPeriodicEventStreamResponse> = await tools.call('GetPeriodicEventStream', {})
  const at = new Date()
  const open = (answer.constantStreamData ?? []).flatMap(({ id, variableMonitoringId, params }): StreamSaid[] => {
    const [streamId, monitorId] = [int32(id), int32(variableMonitoringId)]
    if (streamId === null || monitorId === null) return []
    const rhythm = { intervalSeconds: int32(params?.interval), valueCount: int32(params?.values) }
    return [{ stationId: tools.station.id, streamId, monitorId, ...rhythm, isOpen: true, at }]
  })
  await saveStreams(open)
  return proven(answer)
}
