import { Decimal } from '../../../kernel/money'
import { checkDocument } from '../../check-document'
import type { InvoiceDocument, InvoiceLine, VatTotal } from '../../invoice-document'
import { lateInterestText } from '../late-payment'
import { checkPeppol, type PeppolProblem } from './check-peppol'
import { buyerParty, paymentMeans, sellerParty } from './peppol-parties'
import { CUSTOMIZATION, PROFILE } from './rule'
import { type UblBranch, type UblLeaf, writeUbl } from './ubl-tree'

/** An e-invoice, or why there can be none. */
export type PeppolResult = { readonly xml: string } | { readonly problems: readonly PeppolProblem[] }

/**
 * The document as a Peppol BIS Billing 3.0 e-invoice (UBL 2.1; a credit note has its own root). Refuses, by the names of the rules, what a
 * receiver would refuse, and documents whose sums do not agree.
 */
export function writePeppol(document: InvoiceDocument): PeppolResult {
  const faults = checkDocument(document).map(({ code, at }) => ({ rule: code, wants: at }))
  const xml = peppolXml(document)
  const problems = [...faults, ...checkPeppol(xml)]
  return problems.length > 0 ? { problems } : { xml }
}

/** The XML without any check; tests break it to see the checks at work. */
export function peppolXml(document: InvoiceDocument): string {
  const isCredit = document.kind === 'credit-note'
  const { currency, supply, buyer, credits } = document
  const money = (amount: string): UblLeaf => ({ '#': new Decimal(amount).toFixed(2), '@currencyID': currency })
  const lines = document.lines.map((line) => lineOf(line, document, money))
  const content: UblBranch = {
    'cbc:CustomizationID': CUSTOMIZATION,
    'cbc:ProfileID': PROFILE,
    'cbc:ID': document.number,
    'cbc:IssueDate': document.issueDate,
    ...(isCredit
      ? { 'cbc:CreditNoteTypeCode': '381' }
      : { 'cbc:DueDate': document.dueDate, 'cbc:InvoiceTypeCode': '380' }),
    // One note at most is allowed.
    'cbc:Note': document.notes.join(' '),
    'cbc:DocumentCurrencyCode': currency,
    'cbc:TaxCurrencyCode': document.vatTotalSek === null ? null : 'SEK',
    'cbc:BuyerReference': buyer.reference,
    'cac:InvoicePeriod': periodOf(document, supply),
    'cac:OrderReference': { 'cbc:ID': buyer.orderReference },
    'cac:BillingReference':
      credits === null
        ? null
        : { 'cac:InvoiceDocumentReference': { 'cbc:ID': credits.number, 'cbc:IssueDate': credits.issueDate } },
    'cac:AccountingSupplierParty': { 'cac:Party': sellerParty(document.seller) },
    'cac:AccountingCustomerParty': { 'cac:Party': buyerParty(buyer) },
    'cac:PaymentMeans': isCredit ? null : paymentMeans(document),
    'cac:PaymentTerms': isCredit ? null : { 'cbc:Note': lateInterestText(document) },
    'cac:TaxTotal': taxTotals(document, money),
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': money(document.netTotal),
      'cbc:TaxExclusiveAmount': money(document.netTotal),
      'cbc:TaxInclusiveAmount': money(document.grossTotal),
      'cbc:PayableRoundingAmount': new Decimal(document.rounding).isZero() ? null : money(document.rounding),
      'cbc:PayableAmount': money(document.payable),
    },
    ...(isCredit ? { 'cac:CreditNoteLine': lines } : { 'cac:InvoiceLine': lines }),
  }
  return writeUbl(isCredit ? 'CreditNote' : 'Invoice', content)
}

type Money = (amount: string) => UblLeaf

