import type { OCPP20 } from 'typed-ocpp'
import { asksPaymentFirst } from '../../lib/payments/queries/held-pay-places'
import type { SaidToken } from '../../lib/sessions/session-message'
import type { Authorisation } from '../../lib/tokens/decide-authorisation'
import { authoriseTokens, type ShownToken } from '../../lib/tokens/mutations/authorise-tokens'
import { type Inbound, type Plan, plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { type ContractVerdict, checkContract } from '../security/check-contract'
import { notingUnpaidStart, standingIn } from '../unpaid-start'
import { vouchedToken } from '../vouched-token'
import { idTokenInfo, saidToken } from './token'

type Authorize = Said<OCPP20.AuthorizeRequest>

/** SPEC B-2. With certificates of Plug & Charge also S-27: the contract's certificate must be good as well as its token. */
export const authorize: Route<Authorize> = {
  handle(payload, message) {
    const said = saidToken(payload.idToken) ?? { value: '', type: 'rfid' }
    const token = vouchedToken(message.station, said)
    const asksFirst = asksPaymentFirst(message.station.id, null, null)
    const item: ShownToken = { token, receivedAt: message.receivedAt, asksPaymentFirst: asksFirst }
    const hasContract = payload.certificate !== undefined || (payload.iso15118CertificateHashData?.length ?? 0) > 0
    const planned = hasContract
      ? withContract(payload, item, message)
      : plan({ writer: authoriseTokens, item }, ({ standing, group }) => ({
          idTokenInfo: idTokenInfo(standing, group),
        }))
    return notingUnpaidStart(planned, message, standingIn)
  },
}

function withContract(
  { certificate, iso15118CertificateHashData: hashes }: Authorize,
  item: ShownToken,
  { station, receivedAt }: Inbound,
): Plan {
  let verdict: ContractVerdict = 'NoCertificateAvailable'
  const contract = { emaid: item.token.value, certificate, hashes }
  return {
    ...plan({ writer: authoriseTokens, item }, (authorisation) => answered(authorisation, verdict, item.token)),
    async prepare() {
      verdict = await checkContract(contract, station.outside, receivedAt)
    },
  }
}

/** A good certificate of a contract that is not (any more) one of ours is a contract cancelled. */
function answered({ standing, group }: Authorisation, verdict: ContractVerdict, { type }: SaidToken) {
  if (verdict !== 'Accepted') return { idTokenInfo: { status: 'Invalid' }, certificateStatus: verdict }
  const isGood = standing === 'accepted' || standing === 'no-credit'
  const certificateStatus = isGood || type !== 'emaid' ? 'Accepted' : 'ContractCancelled'
  return { idTokenInfo: idTokenInfo(standing, group), certificateStatus }
}
