import type { OCPP21 } from 'typed-ocpp'
import { recordStreams } from '../../lib/streams/mutations/record-streams'
import { plan, type Route } from '../route'
import { int32 } from '../said-number'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-20. */
export const closePeriodicEventStream: Route<Said<OCPP21.ClosePeriodicEventStreamRequest>> = {
  handle(payload, { station, receivedAt }) {
    const item = {
      stationId: station.id,
      streamId: need(int32(payload.id) ?? undefined, 'id'),
      monitorId: null,
      intervalSeconds: null,
      valueCount: null,
      isOpen: false,
      at: receivedAt,
    }
    return plan({ writer: recordStreams, item }, () => ({}))
  },
}
