import { all, decimalAt, descendants, first, textAt, type UblElement } from './read-ubl'
import {
  BUYER,
  CUSTOMIZATION,
  equals,
  has,
  isCreditNote,
  linesOf,
  type PeppolRule,
  PROFILE,
  SELLER,
  sum,
  TOTALS,
  vatNumberAt,
} from './rule'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const currencyOf = (invoice: UblElement) => textAt(invoice, 'cbc:DocumentCurrencyCode')
const taxCurrencyOf = (invoice: UblElement) => textAt(invoice, 'cbc:TaxCurrencyCode')
const withSubtotals = (invoice: UblElement) =>
  all(invoice, 'cac:TaxTotal').filter((total) => all(total, 'cac:TaxSubtotal').length > 0)
const taxTotalIn = (invoice: UblElement, currency: string) =>
  all(invoice, 'cac:TaxTotal').find((total) => first(total, 'cbc:TaxAmount')?.attributes.get('currencyID') === currency)
const total = (invoice: UblElement, name: string) => decimalAt(invoice, `${TOTALS}/cbc:${name}`)
/** Electronic address schemes (EAS) that Swedish invoices meet; others need a look at the code list first. */
const isScheme = (scheme: string | undefined) => scheme !== undefined && /^(0\d{3}|99\d{2}|A[MNOPQSU]|EM)$/.test(scheme)
const TWO_DECIMALS = /^-?\d+(\.\d{1,2})?$/
const MONEY = new Set(
  [
    'LineExtensionAmount',
    'TaxExclusiveAmount',
    'TaxInclusiveAmount',
    'PayableRoundingAmount',
    'PayableAmount',
    'TaxAmount',
    'TaxableAmount',
  ].map((name) => `cbc:${name}`),
)

