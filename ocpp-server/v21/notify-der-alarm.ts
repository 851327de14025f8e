import type { OCPP21 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { recordFaults } from '../../lib/faults/mutations/record-faults'
import { happening } from '../happening'
import type { Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** OCPP's severity "Alert": the standard gives DER alarms none. The grid is out of bounds, the station itself is sound. */
const SEVERITY = 5

/** SPEC V-24: an alarm is a fault of the station until it says that it has ended. */
export const notifyDerAlarm: Route<Said<OCPP21.NotifyDERAlarmRequest>> = {
  handle({ timestamp, ...said }, message) {
    const { station, receivedAt } = message
    const controlType = need(said.controlType, 'controlType')
    const isOpen = said.alarmEnded !== true
    const fault = {
      stationId: station.id,
      evseNumber: 0,
      connectorNumber: 0,
      source: 'event' as const,
      code: `DER.${controlType}`,
      severity: SEVERITY,
      detail: said,
      at: saidTime(timestamp, receivedAt, station.clockZone).at,
      isOpen,
    }
    const name = isOpen ? 'DerAlarm' : 'DerAlarmEnded'
    return {
      writes: [{ writer: recordFaults, item: fault } as Write, happening(message, 'event', name, said, timestamp)],
      answer: () => ({}),
      committed: ([change]) => station.showFault(change as Parameters<typeof station.showFault>[0]),
    }
  },
}
