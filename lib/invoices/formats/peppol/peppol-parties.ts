import { plainBankgiro, plainPlusgiro } from '../../../references/giro'
import { plainOrgNumber } from '../../../references/org-number'
import { plainVatNumber } from '../../../vat/vat-number'
import type { InvoiceBuyer, InvoiceDocument, InvoiceSeller } from '../../invoice-document'
import { payableAccounts } from '../payable-accounts'
import type { UblBranch, UblNode } from './ubl-tree'

const vatScheme = (vatNumber: string | null): UblBranch[] =>
  vatNumber === null ? [] : [{ 'cbc:CompanyID': plainVatNumber(vatNumber), 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }]

/** A Swedish number with its scheme; a foreign one as it is. */
function companyId(orgNumber: string | null, country: string): UblNode {
  if (orgNumber === null) return null
  const swedish = country === 'SE' ? plainOrgNumber(orgNumber) : null
  return swedish === null ? orgNumber : { '#': swedish, '@schemeID': '0007' }
}

const endpoint = (party: InvoiceSeller | InvoiceBuyer): UblNode =>
  party.endpoint === null ? null : { '#': party.endpoint.id, '@schemeID': party.endpoint.scheme }

const address = ({ address }: InvoiceSeller | InvoiceBuyer): UblBranch => ({
  'cbc:StreetName': address.street,
  'cbc:CityName': address.city,
  'cbc:PostalZone': address.postalCode,
  'cac:Country': { 'cbc:IdentificationCode': address.country },
})

export function sellerParty(seller: InvoiceSeller): UblBranch {
  const fTax: UblBranch = { 'cbc:CompanyID': 'Godkänd för F-skatt', 'cac:TaxScheme': { 'cbc:ID': 'TAX' } }
  return {
    'cbc:EndpointID': endpoint(seller),
    'cac:PartyName': { 'cbc:Name': seller.name },
    'cac:PostalAddress': address(seller),
    'cac:PartyTaxScheme': [...vatScheme(seller.vatNumber), ...(seller.isFTaxApproved ? [fTax] : [])],
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': seller.name,
      'cbc:CompanyID': companyId(seller.orgNumber, seller.address.country),
      'cbc:CompanyLegalForm': seller.seat === null ? null : `Styrelsens säte: ${seller.seat}`,
    },
    'cac:Contact': { 'cbc:Telephone': seller.phone, 'cbc:ElectronicMail': seller.email },
  }
}

export function buyerParty(buyer: InvoiceBuyer): UblBranch {
  return {
    'cbc:EndpointID': endpoint(buyer),
    'cac:PartyIdentification': { 'cbc:ID': buyer.customerNumber },
    'cac:PartyName': { 'cbc:Name': buyer.name },
    'cac:PostalAddress': address(buyer),
    'cac:PartyTaxScheme': vatScheme(buyer.vatNumber),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': buyer.name,
      'cbc:CompanyID': companyId(buyer.orgNumber, buyer.address.country),
    },
    'cac:Contact': { 'cbc:Name': buyer.reference, 'cbc:ElectronicMail': buyer.email },
  }
}

/** Giro before bank account, each with the reference the payer is to state. Code 30, credit transfer, whatever the account. */
export function paymentMeans(document: InvoiceDocument): UblBranch[] {
  const { seller, ocr, number } = document
  const account = (id: string, branch: string | null): UblBranch => ({
    'cbc:PaymentMeansCode': '30',
    'cbc:PaymentID': ocr ?? number,
    'cac:PayeeFinancialAccount': {
      'cbc:ID': id,
      'cbc:Name': seller.name,
      'cac:FinancialInstitutionBranch': { 'cbc:ID': branch },
    },
  })
  const { bankgiro, plusgiro, iban, bic } = payableAccounts(document)
  return [
    ...(bankgiro === null ? [] : [account(plainBankgiro(bankgiro) ?? bankgiro, 'SE:BANKGIRO')]),
    ...(plusgiro === null ? [] : [account(plainPlusgiro(plusgiro) ?? plusgiro, 'SE:PLUSGIRO')]),
    ...(iban === null ? [] : [account(iban.replace(/\s/g, ''), bic)]),
  ]
}
