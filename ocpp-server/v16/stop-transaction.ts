import type { OCPP16 } from 'typed-ocpp'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { SessionStop } from '../../lib/sessions/session-message'
import { textOrNull } from '../place'
import { plan, type Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { showSession } from '../show-session'
import { withSignedValues } from '../signed-values'
import { vouchedToken } from '../vouched-token'
import { idTagInfo, saidIdTag } from './id-tag'
import { meterWh } from './meter-wh'
import { samples16 } from './sampled-values'
import { signedValues16 } from './signed-values'

/** The station's own word for "I never got an id" (errata 3.18). */
const NO_TRANSACTION = '-1'

/** SPEC A-11. Never refused, whatever its transaction id: a stop that fits nowhere is kept as one that fits nowhere. */
export const stopTransaction: Route<Said<OCPP16.StopTransactionRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const token = vouchedToken(station, saidIdTag(payload.idTag))
    const item: SessionStop = {
      kind: 'stop',
      stationId: station.id,
      receivedAt,
      transactionId: payload.transactionId === undefined ? NO_TRANSACTION : String(payload.transactionId),
      at: saidTime(payload.timestamp, receivedAt, station.clockZone),
      meterStopWh: meterWh(payload.meterStop),
      reason: textOrNull(payload.reason) ?? 'Local',
      token: token.type === 'none' ? null : token,
      samples: samples16(payload.transactionData, message),
    }
    const planned = plan(
      { writer: recordSessionMessages, item },
      ({ standing, tokenGroup }) => (standing === null ? {} : { idTagInfo: idTagInfo(standing, tokenGroup) }),
      (outcome) => showSession(message, outcome),
    )
    return withSignedValues(planned, message, null, signedValues16(payload.transactionData, message))
  },
}
