import { formatAmount, formatMoney } from '../../../kernel/money'
import type { InvoiceDocument, InvoiceLine } from '../../invoice-document'
import { drawInvoiceSums } from './invoice-sums'
import { beginLetter, drawHeading, drawHighlights, finishLetter } from './letterhead'
import { formatNumber, formatSpan, pdfWords } from './pdf-words'
import { columnsOf, drawTable, type Row } from './table'

/**
 * A receipt for a driver without an account: a simplified invoice (mervärdesskattelagen 17 kap. 28 §, up to 4 000 kr including VAT): date,
 * seller, what, and the VAT.
 */
export interface ReceiptDocument
  extends Pick<
    InvoiceDocument,
    | 'language'
    | 'currency'
    | 'seller'
    | 'issueDate'
    | 'vatTotals'
    | 'netTotal'
    | 'vatTotal'
    | 'rounding'
    | 'payable'
    | 'vatTotalSek'
  > {
  readonly number: string
  readonly lines: readonly (Pick<InvoiceLine, 'text' | 'quantity' | 'unit' | 'vatPercent' | 'gross' | 'session'> & {
    /** Including VAT, per unit, as the driver was shown it. */
    readonly unitPriceGross: string
  })[]
  readonly payment: {
    /** `Visa ••••4242`, `Swish` */
    readonly means: string
    /** Of the payment at its provider. */
    readonly reference: string | null
    readonly day: string
  }
}

/** The receipt as a tagged PDF. */
export function receiptPdf(receipt: ReceiptDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, currency, seller, payment } = receipt
  const words = pdfWords(language)
  const flow = beginLetter({
    title: words.receipt,
    number: receipt.number,
    seller,
    buyer: null,
    language,
    issueDate: receipt.issueDate,
    facts: [
      [words.receiptNumber, receipt.number],
      [words.date, receipt.issueDate],
      [words.paidWith, payment.means],
      [words.payReference, payment.reference],
    ],
  })
  drawHighlights(flow, [
    { label: words.paid, value: formatMoney(receipt.payable, currency, language), isLarge: true },
    { label: words.date, value: payment.day },
    { label: words.paidWith, value: payment.means },
  ])
  const columns = columnsOf([
    [words.text, null],
    [words.quantity, 86, 'right'],
    [words.unitGross, 90, 'right'],
    [words.vat, 50, 'right'],
    [words.gross, 80, 'right'],
  ])
  const rows = receipt.lines.map(
    ({ text, quantity, unit, unitPriceGross, vatPercent, gross, session }): Row => [
      {
        text,
        ...(session === null
          ? {}
          : {
              under: [session.site, formatSpan(session.startedAt, session.endedAt, session.timeZone, language)].join(
                ' · ',
              ),
            }),
      },
      `${formatNumber(quantity, language, 3)} ${words.units[unit]}`,
      formatNumber(unitPriceGross, language, 4, 2),
      `${formatNumber(vatPercent, language, 2)} %`,
      formatAmount(gross, currency, language),
    ],
  )
  drawHeading(flow, `${words.lines} (${currency})`)
  drawTable(flow, columns, rows, { summary: words.lines })
  flow.y += 16
  drawInvoiceSums(flow, { ...receipt, kind: 'invoice' }, words.paid)
  return finishLetter(flow, seller, language)
}
