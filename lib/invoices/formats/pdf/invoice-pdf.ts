import { formatMoney } from '../../../kernel/money'
import { formatOrgNumber } from '../../../references/org-number'
import type { InvoiceDocument } from '../../invoice-document'
import { lateInterestText } from '../late-payment'
import { type Flow, keepTogether } from './flow'
import { drawCostCentres, drawInvoiceLines } from './invoice-lines'
import { drawInvoiceSums } from './invoice-sums'
import { beginLetter, drawHighlights, finishLetter, type Letter } from './letterhead'
import { drawPaymentPart, paymentHighlights } from './payment-part'
import { pdfWords } from './pdf-words'
import { COLOUR, FRAME, PAGE } from './sheet'

/**
 * The invoice or credit note as a PDF for people: tagged (PDF/UA-1), in the document's language, with all that the law wants on it. A
 * document without a number becomes a preview that says so. Same document, same bytes.
 */
export function invoicePdf(document: InvoiceDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, seller, kind } = document
  const words = pdfWords(language)
  const isCredit = kind === 'credit-note'
  const flow = beginLetter(letterOf(document))
  const payLabel = isCredit ? words.toCredit : words.toPay
  if (isCredit) {
    const amount = formatMoney(document.payable, document.currency, language)
    const credited =
      document.credits === null
        ? []
        : [{ label: words.credits, value: `${document.credits.number}, ${document.credits.issueDate}` }]
    drawHighlights(flow, [{ label: payLabel, value: amount, isLarge: true }, ...credited])
  } else {
    drawHighlights(flow, paymentHighlights(document, language))
  }
  drawInvoiceLines(flow, document)
  drawInvoiceSums(flow, document, payLabel)
  drawNotes(flow, [
    ...(document.number === null ? [words.previewNote] : []),
    ...(document.vatTotals.some(({ category }) => category === 'AE') ? [`${words.reverseCharge}.`] : []),
    ...document.notes,
    ...(isCredit ? [] : [lateInterestText(document)]),
  ])
  drawCostCentres(flow, document)
  if (!isCredit && document.number !== null) drawPaymentPart(flow, document, language)
  return finishLetter(flow, seller, language)
}

function letterOf(document: InvoiceDocument): Letter {
  const { buyer, supply, credits, language } = document
  const words = pdfWords(language)
  const isCredit = document.kind === 'credit-note'
  return {
    title: words[document.kind],
    number: document.number,
    seller: document.seller,
    buyer,
    language,
    issueDate: document.issueDate,
    facts: [
      [isCredit ? words.creditNumber : words.number, document.number],
      [words.issueDate, document.issueDate],
      [words.credits, credits && `${credits.number}, ${credits.issueDate}`],
      [words.dueDate, isCredit ? null : document.dueDate],
      [words.supply, supply.from === supply.to ? supply.from : `${supply.from} – ${supply.to}`],
      [words.customerNumber, buyer.customerNumber],
      [words.reference, buyer.reference],
      [words.order, buyer.orderReference],
      [words.buyerOrg, buyer.orgNumber && formatOrgNumber(buyer.orgNumber)],
      [words.buyerVat, buyer.vatNumber],
    ],
  }
}

export function drawNotes(flow: Flow, notes: readonly (string | null)[]): void {
  const style = { size: 8.5, colour: COLOUR.ink } as const
  const said = notes.filter((note): note is string => Boolean(note))
  const height = said.reduce((sum, note) => sum + flow.sheet.heightOf(note, FRAME, style) + 4, 0)
  // Together as long as they are few; a page of them breaks between two.
  keepTogether(flow, Math.min(height, 160))
  for (const note of said) {
    keepTogether(flow, flow.sheet.heightOf(note, FRAME, style))
    flow.sheet.tag(flow.root, 'P', () => {
      flow.y += flow.sheet.paragraph(note, PAGE.margin, flow.y, FRAME, style) + 4
    })
  }
  flow.y += 12
}
