import type { OCPP20 } from 'typed-ocpp'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { SessionMetered } from '../../lib/sessions/session-message'
import { placeNumber } from '../place'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { showSession } from '../show-session'
import { withSignedValues } from '../signed-values'
import { samples201 } from './sampled-values'
import { signedValues201 } from './signed-values'

/** SPEC B-8. In 2.0.1 these are outside sessions; what belongs to one comes in TransactionEvent. */
export const meterValues: Route<Said<OCPP20.MeterValuesRequest>> = {
  handle(payload, message) {
    const item: SessionMetered = {
      kind: 'metered',
      stationId: message.station.id,
      receivedAt: message.receivedAt,
      evse: placeNumber(payload.evseId) ?? 0,
      transactionId: null,
      samples: samples201(payload.meterValue, message),
    }
    const planned = plan(
      { writer: recordSessionMessages, item },
      () => ({}),
      (outcome) => showSession(message, outcome),
    )
    return withSignedValues(planned, message, item.evse, signedValues201(payload.meterValue, message))
  },
}
