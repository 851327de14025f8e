import type { OCPP21 } from 'typed-ocpp'
import { recordStreamValues } from '../../lib/streams/mutations/record-stream-values'
import { type Inbound, plan, type Route } from '../route'
import { int32 } from '../said-number'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

type Stream = Said<OCPP21.NotifyPeriodicEventStream>

/** SPEC V-20: comes as SEND, so nobody hears the answer; as a CALL it is answered all the same. */
export const notifyPeriodicEventStream: Route<Stream> = {
  handle(payload, message) {
    const streamId = need(int32(payload.id) ?? undefined, 'id')
    const item = { stationId: message.station.id, streamId, values: valuesOf(payload, message) }
    return plan({ writer: recordStreamValues, item }, () => ({}))
  },
}

/** Offsets are seconds from the base time; the standard's own example writes instants instead, and so do stations. */
function valuesOf({ data = [], basetime }: Stream, { receivedAt, station }: Inbound) {
  const base = saidTime(basetime, receivedAt, station.clockZone).at.getTime()
  return data.flatMap(({ t, v }) => {
    if (v === undefined) return []
    const ms = t === undefined ? base : base + t * 1000
    const isLikely = Number.isFinite(ms) && ms > 0 && ms <= receivedAt.getTime() + 24 * 3_600_000
    return [{ at: isLikely ? new Date(ms) : receivedAt, value: v }]
  })
}
