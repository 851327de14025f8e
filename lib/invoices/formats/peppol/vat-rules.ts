import type { VatCategory } from '../../invoice-document'
import { all, decimalAt, textAt, type UblElement } from './read-ubl'
import { BUYER, equals, has, linesOf, type PeppolRule, SELLER, sum, vatNumberAt } from './rule'

const subtotals = (invoice: UblElement) => all(invoice, 'cac:TaxTotal/cac:TaxSubtotal')
const CATEGORY = 'cac:TaxCategory'
const LINE_CATEGORY = 'cac:Item/cac:ClassifiedTaxCategory'
const subtotalsOf = (invoice: UblElement, category: string) =>
  subtotals(invoice).filter((one) => textAt(one, `${CATEGORY}/cbc:ID`) === category)
const linesIn = (invoice: UblElement, category: string) =>
  linesOf(invoice).filter((line) => textAt(line, `${LINE_CATEGORY}/cbc:ID`) === category)

const COMMON_RULES: readonly PeppolRule[] = [
  {
    id: 'BR-CO-14',
    wants: 'a VAT total that is the sum of the breakdown',
    holds: (invoice) =>
      all(invoice, 'cac:TaxTotal')
        .filter((total) => all(total, 'cac:TaxSubtotal').length > 0)
        .every((total) =>
          equals(
            decimalAt(total, 'cbc:TaxAmount'),
            sum(all(total, 'cac:TaxSubtotal').map((one) => decimalAt(one, 'cbc:TaxAmount'))),
          ),
        ),
  },
  {
    // The official rule lets a whole unit of the currency pass. Ours is as strict as the house: less than one hundredth.
    id: 'BR-CO-17',
    wants: "VAT that is the rate's share of what it is taken of",
    holds: (invoice) =>
      subtotals(invoice).every((one) => {
        const [taxable, vat, percent] = [
          decimalAt(one, 'cbc:TaxableAmount'),
          decimalAt(one, 'cbc:TaxAmount'),
          decimalAt(one, `${CATEGORY}/cbc:Percent`),
        ]
        if (taxable === null || vat === null || percent === null) return false
        return taxable.times(percent).dividedBy(100).minus(vat).abs().lessThan('0.01')
      }),
  },
  { id: 'BR-CO-18', wants: 'a VAT breakdown', holds: (invoice) => subtotals(invoice).length > 0 },
  {
    id: 'BR-45',
    wants: 'a taxable amount in every part of the breakdown',
    holds: (invoice) => subtotals(invoice).every(has('cbc:TaxableAmount')),
  },
  {
    id: 'BR-46',
    wants: 'a VAT amount in every part of the breakdown',
    holds: (invoice) => subtotals(invoice).every(has('cbc:TaxAmount')),
  },
  {
    id: 'BR-47',
    wants: 'a known category in every part of the breakdown',
    holds: (invoice) =>
      subtotals(invoice).every((one) => ['S', 'AE', 'E', 'Z'].includes(textAt(one, `${CATEGORY}/cbc:ID`))),
  },
  {
    id: 'BR-48',
    wants: 'a rate in every part of the breakdown',
    holds: (invoice) => subtotals(invoice).every(has(`${CATEGORY}/cbc:Percent`)),
  },
]

const WORDS: Readonly<Record<VatCategory, string>> = {
  S: 'standard rate',
  AE: 'reverse charge',
  E: 'exempt',
  Z: 'zero rate',
}

/** The rules that every category has with the same number: -01, -02, -05, -08, -09 and -10. */
function categoryRules(category: VatCategory): PeppolRule[] {
  const isRated = category === 'S'
  const needsReason = category === 'AE' || category === 'E'
  const words = WORDS[category]
  return [
    {
      id: `BR-${category}-01`,
      wants: `a part of the breakdown for the lines with ${words}`,
      holds: (invoice) => {
        const lines = linesIn(invoice, category).length
        const parts = subtotalsOf(invoice, category).length
        return isRated ? parts > 0 === lines > 0 : parts === (lines > 0 ? 1 : 0)
      },
    },
    {
      id: `BR-${category}-02`,
      wants: `the VAT numbers that lines with ${words} need`,
      holds: (invoice) =>
        linesIn(invoice, category).length === 0 ||
        (vatNumberAt(invoice, SELLER) !== '' &&
          (category !== 'AE' ||
            vatNumberAt(invoice, BUYER) !== '' ||
            has(`${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`)(invoice))),
    },
    {
      id: `BR-${category}-05`,
      wants: isRated ? 'a rate above 0 on lines with standard rate' : `the rate 0 on lines with ${words}`,
      holds: (invoice) =>
        linesIn(invoice, category).every((line) => {
          const percent = decimalAt(line, `${LINE_CATEGORY}/cbc:Percent`)
          return percent !== null && (isRated ? percent.greaterThan(0) : percent.isZero())
        }),
    },
    {
      id: `BR-${category}-08`,
      wants: `a taxable amount that is the sum of the lines with ${words} and the same rate`,
      holds: (invoice) =>
        subtotalsOf(invoice, category).every((one) => {
          const percent = decimalAt(one, `${CATEGORY}/cbc:Percent`)
          const its = linesIn(invoice, category).filter((line) =>
            equals(decimalAt(line, `${LINE_CATEGORY}/cbc:Percent`), percent),
          )
          return equals(
            decimalAt(one, 'cbc:TaxableAmount'),
            sum(its.map((line) => decimalAt(line, 'cbc:LineExtensionAmount'))),
          )
        }),
    },
    {
      id: `BR-${category}-09`,
      wants: isRated ? 'VAT where there is a rate' : `no VAT with ${words}`,
      holds: (invoice) =>
        subtotalsOf(invoice, category).every((one) => {
          const [vat, taxable] = [decimalAt(one, 'cbc:TaxAmount'), decimalAt(one, 'cbc:TaxableAmount')]
          if (vat === null || taxable === null) return false
          return isRated ? vat.isZero() || vat.isNegative() === taxable.isNegative() : vat.isZero()
        }),
    },
    {
      id: `BR-${category}-10`,
      wants: needsReason ? `a reason for ${words}` : `no reason for ${words}`,
      holds: (invoice) =>
        subtotalsOf(invoice, category).every(
          (one) =>
            needsReason ===
            (has(`${CATEGORY}/cbc:TaxExemptionReason`)(one) || has(`${CATEGORY}/cbc:TaxExemptionReasonCode`)(one)),
        ),
    },
  ]
}

/** VAT: the breakdown, and what each category asks for. */
export const VAT_RULES: readonly PeppolRule[] = [
  ...COMMON_RULES,
  ...categoryRules('S'),
  ...categoryRules('AE'),
  ...categoryRules('E'),
  ...categoryRules('Z'),
]
