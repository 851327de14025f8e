import { Decimal, minorDigits } from '../kernel/money'
import { formatOrgNumber, isOrgNumber } from '../references/org-number'
import { payableAccounts } from './formats/payable-accounts'
import type { InvoiceDocument, InvoiceLine, VatTotal } from './invoice-document'

/** What can be wrong with a document; the edges have the words. */
export const DOCUMENT_PROBLEMS = [
  // What the law wants to read (mervärdesskattelagen 2023:200, 17 kap. 24 §).
  'number-missing',
  'seller-vat-number-missing',
  'seller-org-number-wrong',
  'buyer-vat-number-missing',
  'exemption-reason-missing',
  'vat-in-sek-missing',
  'lines-missing',
  'credited-invoice-missing',
  'credited-invoice-on-invoice',
  // Dates.
  'supply-reversed',
  'due-before-issue',
  // Numbers.
  'too-many-decimals',
  'positions-wrong',
  'unit-price-negative',
  'line-price-differs',
  'line-sum-differs',
  'vat-rate-wrong',
  'vat-rate-missing',
  'vat-rate-unused',
  'vat-rate-twice',
  'taxable-differs',
  'vat-differs',
  'line-vat-differs',
  'net-total-differs',
  'vat-total-differs',
  'gross-total-differs',
  'rounding-too-large',
  'payable-differs',
  // Payment.
  'payment-means-missing',
] as const
export type DocumentProblemCode = (typeof DOCUMENT_PROBLEMS)[number]

export interface DocumentProblem {
  readonly code: DocumentProblemCode
  /** Path in the document: `lines.3.net`. */
  readonly at: string
  /** What the amounts beside it say it should be. */
  readonly expected?: string
  readonly found?: string
}

/**
 * Every reason why a document is not yet an invoice: sums that do not agree, VAT that does not follow from its rate, and contents that the
 * law wants (mervärdesskattelagen 17 kap. 24–26 §§). None: it may be issued. A preview has one, `number-missing`.
 */
export function checkDocument(document: InvoiceDocument): DocumentProblem[] {
  return [...contents(document), ...lines(document), ...vatByRate(document), ...totals(document)]
}

function* contents(document: InvoiceDocument): Generator<DocumentProblem> {
  const { seller, buyer, vatTotals } = document
  if (document.number === null) yield { code: 'number-missing', at: 'number' }
  if (!isOrgNumber(seller.orgNumber) && seller.address.country === 'SE') {
    yield { code: 'seller-org-number-wrong', at: 'seller.orgNumber', found: formatOrgNumber(seller.orgNumber) }
  }
  const reversed = vatTotals.some(({ category }) => category === 'AE')
  if (seller.vatNumber === null && vatTotals.some(({ category }) => category !== 'E')) {
    yield { code: 'seller-vat-number-missing', at: 'seller.vatNumber' }
  }
  if (reversed && buyer.vatNumber === null) yield { code: 'buyer-vat-number-missing', at: 'buyer.vatNumber' }
  for (const [at, total] of vatTotals.entries()) {
    if (total.category === 'E' && total.exemptionReason === null) {
      yield { code: 'exemption-reason-missing', at: `vatTotals.${at}.exemptionReason` }
    }
  }
  if (document.currency !== 'SEK' && seller.address.country === 'SE' && document.vatTotalSek === null) {
    yield { code: 'vat-in-sek-missing', at: 'vatTotalSek' }
  }
  if (document.lines.length === 0) yield { code: 'lines-missing', at: 'lines' }
  if (document.kind === 'credit-note' && document.credits === null) {
    yield { code: 'credited-invoice-missing', at: 'credits' }
  }
  if (document.kind === 'invoice' && document.credits !== null) {
    yield { code: 'credited-invoice-on-invoice', at: 'credits' }
  }
  if (document.supply.to < document.supply.from) yield { code: 'supply-reversed', at: 'supply' }
  if (document.kind === 'invoice') {
    if (document.dueDate < document.issueDate) yield { code: 'due-before-issue', at: 'dueDate' }
    const { bankgiro, plusgiro, iban } = payableAccounts(document)
    if ((bankgiro ?? plusgiro ?? iban) === null && new Decimal(document.payable).greaterThan(0)) {
      yield { code: 'payment-means-missing', at: 'seller.bankgiro' }
    }
  }
}

