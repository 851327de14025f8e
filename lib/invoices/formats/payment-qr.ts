import { Decimal } from '../../kernel/money'
import { formatBankgiro, formatPlusgiro } from '../../references/giro'
import { type Payable, payableAccounts } from './payable-accounts'

/**
 * What a Swedish bank app reads from the code on an invoice: the "UsingQR" format, one line of JSON. `uqr` version, `tp` 1 an invoice,
 * `nme` payee, `cc` its country, `cid` its organisation number, `iref` reference to pay with, `idt` and `ddt` invoice and due date, `due`
 * amount, `cur` currency, `pt` kind of account (BG, PG, IBAN), `acc` account, `bc` its bank's BIC.
 * Source: Visma, "UsingQR format specification" revision 2 (usingqr.com, qrkod.info).
 * @returns null when there is nothing to pay or nowhere to pay it to
 */
export function paymentQr(toPay: Payable): string | null {
  const { seller, issueDate, dueDate, currency, payable, ocr, number } = toPay
  const amount = new Decimal(payable)
  const account = accountOf(toPay)
  const reference = ocr ?? number
  if (!amount.greaterThan(0) || account === null || reference === null) return null
  return JSON.stringify({
    uqr: 1,
    tp: 1,
    nme: seller.name,
    cc: seller.address.country,
    cid: seller.orgNumber,
    iref: reference,
    idt: issueDate.replaceAll('-', ''),
    ddt: dueDate.replaceAll('-', ''),
    // A number in the format; two decimals of any invoice are exact in it.
    due: amount.toNumber(),
    cur: currency,
    ...account,
  })
}

function accountOf(toPay: Payable) {
  const { bankgiro, plusgiro, iban, bic } = payableAccounts(toPay)
  if (bankgiro !== null) return { pt: 'BG', acc: formatBankgiro(bankgiro) }
  if (plusgiro !== null) return { pt: 'PG', acc: formatPlusgiro(plusgiro).replaceAll(' ', '') }
  if (iban !== null) return { pt: 'IBAN', acc: iban.replaceAll(' ', ''), ...(bic === null ? {} : { bc: bic }) }
  return null
}
