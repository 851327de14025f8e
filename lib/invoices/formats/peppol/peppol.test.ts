import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../kernel/money'
import { checkDocument } from '../../check-document'
import type { InvoiceDocument } from '../../invoice-document'
import {
  creditNote,
  documentOf,
  fleetInvoice,
  mixedVatInvoice,
  privateInvoice,
  reverseChargeInvoice,
  SAMPLES,
  sessionLine,
} from '../../testing/sample-documents'
import { checkPeppol, PEPPOL_RULES } from './check-peppol'
import { all, decimalAt, first, readUbl, textAt } from './read-ubl'
import { peppolXml, writePeppol } from './write-peppol'

type Change = (xml: string) => string

/** Removes the first (or every) element of a name, with all in it. */
const drop =
  (name: string, every = false): Change =>
  (xml) =>
    xml.replace(new RegExp(`<${name}[ >].*?</${name}>`, every ? 'g' : ''), '')
/** Gives the nth element of a name another text. */
const set =
  (name: string, text: string, nth = 1): Change =>
  (xml) => {
    let seen = 0
    return xml.replace(new RegExp(`(<${name}(?: [^>]*)?>)[^<]*(</${name}>)`, 'g'), (whole, open, close) =>
      ++seen === nth ? `${open}${text}${close}` : whole,
    )
  }
const put =
  (before: string, text: string): Change =>
  (xml) =>
    xml.replace(before, text + before)
