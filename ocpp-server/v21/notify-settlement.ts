import type { OCPP21 } from 'typed-ocpp'
import { recordSettlements } from '../../lib/settlements/mutations/record-settlements'
import { textOrNull } from '../place'
import { plan, type Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { OcppError } from '../wire/ocpp-error'

/** More than any payment terminal settles; a column holds no more either. */
const LARGEST_AMOUNT = 1e9

/** SPEC V-21: kept for reconciliation. A station that prints no receipt of its own hears the number the settlement has with us. */
export const notifySettlement: Route<Said<OCPP21.NotifySettlementRequest>> = {
  handle(payload, { station, receivedAt }) {
    const amount = need(payload.settlementAmount, 'settlementAmount')
    if (Math.abs(amount) > LARGEST_AMOUNT) {
      throw new OcppError('PropertyConstraintViolation', 'settlementAmount cannot be right', {
        field: 'settlementAmount',
      })
    }
    const receiptId = textOrNull(payload.receiptId)
    const status = need(payload.status, 'status')
    const item = {
      stationId: station.id,
      transactionId: textOrNull(payload.transactionId),
      pspReference: need(payload.pspRef, 'pspRef'),
      status,
      amount: amount.toFixed(4),
      settledAt: saidTime(payload.settlementTime, receivedAt, station.clockZone).at,
      receiptId,
      receiptUrl: textOrNull(payload.receiptUrl),
      vatNumber: textOrNull(payload.vatNumber),
      vatCompany: payload.vatCompany ?? null,
      receivedAt,
    }
    return plan({ writer: recordSettlements, item }, (number) =>
      status === 'Settled' && receiptId === null ? { receiptId: `S${number}` } : {},
    )
  },
}
