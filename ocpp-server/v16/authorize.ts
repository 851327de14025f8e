import type { OCPP16 } from 'typed-ocpp'
import { asksPaymentFirst } from '../../lib/payments/queries/held-pay-places'
import { authoriseTokens, type ShownToken } from '../../lib/tokens/mutations/authorise-tokens'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { notingUnpaidStart, standingIn } from '../unpaid-start'
import { vouchedToken } from '../vouched-token'
import { idTagInfo, saidIdTag } from './id-tag'

/** SPEC A-2. */
export const authorize: Route<Said<OCPP16.AuthorizeRequest>> = {
  handle({ idTag = '' }, message) {
    const { station, receivedAt } = message
    const { type } = saidIdTag(idTag)
    const said = { value: idTag, type: type === 'none' ? 'rfid' : type } as const
    // 1.6 does not say where: only what holds at every outlet can be known yet.
    const asksFirst = asksPaymentFirst(station.id, null, null)
    const item: ShownToken = { token: vouchedToken(station, said), receivedAt, asksPaymentFirst: asksFirst }
    const planned = plan({ writer: authoriseTokens, item }, ({ standing, group }) => ({
      idTagInfo: idTagInfo(standing, group),
    }))
    return notingUnpaidStart(planned, message, standingIn)
  },
}
