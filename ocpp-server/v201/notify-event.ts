import type { OCPP20 } from 'typed-ocpp'
import { configurationKey, instanceOf } from '../../lib/configuration/configuration-key'
import type { Write } from '../../lib/db/coalesce'
import type { FaultChange, FaultSaid } from '../../lib/faults/fault'
import { faultOfEvent } from '../../lib/faults/fault-of-event'
import { recordFaults } from '../../lib/faults/mutations/record-faults'
import { type MonitorOriginSaid, recordMonitorOrigins } from '../../lib/monitors/mutations/record-monitor-origins'
import { happening } from '../happening'
import { placeNumber } from '../place'
import type { Inbound, Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'

type NotifyEvent = Said<OCPP20.NotifyEventRequest>
/** 2.1 also says how much it weighs. */
type EventData = NonNullable<NotifyEvent['eventData']>[number] & { readonly severity?: number }

/**
 * SPEC B-10, D-22 … D-25: every event becomes a line in the station's history; what it says is wrong opens a fault, or closes one. An
 * empty list is an answered message.
 */
export const notifyEvent: Route<NotifyEvent> = {
  handle(payload, message) {
    const events = payload.eventData ?? []
    const lines = events.map((event) => historyWrite(event, message))
    const faults = events.flatMap((event) => faultSaid(event, message) ?? [])
    const origins = events.flatMap((event) => originSaid(event, message))
    return {
      writes: [
        ...lines,
        ...faults.map((item) => ({ writer: recordFaults, item }) as Write),
        ...origins.map((item) => ({ writer: recordMonitorOrigins, item }) as Write),
      ],
      answer: () => ({}),
      committed(results) {
        for (const index of faults.keys())
          message.station.showFault(results[lines.length + index] as FaultChange | null)
      },
    }
  },
}

function historyWrite(event: EventData, message: Inbound): Write {
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

/** Who has set the monitor it comes from; a notification that comes from none has no origin. */
function originSaid(
  { variableMonitoringId, eventNotificationType }: EventData,
  { station }: Inbound,
): MonitorOriginSaid[] {
  const origin = eventNotificationType ?? ''
  if (variableMonitoringId === undefined || !origin.endsWith('Monitor')) return []
  return [{ stationId: station.id, monitorId: variableMonitoringId, origin }]
}

function faultSaid(event: EventData, { station, receivedAt }: Inbound): FaultSaid | null {
  const { component, variable, timestamp, variableMonitoringId = null } = event
  if (component?.name === undefined || variable?.name === undefined) return null
  const instance = instanceOf(component.instance, variable.instance)
  const fault = faultOfEvent({
    name: configurationKey({ component: component.name, instance, evseNumber: 0, key: variable.name }),
    component: component.name,
    variable: variable.name,
    trigger: event.trigger ?? null,
    actualValue: event.actualValue ?? null,
    isCleared: event.cleared === true,
    severity: severityIn(event.severity),
    origin: event.eventNotificationType ?? null,
    monitorId: variableMonitoringId,
  })
  if (fault === null) return null
  return {
    stationId: station.id,
    evseNumber: placeNumber(component.evse?.id) ?? 0,
    connectorNumber: placeNumber(component.evse?.connectorId) ?? 0,
    source: 'event',
    ...fault,
    monitorId: event.severity === undefined ? variableMonitoringId : null,
    detail: {
      value: event.actualValue,
      cause: event.cause,
      techCode: event.techCode,
      techInfo: event.techInfo,
      transactionId: event.transactionId,
    },
    at: timestamp === undefined ? receivedAt : saidTime(timestamp, receivedAt, station.clockZone).at,
  }
}

const severityIn = (said: number | undefined) =>
  said !== undefined && Number.isInteger(said) && said >= 0 && said <= 9 ? said : null
