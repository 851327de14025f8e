import type { OCPP21 } from 'typed-ocpp'
import { recordStreams } from '../../lib/streams/mutations/record-streams'
import { plan, type Route } from '../route'
import { int32 } from '../said-number'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-20: every stream is welcome. */
export const openPeriodicEventStream: Route<Said<OCPP21.OpenPeriodicEventStreamRequest>> = {
  handle({ constantStreamData }, { station, receivedAt }) {
    const { id, variableMonitoringId, params } = need(constantStreamData, 'constantStreamData')
    const item = {
      stationId: station.id,
      streamId: need(int32(id) ?? undefined, 'constantStreamData.id'),
      monitorId: need(int32(variableMonitoringId) ?? undefined, 'constantStreamData.variableMonitoringId'),
      intervalSeconds: int32(params?.interval),
      valueCount: int32(params?.values),
      isOpen: true,
      at: receivedAt,
    }
    return plan({ writer: recordStreams, item }, () => ({ status: 'Accepted' }))
  },
}
