import type { OCPP16 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { ConnectorStateSaid } from '../../lib/sessions/session-message'
import type { SessionOutcome } from '../../lib/sessions/session-outcome'
import { recordStatuses, type StatusKept, type StatusSaid } from '../../lib/stations/mutations/record-statuses'
import type { ConnectorStatus } from '../../lib/stations/status'
import { placeNumber, textOrNull } from '../place'
import { endingReservations } from '../reservation-use'
import type { Inbound, Plan, Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { showSession } from '../show-session'
import { showStatus } from '../show-status'
import { OcppError } from '../wire/ocpp-error'

type StatusNotification = Said<OCPP16.StatusNotificationRequest>

const STATUSES: Readonly<Record<string, ConnectorStatus>> = {
  Available: 'available',
  Preparing: 'preparing',
  Charging: 'charging',
  SuspendedEV: 'suspended-ev',
  SuspendedEVSE: 'suspended-evse',
  Finishing: 'finishing',
  Reserved: 'reserved',
  Unavailable: 'unavailable',
  Faulted: 'faulted',
  Occupied: 'occupied', // OCPP 1.5's word, still met
}

const SESSION_STATES: Readonly<Partial<Record<ConnectorStatus, ConnectorStateSaid['state']>>> = {
  charging: 'charging',
  'suspended-ev': 'suspended-ev',
  'suspended-evse': 'suspended-evse',
  finishing: 'idle',
}

const ERROR_CODES = new Set([
  'ConnectorLockFailure',
  'EVCommunicationError',
  'GroundFailure',
  'HighTemperature',
  'InternalError',
  'LocalListConflict',
  'OtherError',
  'OverCurrentFailure',
  'OverVoltage',
  'PowerMeterFailure',
  'PowerSwitchFailure',
  'ReaderFailure',
  'ResetFailure',
  'UnderVoltage',
  'WeakSignal',
])

/** SPEC A-3 … A-8. A status moves the running session's charging state but never ends or bills it. */
export const statusNotification: Route<StatusNotification> = {
  handle(payload, message): Plan {
    const connectorId = placeNumber(need(payload.connectorId, 'connectorId'))
    if (connectorId === null) throw new OcppError('PropertyConstraintViolation', 'connectorId cannot be right')
    const rawStatus = need(payload.status, 'status')
    const at = saidTime(payload.timestamp, message.receivedAt, message.station.clockZone)
    const said: StatusSaid = {
      stationId: message.station.id,
      evse: connectorId, // A connector of 1.6 is an EVSE of its own with connector 1.
      connector: connectorId === 0 ? 0 : 1,
      status: STATUSES[rawStatus] ?? 'unknown',
      rawStatus,
      ...errorIn(payload),
      at: at.at,
      receivedAt: message.receivedAt,
    }
    const writes: Write[] = [{ writer: recordStatuses, item: said } as Write]
    const state = SESSION_STATES[said.status]
    if (state !== undefined && connectorId > 0) writes.push(sessionWrite(message, connectorId, state, at))
    const isOfSession = writes.length > 1
    const planned: Plan = {
      writes,
      answer: () => ({}),
      committed([kept, outcome]) {
        showStatus(message, said, kept as StatusKept)
        if (isOfSession) showSession(message, outcome as SessionOutcome)
      },
    }
    return endingReservations(planned, message, said)
  },
}

function sessionWrite(
  { station, receivedAt }: Inbound,
  evse: number,
  state: ConnectorStateSaid['state'],
  at: ConnectorStateSaid['at'],
): Write {
  const item: ConnectorStateSaid = { kind: 'connector-state', stationId: station.id, receivedAt, evse, state, at }
  return { writer: recordSessionMessages, item } as Write
}

/** Codes that several makers use under one name, and others for something else: they keep the name before them. */
const SHARED_CODES = /evgo/i

const ownedCode = (code: string | null, vendorId: string | null) =>
  code !== null && vendorId !== null && SHARED_CODES.test(vendorId) ? `${vendorId} ${code}` : code

/** A code outside the standard (Legrand's "Error") counts as OtherError; the word itself is kept beside it. */
function errorIn(payload: StatusNotification): Pick<StatusSaid, 'errorCode' | 'vendorErrorCode' | 'info'> {
  const code = textOrNull(payload.errorCode)
  const vendorErrorCode = ownedCode(textOrNull(payload.vendorErrorCode), textOrNull(payload.vendorId))
  const info = textOrNull(payload.info)
  if (code === null || code === 'NoError') return { errorCode: null, vendorErrorCode, info }
  if (ERROR_CODES.has(code)) return { errorCode: code, vendorErrorCode, info }
  return {
    errorCode: 'OtherError',
    vendorErrorCode: vendorErrorCode ?? code,
    info: vendorErrorCode === null ? info : [code, info].filter((part) => part !== null).join(': '),
  }
}