function* lines(document: InvoiceDocument): Generator<DocumentProblem> {
  const smallest = new Decimal(10).pow(-minorDigits(document.currency))
  for (const [index, line] of document.lines.entries()) {
    const at = `lines.${index}`
    if (line.position !== index + 1) {
      yield { code: 'positions-wrong', at: `${at}.position`, expected: String(index + 1), found: String(line.position) }
    }
    for (const field of ['net', 'vat', 'gross'] as const) yield* decimals(document, `${at}.${field}`, line[field])
    if (new Decimal(line.unitPrice).isNegative()) yield { code: 'unit-price-negative', at: `${at}.unitPrice` }
    const priced = new Decimal(line.quantity).times(line.unitPrice)
    if (priced.minus(line.net).abs().greaterThan(smallest.times(2))) {
      yield { code: 'line-price-differs', at: `${at}.net`, expected: priced.toFixed(), found: line.net }
    }
    yield* agree('line-sum-differs', `${at}.gross`, new Decimal(line.net).plus(line.vat), line.gross)
    yield* rate(`${at}.vatPercent`, line.vatCategory, line.vatPercent)
  }
}

/** Only S has a rate; Z, E and AE have none. */
function* rate(at: string, category: VatTotal['category'], percent: string): Generator<DocumentProblem> {
  if (new Decimal(percent).greaterThan(0) !== (category === 'S')) yield { code: 'vat-rate-wrong', at, found: percent }
}

const rateKey = (category: string, percent: string) => `${category} ${new Decimal(percent).toFixed()}`

function* vatByRate(document: InvoiceDocument): Generator<DocumentProblem> {
  const smallest = new Decimal(10).pow(-minorDigits(document.currency))
  const linesOf = new Map<string, InvoiceLine[]>()
  for (const line of document.lines) {
    const key = rateKey(line.vatCategory, line.vatPercent)
    const its = linesOf.get(key)
    if (its === undefined) linesOf.set(key, [line])
    else its.push(line)
  }
  const seen = new Set<string>()
  for (const [index, total] of document.vatTotals.entries()) {
    const at = `vatTotals.${index}`
    const key = rateKey(total.category, total.percent)
    if (seen.has(key)) yield { code: 'vat-rate-twice', at, found: key }
    seen.add(key)
    yield* rate(`${at}.percent`, total.category, total.percent)
    for (const field of ['taxable', 'vat'] as const) yield* decimals(document, `${at}.${field}`, total[field])
    const its = linesOf.get(key)
    if (its === undefined) yield { code: 'vat-rate-unused', at, found: key }
    yield* agree('taxable-differs', `${at}.taxable`, sumOf(its, 'net'), total.taxable)
    yield* agree('line-vat-differs', `${at}.vat`, sumOf(its, 'vat'), total.vat)
    // Taken out of the sum that was shown, VAT may lie a smallest unit beside the rate's share of the net (as EN 16931's BR-CO-17 allows).
    const share = new Decimal(total.taxable).times(total.percent).dividedBy(100)
    if (share.minus(total.vat).abs().greaterThanOrEqualTo(smallest)) {
      yield { code: 'vat-differs', at: `${at}.vat`, expected: share.toFixed(), found: total.vat }
    }
  }
  for (const [key, its] of linesOf) {
    if (!seen.has(key)) yield { code: 'vat-rate-missing', at: `lines.${its[0]!.position - 1}.vatPercent`, found: key }
  }
}

function* totals(document: InvoiceDocument): Generator<DocumentProblem> {
  for (const field of ['netTotal', 'vatTotal', 'grossTotal', 'rounding', 'payable'] as const) {
    yield* decimals(document, field, document[field])
  }
  const { netTotal, vatTotal, grossTotal, rounding, payable } = document
  yield* agree('net-total-differs', 'netTotal', sumOf(document.lines, 'net'), netTotal)
  const vat = document.vatTotals.reduce((sum, total) => sum.plus(total.vat), new Decimal(0))
  yield* agree('vat-total-differs', 'vatTotal', vat, vatTotal)
  yield* agree('gross-total-differs', 'grossTotal', new Decimal(netTotal).plus(vatTotal), grossTotal)
  if (new Decimal(rounding).abs().greaterThan('0.5')) {
    yield { code: 'rounding-too-large', at: 'rounding', found: rounding }
  }
  yield* agree('payable-differs', 'payable', new Decimal(grossTotal).plus(rounding), payable)
}

function sumOf(lines: readonly InvoiceLine[] | undefined, field: 'net' | 'vat' | 'gross'): Decimal {
  return (lines ?? []).reduce((sum, line) => sum.plus(line[field]), new Decimal(0))
}

function* agree(code: DocumentProblemCode, at: string, expected: Decimal, found: string): Generator<DocumentProblem> {
  if (!expected.equals(found)) yield { code, at, expected: expected.toFixed(), found }
}

function* decimals(document: InvoiceDocument, at: string, amount: string): Generator<DocumentProblem> {
  if (new Decimal(amount).decimalPlaces() > minorDigits(document.currency)) {
    yield { code: 'too-many-decimals', at, found: amount }
  }
}
