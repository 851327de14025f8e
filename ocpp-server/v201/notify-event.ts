import type { OCPP20 } from 'typed-ocpp'
import { happening } from '../happening'
import { answerOnly, type Inbound, type Route } from '../route'
import type { Said } from '../schemas/lenient'

type NotifyEvent = Said<OCPP20.NotifyEventRequest>
type EventData = NonNullable<NotifyEvent['eventData']>[number]

/** SPEC B-10: every event becomes a line in the station's history; an empty list is an answered message. */
export const notifyEvent: Route<NotifyEvent> = {
  handle(payload, message) {
    const events = payload.eventData ?? []
    if (events.length === 0) return answerOnly({})
    return { writes: events.map((event) => eventWrite(event, message)), answer: () => ({}) }
  },
}

function eventWrite(event: EventData, message: Inbound) {
  const { component, variable, timestamp, ...rest } = event
  const detail = {
    component: component?.name,
    componentInstance: component?.instance,
    evse: component?.evse?.id,
    connector: component?.evse?.connectorId,
    variable: variable?.name,
    variableInstance: variable?.instance,
    ...rest,
  }
  return happening(message, 'event', variable?.name ?? component?.name ?? 'event', detail, timestamp)
}