const swap =
  (from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replace(from, to)
/** Works on what is between two marks only. */
const within =
  (open: string, close: string, change: Change): Change =>
  (xml) => {
    const from = xml.indexOf(open)
    const to = xml.indexOf(close, from)
    return xml.slice(0, from) + change(xml.slice(from, to)) + xml.slice(to)
  }
const both =
  (...changes: readonly Change[]): Change =>
  (xml) =>
    changes.reduce((text, change) => change(text), xml)

const inSeller = (change: Change) => within('<cac:AccountingSupplierParty>', '</cac:AccountingSupplierParty>', change)
const inBuyer = (change: Change) => within('<cac:AccountingCustomerParty>', '</cac:AccountingCustomerParty>', change)
const inTotals = (change: Change) => within('<cac:LegalMonetaryTotal>', '</cac:LegalMonetaryTotal>', change)
const inTax = (change: Change) => within('<cac:TaxTotal>', '<cac:LegalMonetaryTotal>', change)
const inLine = (change: Change) => within('<cac:InvoiceLine>', '</cac:InvoiceLine>', change)

const zeroRated = (): InvoiceDocument =>
  documentOf([sessionLine(1, { vatPercent: '0', vatCategory: 'Z' }), sessionLine(2)])
const plusgiro = privateInvoice
const toPay = fleetInvoice

/** For each rule a good document and a way to break it. */
const VIOLATIONS: Readonly<Record<string, readonly [() => InvoiceDocument, Change]>> = {
  'BR-01': [toPay, drop('cbc:CustomizationID')],
  'BR-02': [toPay, drop('cbc:ID')],
  'BR-03': [toPay, set('cbc:IssueDate', '1 november')],
  'BR-04': [toPay, set('cbc:InvoiceTypeCode', '381')],
  'BR-05': [toPay, drop('cbc:DocumentCurrencyCode')],
  'BR-06': [toPay, inSeller(drop('cbc:RegistrationName'))],
  'BR-07': [toPay, inBuyer(drop('cbc:RegistrationName'))],
  'BR-08': [toPay, inSeller(drop('cac:PostalAddress'))],
  'BR-09': [toPay, inSeller(drop('cac:Country'))],
  'BR-10': [toPay, inBuyer(drop('cac:PostalAddress'))],
  'BR-11': [toPay, inBuyer(drop('cac:Country'))],
  'BR-12': [toPay, inTotals(drop('cbc:LineExtensionAmount'))],
  'BR-13': [toPay, inTotals(drop('cbc:TaxExclusiveAmount'))],
  'BR-14': [toPay, inTotals(drop('cbc:TaxInclusiveAmount'))],
  'BR-15': [toPay, inTotals(drop('cbc:PayableAmount'))],
  'BR-16': [toPay, drop('cac:InvoiceLine', true)],
  'BR-29': [toPay, set('cbc:EndDate', '2026-01-01')],
  'BR-49': [toPay, drop('cbc:PaymentMeansCode')],
  'BR-53': [toPay, put('<cbc:BuyerReference>', '<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>')],
  'BR-55': [creditNote, within('<cac:InvoiceDocumentReference>', '</cac:Inv', drop('cbc:ID'))],
  'BR-61': [toPay, drop('cac:PayeeFinancialAccount')],
  'BR-62': [toPay, inSeller(swap(' schemeID="0007"', ''))],
  'BR-63': [toPay, inBuyer(swap('schemeID="0007"', 'schemeID="X"'))],
  'BR-CO-09': [toPay, swap('SE999900901301', '999900901301')],
  'BR-CO-10': [toPay, inTotals(set('cbc:LineExtensionAmount', '1.00'))],
  'BR-CO-13': [toPay, inTotals(set('cbc:TaxExclusiveAmount', '1.00'))],
  'BR-CO-15': [toPay, inTotals(set('cbc:TaxInclusiveAmount', '1.00'))],
  'BR-CO-16': [toPay, inTotals(set('cbc:PayableAmount', '1.00'))],
  'BR-CO-25': [toPay, both(drop('cbc:DueDate'), drop('cac:PaymentTerms'))],
  'BR-CO-26': [toPay, inSeller(both(swap(/<cbc:CompanyID>SE\d+/, '<cbc:CompanyID>'), drop('cac:PartyLegalEntity')))],
  'BR-DEC': [toPay, inTotals(set('cbc:PayableAmount', '1.001'))],
  'BR-21': [toPay, inLine(drop('cbc:ID'))],
  'BR-22': [toPay, inLine(drop('cbc:InvoicedQuantity'))],
  'BR-23': [toPay, inLine(swap(' unitCode="KWH"', ''))],
  'BR-24': [toPay, inLine(drop('cbc:LineExtensionAmount'))],
  'BR-25': [toPay, inLine(within('<cac:Item>', '</cac:Item>', drop('cbc:Name')))],
  'BR-26': [toPay, inLine(drop('cac:Price'))],
  'BR-27': [toPay, inLine(set('cbc:PriceAmount', '-1'))],
  'BR-30': [toPay, inLine(set('cbc:EndDate', '2026-01-01'))],
  'BR-54': [toPay, inLine(drop('cbc:Value'))],
  'BR-CO-04': [toPay, inLine(drop('cac:ClassifiedTaxCategory'))],
  'BR-CO-14': [toPay, inTax(set('cbc:TaxAmount', '1.00'))],
  'BR-CO-17': [toPay, inTax(set('cbc:TaxAmount', '1.00', 2))],
  'BR-CO-18': [toPay, drop('cac:TaxSubtotal', true)],
  'BR-45': [toPay, inTax(drop('cbc:TaxableAmount'))],
  'BR-46': [toPay, inTax(within('<cac:TaxSubtotal>', '</cac:TaxSubtotal>', drop('cbc:TaxAmount')))],
  'BR-47': [toPay, inTax(set('cbc:ID', 'K'))],
  'BR-48': [toPay, inTax(drop('cbc:Percent'))],
  'BR-S-01': [toPay, inTax(set('cbc:ID', 'E'))],
  'BR-S-02': [toPay, inSeller(drop('cac:PartyTaxScheme'))],
  'BR-S-05': [toPay, inLine(set('cbc:Percent', '0'))],
  'BR-S-08': [toPay, inTax(set('cbc:TaxableAmount', '1.00'))],
  'BR-S-09': [toPay, inTax(set('cbc:TaxAmount', '-1.00', 2))],
  'BR-S-10': [toPay, inTax(put('<cac:TaxScheme>', '<cbc:TaxExemptionReason>Because</cbc:TaxExemptionReason>'))],
  'BR-AE-01': [reverseChargeInvoice, inTax(set('cbc:ID', 'Z'))],
  'BR-AE-02': [reverseChargeInvoice, inBuyer(drop('cac:PartyTaxScheme'))],
  'BR-AE-05': [reverseChargeInvoice, inLine(set('cbc:Percent', '25'))],
  'BR-AE-08': [reverseChargeInvoice, inTax(set('cbc:TaxableAmount', '1.00'))],
  'BR-AE-09': [reverseChargeInvoice, inTax(set('cbc:TaxAmount', '1.00', 2))],
  'BR-AE-10': [reverseChargeInvoice, inTax(both(drop('cbc:TaxExemptionReasonCode'), drop('cbc:TaxExemptionReason')))],
  'BR-E-01': [mixedVatInvoice, inTax(swap('<cbc:ID>E</cbc:ID>', '<cbc:ID>Z</cbc:ID>'))],
  'BR-E-02': [mixedVatInvoice, inSeller(drop('cac:PartyTaxScheme'))],
  'BR-E-05': [mixedVatInvoice, swap(/(.*<cbc:ID>E<\/cbc:ID><cbc:Percent>)0/, '$15')],
  'BR-E-08': [
    mixedVatInvoice,
    inTax(swap(/<cbc:TaxableAmount currencyID="SEK">100.00/, '<cbc:TaxableAmount currencyID="SEK">99.00')),
  ],
  'BR-E-09': [
    mixedVatInvoice,
    inTax(swap(/(100.00<\/cbc:TaxableAmount><cbc:TaxAmount currencyID="SEK">)0.00/, '$15.00')),
  ],
  'BR-E-10': [mixedVatInvoice, drop('cbc:TaxExemptionReason')],
  'BR-Z-01': [zeroRated, inTax(swap('<cbc:ID>Z</cbc:ID>', '<cbc:ID>E</cbc:ID>'))],
  'BR-Z-02': [zeroRated, inSeller(drop('cac:PartyTaxScheme'))],
  'BR-Z-05': [zeroRated, inLine(set('cbc:Percent', '6'))],
  'BR-Z-08': [zeroRated, inTax(set('cbc:TaxableAmount', '1.00'))],
  'BR-Z-09': [zeroRated, inTax(set('cbc:TaxAmount', '1.00', 2))],
  'BR-Z-10': [zeroRated, inTax(put('<cac:TaxScheme>', '<cbc:TaxExemptionReason>Because</cbc:TaxExemptionReason>'))],
  'PEPPOL-EN16931-R001': [toPay, drop('cbc:ProfileID')],
  'PEPPOL-EN16931-R002': [toPay, put('<cbc:Note>', '<cbc:Note>Another</cbc:Note>')],
  'PEPPOL-EN16931-R003': [toPay, drop('cbc:BuyerReference')],
  'PEPPOL-EN16931-R004': [toPay, set('cbc:CustomizationID', 'urn:cen.eu:en16931:2017')],
  'PEPPOL-EN16931-R005': [toPay, put('<cbc:BuyerReference>', '<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>')],
  'PEPPOL-EN16931-R008': [toPay, set('cbc:Note', '')],
  'PEPPOL-EN16931-R010': [toPay, inBuyer(drop('cbc:EndpointID'))],
  'PEPPOL-EN16931-R020': [toPay, inSeller(drop('cbc:EndpointID'))],
  'PEPPOL-EN16931-R051': [toPay, inTotals(swap('currencyID="SEK"', 'currencyID="EUR"'))],
  'PEPPOL-EN16931-R053': [toPay, drop('cac:TaxTotal')],
  'PEPPOL-EN16931-R054': [reverseChargeInvoice, drop('cbc:TaxCurrencyCode')],
  'PEPPOL-EN16931-R101': [toPay, inLine(set('cbc:DocumentTypeCode', '916'))],
  'PEPPOL-EN16931-R110': [toPay, inLine(set('cbc:StartDate', '2026-09-01'))],
  'PEPPOL-EN16931-R111': [toPay, inLine(set('cbc:EndDate', '2026-12-01'))],
  'PEPPOL-EN16931-R120': [toPay, inLine(set('cbc:PriceAmount', '9.9'))],
  'SE-R-001': [toPay, swap('SE999900901301', 'SE9999009013')],
  'SE-R-002': [toPay, swap('SE999900901301', 'SE99990090130X')],
  'SE-R-003': [toPay, inSeller(within('<cac:PartyLegalEntity>', '</cac:PartyL', set('cbc:CompanyID', '999900-9013')))],
  'SE-R-004': [toPay, inSeller(within('<cac:PartyLegalEntity>', '</cac:PartyL', set('cbc:CompanyID', '99990090')))],
  'SE-R-005': [toPay, swap('Godkänd för F-skatt', 'Godkänd')],
  'SE-R-006': [toPay, inLine(set('cbc:Percent', '24'))],
  'SE-R-007': [plusgiro, swap('>2865434<', '>286543-4<')],
  'SE-R-008': [toPay, swap('>1609908<', '>160-9908<')],
  'SE-R-009': [toPay, swap('>1609908<', '>1609909<')],
  'SE-R-010': [plusgiro, swap('>2865434<', '>2865435<')],
  'SE-R-011': [toPay, set('cbc:PaymentMeansCode', '56')],
  'SE-R-012': [toPay, set('cbc:PaymentMeansCode', '31')],
  'SE-R-013': [toPay, inSeller(within('<cac:PartyLegalEntity>', '</cac:PartyL', set('cbc:CompanyID', '9999009014')))],
  'PEPPOL-COMMON-R049': [toPay, inBuyer(set('cbc:EndpointID', '9999009022'))],
  'UBL-SEQUENCE': [
    toPay,
    both(drop('cbc:BuyerReference'), put('<cbc:DocumentCurrencyCode>', '<cbc:BuyerReference>x</cbc:BuyerReference>')),
  ],
}

describe('the rules of Peppol', () => {
  it('each have a violation that is tried, and a name of their own', () => {
    const names = PEPPOL_RULES.map(({ id }) => id)
    expect(new Set(names).size).toBe(names.length)
    expect(Object.keys(VIOLATIONS).sort()).toEqual([...names].sort())
  })

  it.each(Object.entries(VIOLATIONS))(
    '%s is broken by a document that breaks it, and held before',
    (id, [sample, change]) => {
      const good = peppolXml(sample())
      const bad = change(good)
      expect(bad).not.toBe(good)
      expect(checkPeppol(good).map(({ rule }) => rule)).not.toContain(id)
      expect(checkPeppol(bad).map(({ rule }) => rule)).toContain(id)
    },
  )

  it('tell text that is no invoice', () => {
    expect(checkPeppol('<Invoice')).toEqual([expect.objectContaining({ rule: 'XML' })])
    expect(checkPeppol('<Invoice/>')).toEqual([expect.objectContaining({ rule: 'UBL-ROOT' })])
  })
})

describe('a Peppol invoice', () => {
  const sendable = Object.entries(SAMPLES).filter(([name]) => name !== 'privateInvoice')

  it.each(sendable)('is written for %s without breaking a rule', (_, sample) => {
    expect(writePeppol(sample())).toEqual({ xml: expect.stringContaining('<?xml version="1.0" encoding="UTF-8"?>') })
  })

  it('can be made of any month, to the öre, whatever the sessions cost and whichever the rates are', () => {
    const gross = fc.integer({ min: 1, max: 500_000 }).map((cents) => (cents / 100).toFixed(2))
    const session = fc.record({ gross, vatPercent: fc.constantFrom('25', '12', '6') })
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 12 }), (month) => {
        const document = documentOf(month.map((one, n) => sessionLine(n, one)))
        expect(checkDocument(document)).toEqual([])
        expect(writePeppol(document)).toHaveProperty('xml')
        // Nobody pays an öre other than was shown.
        const shown = Decimal.sum(...month.map((one) => one.gross))
        expect(shown.equals(document.payable)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused by name when the buyer cannot be reached or sums do not agree', () => {
    expect(writePeppol(privateInvoice())).toEqual({
      problems: expect.arrayContaining([expect.objectContaining({ rule: 'PEPPOL-EN16931-R010' })]),
    })
    expect(writePeppol({ ...fleetInvoice(), netTotal: '1.00' })).toEqual({
      problems: expect.arrayContaining([
        expect.objectContaining({ rule: 'net-total-differs' }),
        expect.objectContaining({ rule: 'BR-CO-10' }),
      ]),
    })
    expect(writePeppol({ ...fleetInvoice(), number: null })).toEqual({
      problems: expect.arrayContaining([expect.objectContaining({ rule: 'BR-02' })]),
    })
  })

  it('says what the document says, to the öre', () => {
    const document = fleetInvoice()
    const root = readUbl(peppolXml(document))
    expect(root.name).toBe('Invoice')
    expect(textAt(root, 'cbc:ID')).toBe(document.number)
    expect(textAt(root, 'cbc:DueDate')).toBe(document.dueDate)
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toBe(document.payable)
    expect(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableRoundingAmount')).toBe(document.rounding)
    expect(textAt(root, 'cac:PaymentMeans/cbc:PaymentID')).toBe(document.ocr)
    expect(textAt(root, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID')).toBe('1609908')
    const lines = all(root, 'cac:InvoiceLine')
    expect(lines).toHaveLength(document.lines.length)
    for (const [at, line] of lines.entries()) {
      expect(textAt(line, 'cbc:LineExtensionAmount')).toBe(document.lines[at]!.net)
      expect(decimalAt(line, 'cbc:InvoicedQuantity')?.equals(document.lines[at]!.quantity)).toBe(true)
      expect(textAt(line, 'cbc:AccountingCost')).toBe(document.lines[at]!.costCentre?.code ?? '')
    }
    expect(first(lines[0]!, 'cbc:InvoicedQuantity')?.attributes.get('unitCode')).toBe('KWH')
  })

  it('keeps every character of names, whatever they are', () => {
    const document = fleetInvoice()
    const name = `Åsa & <Söner> "AB" ]]> 'é' 漢`
    const root = readUbl(peppolXml({ ...document, buyer: { ...document.buyer, name } }))
    expect(textAt(root, 'cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name')).toBe(name)
  })

  it('widens its period to a charge over midnight at the end of the month, in the time of the site', () => {
    const night = sessionLine(0)
    const session = { ...night.session!, startedAt: '2026-10-31T22:30:00Z', endedAt: '2026-10-31T23:30:00Z' }
    const xml = peppolXml(documentOf([{ ...night, session }]))
    expect(textAt(readUbl(xml), 'cac:InvoicePeriod/cbc:EndDate')).toBe('2026-11-01')
    expect(checkPeppol(xml)).toEqual([])
  })

  it('tells reverse charge with its code, and the VAT in kronor', () => {
    const root = readUbl(peppolXml(reverseChargeInvoice()))
    expect(textAt(root, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode')).toBe('VATEX-EU-AE')
    expect(textAt(root, 'cbc:TaxCurrencyCode')).toBe('SEK')
    expect(all(root, 'cac:TaxTotal')).toHaveLength(2)
  })

  it('that credits another has its own root, names it, and asks for no payment', () => {
    const root = readUbl(peppolXml(creditNote()))
    expect(root.name).toBe('CreditNote')
    expect(textAt(root, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')).toBe('2026-1042')
    expect(all(root, 'cac:PaymentMeans')).toEqual([])
    expect(all(root, 'cac:CreditNoteLine')).toHaveLength(2)
  })
})
