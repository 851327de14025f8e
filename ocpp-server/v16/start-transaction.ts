import type { OCPP16 } from 'typed-ocpp'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { SessionStart } from '../../lib/sessions/session-message'
import { placeNumber } from '../place'
import { usingReservation } from '../reservation-use'
import { plan, type Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { showSession } from '../show-session'
import { notingUnpaidStart, standingIn } from '../unpaid-start'
import { vouchedToken } from '../vouched-token'
import { idTagInfo, saidIdTag } from './id-tag'
import { meterWh } from './meter-wh'

/**
 * SPEC A-9. Never refused: a station that gets no transaction id tries again and then throws the session away. Without a
 * connector it is kept under 0, the station as a whole.
 */
export const startTransaction: Route<Said<OCPP16.StartTransactionRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const connectorId = placeNumber(payload.connectorId) ?? 0
    const item: SessionStart = {
      kind: 'start',
      stationId: station.id,
      receivedAt,
      evse: connectorId,
      connector: connectorId === 0 ? 0 : 1,
      token: vouchedToken(station, saidIdTag(payload.idTag)),
      at: saidTime(payload.timestamp, receivedAt, station.clockZone),
      meterStartWh: meterWh(payload.meterStart),
    }
    const planned = plan(
      { writer: recordSessionMessages, item },
      (outcome) => ({
        idTagInfo: idTagInfo(outcome.standing ?? 'invalid', outcome.tokenGroup),
        transactionId: Number(outcome.transactionId),
      }),
      (outcome) => showSession(message, outcome),
    )
    const { reservationId } = payload
    const noted = notingUnpaidStart(planned, message, { ...standingIn, evse: connectorId, connector: 1 })
    return usingReservation(noted, message, {
      reservationId: reservationId !== undefined && Number.isInteger(reservationId) ? reservationId : null,
      evse: connectorId,
      token: item.token.value || null,
      at: item.at.at,
    })
  },
}
