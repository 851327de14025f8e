import { descendants, type UblElement } from './read-ubl'
import type { PeppolRule } from './rule'

const ordered = (...names: string[]) => names

const HEAD = ['cbc:CustomizationID', 'cbc:ProfileID', 'cbc:ID', 'cbc:IssueDate']
const BODY = [
  'cbc:DocumentCurrencyCode',
  'cbc:TaxCurrencyCode',
  'cbc:AccountingCost',
  'cbc:BuyerReference',
  'cac:InvoicePeriod',
  'cac:OrderReference',
  'cac:BillingReference',
  'cac:AccountingSupplierParty',
  'cac:AccountingCustomerParty',
  'cac:PaymentMeans',
  'cac:PaymentTerms',
  'cac:TaxTotal',
  'cac:LegalMonetaryTotal',
]
const AFTER_QUANTITY = [
  'cbc:LineExtensionAmount',
  'cbc:AccountingCost',
  'cac:InvoicePeriod',
  'cac:DocumentReference',
  'cac:Item',
  'cac:Price',
]

/**
 * UBL 2.1 is a sequence: a receiver's schema refuses right elements in the wrong order. For each element we write, what may be in it and in
 * which order. Source: docs.oasis-open.org/ubl/os-UBL-2.1/xsd, docs.peppol.eu/poacc/billing/3.0/syntax. What is not listed is not ours
 * to write.
 */
const SEQUENCES: Readonly<Record<string, readonly string[]>> = {
  Invoice: ordered(...HEAD, 'cbc:DueDate', 'cbc:InvoiceTypeCode', 'cbc:Note', ...BODY, 'cac:InvoiceLine'),
  CreditNote: ordered(...HEAD, 'cbc:CreditNoteTypeCode', 'cbc:Note', ...BODY, 'cac:CreditNoteLine'),
  'cac:InvoicePeriod': ordered('cbc:StartDate', 'cbc:EndDate'),
  'cac:OrderReference': ordered('cbc:ID'),
  'cac:BillingReference': ordered('cac:InvoiceDocumentReference'),
  'cac:InvoiceDocumentReference': ordered('cbc:ID', 'cbc:IssueDate'),
  'cac:DocumentReference': ordered('cbc:ID', 'cbc:DocumentTypeCode'),
  'cac:AccountingSupplierParty': ordered('cac:Party'),
  'cac:AccountingCustomerParty': ordered('cac:Party'),
  'cac:Party': ordered(
    'cbc:EndpointID',
    'cac:PartyIdentification',
    'cac:PartyName',
    'cac:PostalAddress',
    'cac:PartyTaxScheme',
    'cac:PartyLegalEntity',
    'cac:Contact',
  ),
  'cac:PartyIdentification': ordered('cbc:ID'),
  'cac:PartyName': ordered('cbc:Name'),
  'cac:PostalAddress': ordered('cbc:StreetName', 'cbc:CityName', 'cbc:PostalZone', 'cac:Country'),
  'cac:Country': ordered('cbc:IdentificationCode'),
  'cac:PartyTaxScheme': ordered('cbc:CompanyID', 'cac:TaxScheme'),
  'cac:TaxScheme': ordered('cbc:ID'),
  'cac:PartyLegalEntity': ordered('cbc:RegistrationName', 'cbc:CompanyID', 'cbc:CompanyLegalForm'),
  'cac:Contact': ordered('cbc:Name', 'cbc:Telephone', 'cbc:ElectronicMail'),
  'cac:PaymentMeans': ordered('cbc:PaymentMeansCode', 'cbc:PaymentID', 'cac:PayeeFinancialAccount'),
  'cac:PayeeFinancialAccount': ordered('cbc:ID', 'cbc:Name', 'cac:FinancialInstitutionBranch'),
  'cac:FinancialInstitutionBranch': ordered('cbc:ID'),
  'cac:PaymentTerms': ordered('cbc:Note'),
  'cac:TaxTotal': ordered('cbc:TaxAmount', 'cac:TaxSubtotal'),
  'cac:TaxSubtotal': ordered('cbc:TaxableAmount', 'cbc:TaxAmount', 'cac:TaxCategory'),
  'cac:TaxCategory': ordered(
    'cbc:ID',
    'cbc:Percent',
    'cbc:TaxExemptionReasonCode',
    'cbc:TaxExemptionReason',
    'cac:TaxScheme',
  ),
  'cac:LegalMonetaryTotal': ordered(
    'cbc:LineExtensionAmount',
    'cbc:TaxExclusiveAmount',
    'cbc:TaxInclusiveAmount',
    'cbc:PayableRoundingAmount',
    'cbc:PayableAmount',
  ),
  'cac:InvoiceLine': ordered('cbc:ID', 'cbc:Note', 'cbc:InvoicedQuantity', ...AFTER_QUANTITY),
  'cac:CreditNoteLine': ordered('cbc:ID', 'cbc:Note', 'cbc:CreditedQuantity', ...AFTER_QUANTITY),
  'cac:Item': ordered('cbc:Description', 'cbc:Name', 'cac:ClassifiedTaxCategory', 'cac:AdditionalItemProperty'),
  'cac:ClassifiedTaxCategory': ordered('cbc:ID', 'cbc:Percent', 'cac:TaxScheme'),
  'cac:AdditionalItemProperty': ordered('cbc:Name', 'cbc:Value'),
  'cac:Price': ordered('cbc:PriceAmount', 'cbc:BaseQuantity'),
}

export const ORDER_RULE: PeppolRule = {
  id: 'UBL-SEQUENCE',
  wants: "elements in the order of UBL's schema",
  holds: (invoice) => [...descendants(invoice)].every(isInOrder),
}

function isInOrder({ name, children }: UblElement): boolean {
  if (children.length === 0) return true
  const sequence = SEQUENCES[name]
  if (sequence === undefined) return false
  let at = 0
  return children.every((child) => {
    const place = sequence.indexOf(child.name)
    const isRight = place >= at
    at = place
    return isRight
  })
}