/** What every document has, and how its totals hang together. */
export const DOCUMENT_RULES: readonly PeppolRule[] = [
  { id: 'BR-01', wants: 'a specification identifier', holds: has('cbc:CustomizationID') },
  { id: 'BR-02', wants: 'an invoice number', holds: has('cbc:ID') },
  { id: 'BR-03', wants: 'an issue date', holds: (invoice) => DATE.test(textAt(invoice, 'cbc:IssueDate')) },
  {
    id: 'BR-04',
    wants: 'a type code: 380 for an invoice, 381 for a credit note',
    holds: (invoice) =>
      isCreditNote(invoice)
        ? textAt(invoice, 'cbc:CreditNoteTypeCode') === '381'
        : textAt(invoice, 'cbc:InvoiceTypeCode') === '380',
  },
  { id: 'BR-05', wants: 'a currency', holds: (invoice) => /^[A-Z]{3}$/.test(currencyOf(invoice)) },
  { id: 'BR-06', wants: "the seller's name", holds: has(`${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  { id: 'BR-07', wants: "the buyer's name", holds: has(`${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`) },
  {
    id: 'BR-08',
    wants: "the seller's address",
    holds: (invoice) => all(invoice, `${SELLER}/cac:PostalAddress`).length === 1,
  },
  {
    id: 'BR-09',
    wants: "the seller's country",
    holds: has(`${SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`),
  },
  {
    id: 'BR-10',
    wants: "the buyer's address",
    holds: (invoice) => all(invoice, `${BUYER}/cac:PostalAddress`).length === 1,
  },
  {
    id: 'BR-11',
    wants: "the buyer's country",
    holds: has(`${BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`),
  },
  { id: 'BR-12', wants: 'the sum of the lines', holds: (invoice) => total(invoice, 'LineExtensionAmount') !== null },
  { id: 'BR-13', wants: 'the total without VAT', holds: (invoice) => total(invoice, 'TaxExclusiveAmount') !== null },
  { id: 'BR-14', wants: 'the total with VAT', holds: (invoice) => total(invoice, 'TaxInclusiveAmount') !== null },
  { id: 'BR-15', wants: 'the amount to pay', holds: (invoice) => total(invoice, 'PayableAmount') !== null },
  { id: 'BR-16', wants: 'at least one line', holds: (invoice) => linesOf(invoice).length > 0 },
  {
    id: 'BR-29',
    wants: 'a period that ends on or after the day it begins',
    holds: (invoice) =>
      all(invoice, 'cac:InvoicePeriod').every(
        (period) => textAt(period, 'cbc:EndDate') >= textAt(period, 'cbc:StartDate'),
      ),
  },
  {
    id: 'BR-49',
    wants: 'a code for each means of payment',
    holds: (invoice) => all(invoice, 'cac:PaymentMeans').every(has('cbc:PaymentMeansCode')),
  },
  {
    id: 'BR-53',
    wants: 'the VAT in the accounting currency when that is named',
    holds: (invoice) => taxCurrencyOf(invoice) === '' || taxTotalIn(invoice, taxCurrencyOf(invoice)) !== undefined,
  },
  {
    id: 'BR-55',
    wants: 'the number of each preceding invoice that is referred to',
    holds: (invoice) => all(invoice, 'cac:BillingReference').every(has('cac:InvoiceDocumentReference/cbc:ID')),
  },
  {
    id: 'BR-61',
    wants: 'an account for a credit transfer',
    holds: (invoice) =>
      all(invoice, 'cac:PaymentMeans')
        .filter((means) => ['30', '58'].includes(textAt(means, 'cbc:PaymentMeansCode')))
        .every(has('cac:PayeeFinancialAccount/cbc:ID')),
  },
  { id: 'BR-62', wants: "a scheme for the seller's electronic address", holds: hasScheme(SELLER) },
  { id: 'BR-63', wants: "a scheme for the buyer's electronic address", holds: hasScheme(BUYER) },
  {
    id: 'BR-CO-09',
    wants: 'VAT numbers that begin with their country',
    holds: (invoice) =>
      [SELLER, BUYER]
        .map((party) => vatNumberAt(invoice, party))
        .every((number) => number === '' || /^[A-Z]{2}/.test(number)),
  },
  {
    id: 'BR-CO-10',
    wants: 'a sum of the lines that is their sum',
    holds: (invoice) =>
      equals(
        total(invoice, 'LineExtensionAmount'),
        sum(linesOf(invoice).map((line) => decimalAt(line, 'cbc:LineExtensionAmount'))),
      ),
  },
  {
    id: 'BR-CO-13',
    wants: 'a total without VAT that is the sum of the lines',
    holds: (invoice) => equals(total(invoice, 'TaxExclusiveAmount'), total(invoice, 'LineExtensionAmount')),
  },
  {
    id: 'BR-CO-15',
    wants: 'a total with VAT that is the total without it and the VAT',
    holds: (invoice) => {
      const vat = taxTotalIn(invoice, currencyOf(invoice))
      return (
        vat !== undefined &&
        equals(
          total(invoice, 'TaxInclusiveAmount'),
          sum([total(invoice, 'TaxExclusiveAmount'), decimalAt(vat, 'cbc:TaxAmount')]),
        )
      )
    },
  },
  {
    id: 'BR-CO-16',
    wants: 'an amount to pay that is the total with VAT and the rounding',
    holds: (invoice) => {
      const rounding = first(invoice, `${TOTALS}/cbc:PayableRoundingAmount`)
      const parts = [
        total(invoice, 'TaxInclusiveAmount'),
        ...(rounding ? [total(invoice, 'PayableRoundingAmount')] : []),
      ]
      return equals(total(invoice, 'PayableAmount'), sum(parts))
    },
  },
  {
    id: 'BR-CO-25',
    wants: 'a due date or terms when there is something to pay',
    holds: (invoice) =>
      isCreditNote(invoice) ||
      total(invoice, 'PayableAmount')?.greaterThan(0) !== true ||
      has('cbc:DueDate')(invoice) ||
      has('cac:PaymentTerms/cbc:Note')(invoice),
  },
  {
    id: 'BR-CO-26',
    wants: 'a registration or VAT number of the seller',
    holds: (invoice) =>
      has(`${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`)(invoice) || vatNumberAt(invoice, SELLER) !== '',
  },
  {
    id: 'BR-DEC',
    wants: 'amounts with at most two decimals',
    holds: (invoice) =>
      [...descendants(invoice)].every(({ name, text }) => !MONEY.has(name) || TWO_DECIMALS.test(text)),
  },
  {
    id: 'PEPPOL-EN16931-R001',
    wants: 'the billing process',
    holds: (invoice) => textAt(invoice, 'cbc:ProfileID') === PROFILE,
  },
  { id: 'PEPPOL-EN16931-R002', wants: 'one note at most', holds: (invoice) => all(invoice, 'cbc:Note').length <= 1 },
  {
    id: 'PEPPOL-EN16931-R003',
    wants: "the buyer's reference or an order number",
    holds: (invoice) => has('cbc:BuyerReference')(invoice) || has('cac:OrderReference/cbc:ID')(invoice),
  },
  {
    id: 'PEPPOL-EN16931-R004',
    wants: 'the Peppol BIS Billing 3.0 specification',
    holds: (invoice) => textAt(invoice, 'cbc:CustomizationID').startsWith(CUSTOMIZATION),
  },
  {
    id: 'PEPPOL-EN16931-R005',
    wants: 'an accounting currency that is another than the invoice has',
    holds: (invoice) => taxCurrencyOf(invoice) === '' || taxCurrencyOf(invoice) !== currencyOf(invoice),
  },
  {
    id: 'PEPPOL-EN16931-R008',
    wants: 'no empty elements',
    holds: (invoice) => [...descendants(invoice)].every(({ children, text }) => children.length > 0 || text !== ''),
  },
  { id: 'PEPPOL-EN16931-R010', wants: "the buyer's electronic address", holds: has(`${BUYER}/cbc:EndpointID`) },
  { id: 'PEPPOL-EN16931-R020', wants: "the seller's electronic address", holds: has(`${SELLER}/cbc:EndpointID`) },
  {
    id: 'PEPPOL-EN16931-R051',
    wants: "the invoice's currency on every amount but the VAT in the accounting currency",
    holds: (invoice) => {
      const accounting = all(invoice, 'cac:TaxTotal').filter((one) => all(one, 'cac:TaxSubtotal').length === 0)
      const apart = new Set(accounting.flatMap((one) => [...descendants(one)]))
      return [...descendants(invoice)].every((element) => {
        const currency = element.attributes.get('currencyID')
        return currency === undefined || apart.has(element) || currency === currencyOf(invoice)
      })
    },
  },
  {
    id: 'PEPPOL-EN16931-R053',
    wants: 'one VAT breakdown',
    holds: (invoice) => withSubtotals(invoice).length === 1,
  },
  {
    id: 'PEPPOL-EN16931-R054',
    wants: 'a VAT total without breakdown when, and only when, an accounting currency is named',
    holds: (invoice) =>
      all(invoice, 'cac:TaxTotal').length - withSubtotals(invoice).length === (taxCurrencyOf(invoice) === '' ? 0 : 1),
  },
]

function hasScheme(party: string) {
  return (invoice: UblElement) =>
    all(invoice, `${party}/cbc:EndpointID`).every(({ attributes }) => isScheme(attributes.get('schemeID')))
}
