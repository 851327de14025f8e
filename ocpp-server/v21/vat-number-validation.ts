import type { OCPP21 } from 'typed-ocpp'
import { cutText } from '../../lib/kernel/cut-text'
import { plainVatNumber, vatNumberForm } from '../../lib/vat/vat-number'
import type { VatStanding } from '../../lib/vat/vat-register'
import { answerOnly, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-27: the number's form, then the register when there is one; the answer says how far it was checked. */
export const vatNumberValidation: Route<Said<OCPP21.VatNumberValidationRequest>> = {
  handle(payload, { station }) {
    const vatNumber = cutText(need(payload.vatNumber, 'vatNumber'), 20)
    const { evseId } = payload
    const asked = { vatNumber, ...(evseId !== undefined && evseId >= 0 && { evseId }) }
    const form = vatNumberForm(plainVatNumber(vatNumber))
    if (form === 'impossible') return answerOnly({ ...asked, ...IMPOSSIBLE })
    if (form === 'unknown-country') return answerOnly({ ...asked, ...UNKNOWN_COUNTRY })
    let standing: VatStanding = null
    return {
      writes: [],
      async prepare() {
        standing = await station.outside.vat.ask(vatNumber)
      },
      answer: () => ({ ...asked, ...answerOf(standing) }),
    }
  },
}

function answerOf(standing: VatStanding): object {
  if (standing === null) return FORM_ONLY
  if (!standing.isValid) return NOT_REGISTERED
  return standing.company === null ? { status: 'Accepted' } : { status: 'Accepted', company: standing.company }
}

const said = (status: 'Accepted' | 'Rejected', reasonCode: string, additionalInfo: string) => ({
  status,
  statusInfo: { reasonCode, additionalInfo },
})
const FORM_ONLY = said('Accepted', 'FormOnly', 'The number is well formed. No register was asked who bears it.')
const NOT_REGISTERED = said('Rejected', 'NotRegistered', 'The register does not know this number.')
const IMPOSSIBLE = said('Rejected', 'InvalidNumber', 'No VAT number of that country looks like this.')
const UNKNOWN_COUNTRY = said('Rejected', 'UnknownCountry', 'VAT numbers of this country cannot be checked here.')
