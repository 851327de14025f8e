import { Decimal, formatAmount, formatMoney } from '../../../kernel/money'
import type { InvoiceDocument, VatTotal } from '../../invoice-document'
import { type Flow, keepTogether } from './flow'
import { formatNumber, type PdfWords, pdfWords } from './pdf-words'
import { COLOUR, FRAME, PAGE } from './sheet'
import { columnsOf, drawTable, type Row, tableHeight } from './table'

type Summed = Pick<
  InvoiceDocument,
  'kind' | 'language' | 'currency' | 'vatTotals' | 'netTotal' | 'vatTotal' | 'rounding' | 'payable' | 'vatTotalSek'
>

const VAT_WIDTH = 280
const SUMS_LEFT = PAGE.margin + VAT_WIDTH + 36
const SUMS_WIDTH = FRAME - VAT_WIDTH - 36

/** VAT by rate to the left, what it all comes to on the right; on one page together. */
export function drawInvoiceSums(flow: Flow, document: Summed, payLabel: string): void {
  const { sheet } = flow
  const words = pdfWords(document.language)
  const rows = vatRows(document, words)
  const sums = sumsOf(document, words)
  keepTogether(flow, Math.max(tableHeight(rows), sums.length * 14 + 34) + 8)
  const top = flow.y
  const columns = columnsOf(
    [
      [words.rate, null],
      [words.taxable, 96, 'right'],
      [words.vatAmount, 76, 'right'],
    ],
    VAT_WIDTH,
  )
  drawTable(flow, columns, rows, { summary: words.vatTable })
  const vatEnd = flow.y
  const list = sheet.group(flow.root, 'L')
  let y = top + 2
  for (const [label, value] of sums) {
    const item = sheet.group(list, 'LI')
    sheet.tag(item, 'Lbl', () => sheet.line(label, SUMS_LEFT, y, SUMS_WIDTH / 2, { size: 8.5, colour: COLOUR.soft }))
    sheet.tag(item, 'LBody', () =>
      sheet.line(value, SUMS_LEFT + SUMS_WIDTH / 2, y, SUMS_WIDTH / 2, { size: 8.5, align: 'right' }),
    )
    y += 14
  }
  sheet.artifact(() => sheet.rule(SUMS_LEFT, y + 2, SUMS_WIDTH, COLOUR.ink, 0.8))
  const item = sheet.group(list, 'LI')
  const payable = formatMoney(document.payable, document.currency, document.language)
  sheet.tag(item, 'Lbl', () => sheet.line(payLabel, SUMS_LEFT, y + 10, SUMS_WIDTH / 2, { size: 10, font: 'bold' }))
  sheet.tag(item, 'LBody', () =>
    sheet.line(payable, SUMS_LEFT + SUMS_WIDTH * 0.36, y + 8, SUMS_WIDTH * 0.64, {
      size: 13,
      font: 'bold',
      align: 'right',
    }),
  )
  flow.y = Math.max(vatEnd, y + 30) + 14
}

function vatRows({ vatTotals, currency, language }: Summed, words: PdfWords): Row[] {
  return vatTotals.map((total): Row => {
    const under = total.category === 'E' ? total.exemptionReason : null
    return [
      { text: rateOf(total, words, language), ...(under === null ? {} : { under }) },
      formatAmount(total.taxable, currency, language),
      formatAmount(total.vat, currency, language),
    ]
  })
}

function rateOf({ category, percent }: VatTotal, words: PdfWords, language: 'sv' | 'en'): string {
  if (category === 'AE') return words.reverseCharge
  if (category === 'E') return words.exempt
  return category === 'Z' ? words.zero : `${formatNumber(percent, language, 2)} %`
}

function sumsOf(document: Summed, words: PdfWords): [string, string][] {
  const { currency, language, rounding, vatTotalSek } = document
  const sums: [string, string][] = [
    [words.netTotal, formatMoney(document.netTotal, currency, language)],
    [words.vatTotal, formatMoney(document.vatTotal, currency, language)],
  ]
  if (vatTotalSek !== null) sums.push([words.vatInSek, formatMoney(vatTotalSek, 'SEK', language)])
  if (!new Decimal(rounding).isZero()) sums.push([words.rounding, formatMoney(rounding, currency, language)])
  return sums
}
