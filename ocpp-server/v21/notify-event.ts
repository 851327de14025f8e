import type { OCPP21 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { recordStatuses, type StatusKept, type StatusSaid } from '../../lib/stations/mutations/record-statuses'
import { placeNumber } from '../place'
import { endingReservations } from '../reservation-use'
import type { Inbound, Plan, Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { showStatus } from '../show-status'
import { notifyEvent as notifyEvent201 } from '../v201/notify-event'
import { refined, statusOf } from '../v201/status-notification'

type NotifyEvent = Said<OCPP21.NotifyEventRequest>
type EventData = NonNullable<NotifyEvent['eventData']>[number]

/** SPEC V-28: as in 2.0.1, and a connector's AvailabilityState is its status: 2.1 stations need send no StatusNotification. */
export const notifyEvent: Route<NotifyEvent> = {
  handle(payload, message) {
    const plan = notifyEvent201.handle(payload as never, message)
    const statuses = (payload.eventData ?? []).flatMap((event) => statusSaid(event, message) ?? [])
    if (statuses.length === 0) return plan
    const before = plan.writes.length
    const planned: Plan = {
      ...plan,
      writes: [...plan.writes, ...statuses.map((item) => ({ writer: recordStatuses, item }) as Write)],
      committed(results) {
        plan.committed?.(results)
        for (const [index, said] of statuses.entries()) {
          const status = refined(said.status, said.evse, message.station)
          showStatus(message, { ...said, status }, results[before + index] as StatusKept)
        }
      },
    }
    return statuses.reduce((ending, said) => endingReservations(ending, message, said), planned)
  },
}

function statusSaid(event: EventData, { station, receivedAt }: Inbound): StatusSaid | null {
  const { component, variable, actualValue, timestamp } = event
  if (variable?.name?.toLowerCase() !== 'availabilitystate' || !actualValue) return null
  const place = placeOf(component)
  if (place === null) return null
  return {
    stationId: station.id,
    ...place,
    status: statusOf(actualValue),
    rawStatus: actualValue,
    errorCode: null,
    vendorErrorCode: null,
    info: null,
    at: saidTime(timestamp, receivedAt, station.clockZone).at,
    receivedAt,
  }
}

/** A connector's own state, or the whole station's; an EVSE's says no more than its connectors do. */
function placeOf(component: EventData['component']): { evse: number; connector: number } | null {
  const name = component?.name?.toLowerCase()
  if (name === 'chargingstation') return { evse: 0, connector: 0 }
  const evse = placeNumber(component?.evse?.id)
  const connector = placeNumber(component?.evse?.connectorId ?? 1)
  return name === 'connector' && evse && connector ? { evse, connector } : null
}