function taxTotals(document: InvoiceDocument, money: Money): UblBranch[] {
  const inSek: UblLeaf | null =
    document.vatTotalSek === null ? null : { '#': document.vatTotalSek, '@currencyID': 'SEK' }
  return [
    {
      'cbc:TaxAmount': money(document.vatTotal),
      'cac:TaxSubtotal': document.vatTotals.map((total) => ({
        'cbc:TaxableAmount': money(total.taxable),
        'cbc:TaxAmount': money(total.vat),
        'cac:TaxCategory': {
          'cbc:ID': total.category,
          'cbc:Percent': total.percent,
          ...exemption(total),
          'cac:TaxScheme': { 'cbc:ID': 'VAT' },
        },
      })),
    },
    ...(inSek === null ? [] : [{ 'cbc:TaxAmount': inSek }]),
  ]
}

function exemption({ category, exemptionReason }: VatTotal): UblBranch {
  if (category === 'AE') {
    return { 'cbc:TaxExemptionReasonCode': 'VATEX-EU-AE', 'cbc:TaxExemptionReason': 'Reverse charge' }
  }
  return category === 'E' ? { 'cbc:TaxExemptionReason': exemptionReason } : {}
}

/** UN/ECE Recommendation 20. */
const UNIT_CODES: Readonly<Record<InvoiceLine['unit'], string>> = {
  kWh: 'KWH',
  min: 'MIN',
  session: 'C62',
  month: 'MON',
  piece: 'C62',
}

function lineOf(line: InvoiceLine, document: InvoiceDocument, money: Money): UblBranch {
  const { session } = line
  const days = session === null ? null : daysOf(session)
  const quantity: UblLeaf = { '#': line.quantity, '@unitCode': UNIT_CODES[line.unit] }
  const facts: readonly (readonly [string, string | null])[] =
    session === null
      ? []
      : [
          ['Site', session.site],
          ['Station', session.station],
          ['Start', session.startedAt],
          ['End', session.endedAt],
          ['Energy kWh', session.energyKwh],
          ['Vehicle', session.vehicle],
          ['Driver', session.driver],
        ]
  return {
    'cbc:ID': String(line.position),
    ...(document.kind === 'credit-note' ? { 'cbc:CreditedQuantity': quantity } : { 'cbc:InvoicedQuantity': quantity }),
    'cbc:LineExtensionAmount': money(line.net),
    'cbc:AccountingCost': line.costCentre?.code ?? null,
    'cac:InvoicePeriod': days === null ? null : { 'cbc:StartDate': days.from, 'cbc:EndDate': days.to },
    'cac:DocumentReference': session === null ? null : { 'cbc:ID': session.id, 'cbc:DocumentTypeCode': '130' },
    'cac:Item': {
      'cbc:Name': line.text,
      'cac:ClassifiedTaxCategory': {
        'cbc:ID': line.vatCategory,
        'cbc:Percent': line.vatPercent,
        'cac:TaxScheme': { 'cbc:ID': 'VAT' },
      },
      'cac:AdditionalItemProperty': facts.flatMap(([name, value]) =>
        value === null ? [] : [{ 'cbc:Name': name, 'cbc:Value': value }],
      ),
    },
    'cac:Price': { 'cbc:PriceAmount': { '#': line.unitPrice, '@currencyID': document.currency } },
  }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The days of a session where it was. */
function daysOf(session: NonNullable<InvoiceLine['session']>): { from: string; to: string } {
  let day = dayFormats.get(session.timeZone)
  if (day === undefined) {
    day = new Intl.DateTimeFormat('sv-SE', { timeZone: session.timeZone, dateStyle: 'short' })
    dayFormats.set(session.timeZone, day)
  }
  return { from: day.format(new Date(session.startedAt)), to: day.format(new Date(session.endedAt)) }
}

/** Lines' periods must lie within the invoice's: a charge over midnight at a month's end widens it. */
function periodOf(document: InvoiceDocument, supply: InvoiceDocument['supply']): UblBranch {
  let { from, to } = supply
  for (const { session } of document.lines) {
    if (session === null) continue
    const days = daysOf(session)
    if (days.from < from) from = days.from
    if (days.to > to) to = days.to
  }
  return { 'cbc:StartDate': from, 'cbc:EndDate': to }
}
