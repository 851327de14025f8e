import { Decimal } from '../../../kernel/money'
import { all, textAt, type UblElement } from './read-ubl'

/**
 * One rule of EN 16931 (BR-…), Peppol BIS Billing 3.0 (PEPPOL-…), its Swedish part (SE-R-…) or of UBL's schema (UBL-…), by the name it
 * has in the official rule files, so that a receiver's refusal and ours say the same. Written from the rules' published texts:
 * docs.peppol.eu/poacc/billing/3.0/rules, release 2025-05.
 */
export interface PeppolRule {
  readonly id: string
  /** What it wants. */
  readonly wants: string
  /** @param invoice the root: Invoice or CreditNote */
  readonly holds: (invoice: UblElement) => boolean
}

export const CUSTOMIZATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
export const PROFILE = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'

export const has = (path: string) => (invoice: UblElement) => textAt(invoice, path) !== ''

export const isCreditNote = (invoice: UblElement) => invoice.name === 'CreditNote'
export const linesOf = (invoice: UblElement) =>
  all(invoice, isCreditNote(invoice) ? 'cac:CreditNoteLine' : 'cac:InvoiceLine')
export const quantityName = (invoice: UblElement) =>
  isCreditNote(invoice) ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'

export const SELLER = 'cac:AccountingSupplierParty/cac:Party'
export const BUYER = 'cac:AccountingCustomerParty/cac:Party'
export const TOTALS = 'cac:LegalMonetaryTotal'

/** The VAT number of a party; empty when it has none. */
export function vatNumberAt(invoice: UblElement, party: string): string {
  const scheme = all(invoice, `${party}/cac:PartyTaxScheme`).find(
    (one) => textAt(one, 'cac:TaxScheme/cbc:ID') === 'VAT',
  )
  return scheme === undefined ? '' : textAt(scheme, 'cbc:CompanyID')
}

export const equals = (a: Decimal | null, b: Decimal | null): boolean => a !== null && b !== null && a.equals(b)

/** Null as soon as one of the numbers is none. */
export function sum(values: readonly (Decimal | null)[]): Decimal | null {
  let total = new Decimal(0)
  for (const value of values) {
    if (value === null) return null
    total = total.plus(value)
  }
  return total
}
