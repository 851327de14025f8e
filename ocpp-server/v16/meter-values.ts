import type { OCPP16 } from 'typed-ocpp'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { SessionMetered } from '../../lib/sessions/session-message'
import { placeNumber } from '../place'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { showSession } from '../show-session'
import { withSignedValues } from '../signed-values'
import { samples16 } from './sampled-values'
import { signedValues16 } from './signed-values'

/** SPEC A-10. Never refused; outside a session they are kept and shown, not billed. */
export const meterValues: Route<Said<OCPP16.MeterValuesRequest>> = {
  handle(payload, message) {
    const item: SessionMetered = {
      kind: 'metered',
      stationId: message.station.id,
      receivedAt: message.receivedAt,
      evse: placeNumber(payload.connectorId) ?? 0,
      transactionId: payload.transactionId === undefined ? null : String(payload.transactionId),
      samples: samples16(payload.meterValue, message),
    }
    const planned = plan(
      { writer: recordSessionMessages, item },
      () => ({}),
      (outcome) => showSession(message, outcome),
    )
    return withSignedValues(planned, message, item.evse, signedValues16(payload.meterValue, message))
  },
}
