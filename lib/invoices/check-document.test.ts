import { describe, expect, it } from 'vitest'
import { checkDocument, DOCUMENT_PROBLEMS, type DocumentProblemCode } from './check-document'
import { type InvoiceDocument, invoiceDocumentSchema } from './invoice-document'
import { creditNote, fleetInvoice, mixedVatInvoice, reverseChargeInvoice, SAMPLES } from './testing/sample-documents'

type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T
type Draft = Writable<InvoiceDocument>

/** A way to break a good document for each problem. */
const BREAKS: Record<DocumentProblemCode, readonly [() => InvoiceDocument, (document: Draft) => void]> = {
  'number-missing': [fleetInvoice, (d) => (d.number = null)],
  'seller-vat-number-missing': [fleetInvoice, (d) => (d.seller.vatNumber = null)],
  'seller-org-number-wrong': [fleetInvoice, (d) => (d.seller.orgNumber = '9999000015')],
  'buyer-vat-number-missing': [reverseChargeInvoice, (d) => (d.buyer.vatNumber = null)],
  'exemption-reason-missing': [
    mixedVatInvoice,
    (d) => {
      for (const total of d.vatTotals) total.exemptionReason = null
    },
  ],
  'vat-in-sek-missing': [reverseChargeInvoice, (d) => (d.vatTotalSek = null)],
  'lines-missing': [fleetInvoice, (d) => (d.lines = [])],
  'credited-invoice-missing': [creditNote, (d) => (d.credits = null)],
  'credited-invoice-on-invoice': [fleetInvoice, (d) => (d.credits = { number: '1', issueDate: '2026-01-01' })],
  'supply-reversed': [fleetInvoice, (d) => (d.supply.to = '2026-09-30')],
  'due-before-issue': [fleetInvoice, (d) => (d.dueDate = '2026-10-31')],
  'too-many-decimals': [fleetInvoice, (d) => (d.netTotal = `${d.netTotal}1`)],
  'positions-wrong': [fleetInvoice, (d) => (d.lines[1]!.position = 1)],
  'unit-price-negative': [fleetInvoice, (d) => (d.lines[0]!.unitPrice = '-1')],
  'line-price-differs': [fleetInvoice, (d) => (d.lines[0]!.unitPrice = '9.9')],
  'line-sum-differs': [fleetInvoice, (d) => (d.lines[0]!.gross = '1.00')],
  'vat-rate-wrong': [fleetInvoice, (d) => (d.lines[0]!.vatPercent = '0')],
  'vat-rate-missing': [mixedVatInvoice, (d) => d.vatTotals.pop()],
  'vat-rate-unused': [fleetInvoice, (d) => d.vatTotals.push({ ...d.vatTotals[0]!, percent: '6' })],
  'vat-rate-twice': [fleetInvoice, (d) => d.vatTotals.push({ ...d.vatTotals[0]! })],
  'taxable-differs': [fleetInvoice, (d) => (d.vatTotals[0]!.taxable = '1.00')],
  'vat-differs': [fleetInvoice, (d) => (d.vatTotals[0]!.vat = '1.00')],
  'line-vat-differs': [fleetInvoice, (d) => (d.vatTotals[0]!.vat = '1.00')],
  'net-total-differs': [fleetInvoice, (d) => (d.netTotal = '1.00')],
  'vat-total-differs': [fleetInvoice, (d) => (d.vatTotal = '1.00')],
  'gross-total-differs': [fleetInvoice, (d) => (d.grossTotal = '1.00')],
  'rounding-too-large': [fleetInvoice, (d) => (d.rounding = '0.51')],
  'payable-differs': [fleetInvoice, (d) => (d.payable = '1.00')],
  'payment-means-missing': [
    fleetInvoice,
    (d) => {
      d.seller.bankgiro = null
      d.seller.iban = null
    },
  ],
}

describe('a document', () => {
  it.each(Object.entries(SAMPLES))('of the samples (%s) is whole', (_, sample) => {
    expect(invoiceDocumentSchema.parse(sample())).toEqual(sample())
    expect(checkDocument(sample())).toEqual([])
  })

  it.each(DOCUMENT_PROBLEMS)('with the fault %s is told of it', (code) => {
    const [sample, spoil] = BREAKS[code]
    const document = structuredClone(sample()) as Draft
    spoil(document)
    expect(checkDocument(document).map((problem) => problem.code)).toContain(code)
  })

  it('says where, what was found and what was expected', () => {
    const document = { ...fleetInvoice(), payable: '1.00' }
    expect(checkDocument(document)).toEqual([
      {
        code: 'payable-differs',
        at: 'payable',
        found: '1.00',
        expected: fleetInvoice().payable.replace(/\.?0+$/, ''),
      },
    ])
  })

  it('whose VAT was taken out of what was shown may lie an öre beside the rate of the net, not two', () => {
    const document = structuredClone(fleetInvoice()) as Draft
    const total = document.vatTotals[0]!
    const codes = (vat: string) => {
      total.vat = vat
      return checkDocument(document).map(({ code }) => code)
    }
    const [whole, cents] = total.vat.split('.') as [string, string]
    expect(codes(`${whole}.${String(Number(cents) + 3).padStart(2, '0')}`)).toContain('vat-differs')
    expect(codes(`${whole}.${cents}`)).not.toContain('vat-differs')
  })
})
