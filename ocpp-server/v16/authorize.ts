import type { OCPP16 } from 'typed-ocpp'
import { authoriseTokens, type ShownToken } from '../../lib/tokens/mutations/authorise-tokens'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { idTagInfo } from './id-tag'

/** SPEC A-2. */
export const authorize: Route<Said<OCPP16.AuthorizeRequest>> = {
  handle({ idTag = '' }, { receivedAt }) {
    const item: ShownToken = { token: { value: idTag, type: 'rfid' }, receivedAt }
    return plan({ writer: authoriseTokens, item }, ({ standing, group }) => ({
      idTagInfo: idTagInfo(standing, group),
    }))
  },
}
