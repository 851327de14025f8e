import type { OCPP16 } from 'typed-ocpp'
import { authoriseTokens, type ShownToken } from '../../lib/tokens/mutations/authorise-tokens'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { vouchedToken } from '../vouched-token'
import { idTagInfo, saidIdTag } from './id-tag'

/** SPEC A-2. */
export const authorize: Route<Said<OCPP16.AuthorizeRequest>> = {
  handle({ idTag = '' }, { station, receivedAt }) {
    const { type } = saidIdTag(idTag)
    const said = { value: idTag, type: type === 'none' ? 'rfid' : type } as const
    const item: ShownToken = { token: vouchedToken(station, said), receivedAt }
    return plan({ writer: authoriseTokens, item }, ({ standing, group }) => ({
      idTagInfo: idTagInfo(standing, group),
    }))
  },
}
