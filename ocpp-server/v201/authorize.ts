import type { OCPP20 } from 'typed-ocpp'
import { authoriseTokens, type ShownToken } from '../../lib/tokens/mutations/authorise-tokens'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { idTokenInfo, saidToken } from './token'

/** SPEC B-2. Certificates of Plug & Charge are not checked here: the answer then speaks of the token only. */
export const authorize: Route<Said<OCPP20.AuthorizeRequest>> = {
  handle({ idToken }, { receivedAt }) {
    const item: ShownToken = { token: saidToken(idToken) ?? { value: '', type: 'rfid' }, receivedAt }
    return plan({ writer: authoriseTokens, item }, ({ standing, group }) => ({
      idTokenInfo: idTokenInfo(standing, group),
    }))
  },
}
