import type { InvoiceDocument } from '../invoice-document'

/** What is to be paid, whichever paper asks for it. */
export type Payable = Pick<
  InvoiceDocument,
  'seller' | 'issueDate' | 'dueDate' | 'currency' | 'payable' | 'ocr' | 'number'
>

export type Accounts = Pick<InvoiceDocument['seller'], 'bankgiro' | 'plusgiro' | 'iban' | 'bic' | 'swishNumber'>

/**
 * The accounts that take the document's currency: giros and Swish carry kronor only (Bankgirot stopped euro on 31 October 2016), a bank
 * account by its IBAN any.
 */
export function payableAccounts({ seller, currency }: Pick<Payable, 'seller' | 'currency'>): Accounts {
  const { bankgiro, plusgiro, iban, bic, swishNumber } = seller
  const isKronor = currency === 'SEK'
  return {
    bankgiro: isKronor ? bankgiro : null,
    plusgiro: isKronor ? plusgiro : null,
    swishNumber: isKronor ? swishNumber : null,
    iban,
    bic: iban === null ? null : bic,
  }
}
