import type { OCPP21 } from 'typed-ocpp'
import { plainVatNumber, type VatNumberForm, vatNumberForm } from '../../lib/vat/vat-number'
import { answerOnly, type Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-27: the number's form is checked and the answer says that no more was: no register of companies is asked. */
export const vatNumberValidation: Route<Said<OCPP21.VatNumberValidationRequest>> = {
  handle(payload) {
    const vatNumber = need(payload.vatNumber, 'vatNumber').slice(0, 20)
    const { evseId } = payload
    const place = Number.isInteger(evseId) && evseId! >= 0 ? { evseId } : {}
    return answerOnly({ vatNumber, ...place, ...ANSWERS[vatNumberForm(plainVatNumber(vatNumber))] })
  },
}

const info = (reasonCode: string, additionalInfo: string) => ({ reasonCode, additionalInfo })
const ANSWERS: Readonly<Record<VatNumberForm, object>> = {
  possible: {
    status: 'Accepted',
    statusInfo: info('FormOnly', 'The number is well formed. No register was asked who bears it.'),
  },
  impossible: {
    status: 'Rejected',
    statusInfo: info('InvalidNumber', 'No VAT number of that country looks like this.'),
  },
  'unknown-country': {
    status: 'Rejected',
    statusInfo: info('UnknownCountry', 'VAT numbers of this country cannot be checked here.'),
  },
}
