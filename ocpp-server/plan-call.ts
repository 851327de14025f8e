import { isKnownAction, type OcppVersion } from '../lib/ocpp-schemas/official'
import { isValid } from '../lib/ocpp-schemas/strict-fault'
import { happening } from './happening'
import type { ConnectedStation, Inbound, Plan, Route, RouteTable } from './route'
import { readPayload } from './schemas/read-payload'
import { routes16 } from './v16/routes'
import { routes21 } from './v21/routes'
import { routes201 } from './v201/routes'
import { OcppError } from './wire/ocpp-error'

const TABLES: Readonly<Record<OcppVersion, RouteTable>> = {
  'ocpp1.6': routes16,
  'ocpp2.0.1': routes201,
  'ocpp2.1': routes21,
}

/** What a station may say besides who it is before somebody has accepted it: what was charged (SPEC H-23, H-24). */
const MONEY = new Set(['StartTransaction', 'StopTransaction', 'MeterValues', 'TransactionEvent', 'NotifySettlement'])

/**
 * From a station's CALL to what must be written and answered: table, registration, lenient reading, handler.
 * @throws OcppError the CALLERROR to answer with
 */
export function planCall(action: string, payload: unknown, message: Inbound): Plan {
  const { station } = message
  const version = dialect(station, action, payload)
  const route = routeOf(version, action)
  if (route === undefined) throw unknownAction(version, action)
  if (!maySay(station, action))
    throw new OcppError('SecurityError', `The station is ${station.registration}, not accepted`)
  try {
    const plan = route.handle(readPayload(version, action, 'request', payload) as never, message)
    return station.registration === 'pending' && MONEY.has(action) ? flagged(plan, action, message) : plan
  } catch (error) {
    throw error instanceof OcppError ? sharper(error, payload) : error
  }
}

function routeOf(version: OcppVersion, action: string): Route<never> | undefined {
  return Object.hasOwn(TABLES[version], action) ? TABLES[version][action] : undefined
}

function maySay({ registration }: ConnectedStation, action: string): boolean {
  if (registration === 'accepted' || action === 'BootNotification') return true
  return registration === 'pending' && (MONEY.has(action) || action === 'NotifyReport')
}

/** Kept, because refusing would throw a session away; and written down, because nobody has said yet that this station is ours. */
function flagged(plan: Plan, action: string, message: Inbound): Plan {
  const flag = happening(message, 'event', 'ChargedBeforeAcceptance', { action })
  return { ...plan, writes: [...plan.writes, flag] }
}

/**
 * FoxESS boxes negotiate 2.0.1 and then speak 1.6 (SPEC T-20): an action only 1.6 knows, or a payload that keeps 1.6's schema and
 * breaks the negotiated one's, is answered as 1.6. What is valid costs nothing extra but the validation every message gets.
 */
function dialect({ protocol }: ConnectedStation, action: string, payload: unknown): OcppVersion {
  if (protocol === 'ocpp1.6' || routeOf('ocpp1.6', action) === undefined) return protocol
  if (isKnownAction(protocol, action) && isValid(protocol, action, 'request', payload)) return protocol
  return isValid('ocpp1.6', action, 'request', payload) ? 'ocpp1.6' : protocol
}

function unknownAction(version: OcppVersion, action: string): OcppError {
  return isKnownAction(version, action)
    ? new OcppError('NotSupported', `${action} is not supported`)
    : new OcppError('NotImplemented', `${action} is not known`)
}

/** A required field that was there, but as something it cannot be read from, is a wrong type, not a missing field. */
function sharper(error: OcppError, payload: unknown): OcppError {
  const field = error.details.field
  if (error.code !== 'OccurrenceConstraintViolation' || typeof field !== 'string') return error
  let given = payload
  for (const key of field.split('.')) given = (given as Record<string, unknown> | null | undefined)?.[key]
  if (given === undefined || given === null) return error
  return new OcppError('TypeConstraintViolation', `${field} cannot be read`, error.details)
}
