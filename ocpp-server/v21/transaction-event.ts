import type { OCPP21 } from 'typed-ocpp'
import type { StationSaid } from '../../lib/sessions/session-message'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { planEvent } from '../v201/transaction-event'

type TransactionEvent = Said<OCPP21.TransactionEventRequest>

/** SPEC X-11. As in 2.0.1; what only 2.1 says is kept as the station says it, and our own price stays ours. */
export const transactionEvent: Route<TransactionEvent> = {
  handle: (payload, message) => planEvent(payload, message, stationSaid(payload)),
}

/** The station's own sum, its limits and its mode; null: nothing of the kind, which is the common case. */
function stationSaid(payload: TransactionEvent): StationSaid | null {
  const { costDetails, preconditioningStatus, evseSleep, transactionInfo } = payload
  const { transactionLimit, operationMode, tariffId } = transactionInfo ?? {}
  const said = { costDetails, transactionLimit, operationMode, tariffId, preconditioningStatus, evseSleep }
  const told = Object.entries(said).filter(([, value]) => value !== undefined)
  return told.length === 0 ? null : Object.fromEntries(told)
}
