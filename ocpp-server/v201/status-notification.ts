import type { OCPP20 } from 'typed-ocpp'
import { recordStatuses, type StatusSaid } from '../../lib/stations/mutations/record-statuses'
import type { ConnectorStatus } from '../../lib/stations/status'
import { placeNumber } from '../place'
import { endingReservations } from '../reservation-use'
import { type ConnectedStation, plan, type Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { showStatus } from '../show-status'
import { OcppError } from '../wire/ocpp-error'

const STATUSES: Readonly<Record<string, ConnectorStatus>> = {
  Available: 'available',
  Occupied: 'occupied',
  Reserved: 'reserved',
  Unavailable: 'unavailable',
  Faulted: 'faulted',
}

/** A connector's status as a station says it. */
export const statusOf = (word: string): ConnectorStatus => STATUSES[word] ?? 'unknown'

/** SPEC B-3, B-4. 2.0.1 has no error code here: what is wrong comes in NotifyEvent. */
export const statusNotification: Route<Said<OCPP20.StatusNotificationRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const evse = placeNumber(need(payload.evseId, 'evseId'))
    const connector = placeNumber(payload.connectorId ?? 1)
    if (evse === null || connector === null) throw new OcppError('PropertyConstraintViolation', 'No such place')
    const rawStatus = need(payload.connectorStatus, 'connectorStatus')
    const said: StatusSaid = {
      stationId: station.id,
      evse,
      connector: evse === 0 ? 0 : Math.max(connector, 1),
      status: statusOf(rawStatus),
      rawStatus,
      errorCode: null,
      vendorErrorCode: null,
      info: null,
      at: saidTime(payload.timestamp, receivedAt, station.clockZone).at,
      receivedAt,
    }
    const planned = plan(
      { writer: recordStatuses, item: said },
      () => ({}),
      (kept) => showStatus(message, { ...said, status: refined(said.status, evse, station) }, kept),
    )
    return endingReservations(planned, message, said)
  },
}

/** "Occupied" says less than the running session's own state; every other status says more. */
export function refined(status: ConnectorStatus, evse: number, { sessionStates }: ConnectedStation): ConnectorStatus {
  return status === 'occupied' ? (sessionStates.get(evse) ?? status) : status
}
