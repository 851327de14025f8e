import type { Write } from '../lib/db/coalesce'
import { recordStationEvents, type StationHappening } from '../lib/stations/mutations/record-station-events'
import type { Inbound, Plan } from './route'
import { saidTime } from './said-time'

/** One line in the station's own history. Without a time of its own it happened when we heard of it. */
export function happening(
  { station, receivedAt }: Inbound,
  kind: StationHappening['kind'],
  name: string,
  detail: object | null,
  timestamp?: string,
): Write {
  const at = timestamp === undefined ? receivedAt : saidTime(timestamp, receivedAt, station.clockZone).at
  const item: StationHappening = { stationId: station.id, kind, name, detail, at, receivedAt }
  return { writer: recordStationEvents, item } as Write
}

export const happened = (write: Write, answer: object = {}): Plan => ({ writes: [write], answer: () => answer })
