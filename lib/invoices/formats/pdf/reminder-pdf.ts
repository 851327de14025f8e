import { Decimal, formatAmount, formatMoney } from '../../../kernel/money'
import type { InvoiceBuyer, InvoiceDocument } from '../../invoice-document'
import { drawNotes } from './invoice-pdf'
import { beginLetter, drawHeading, drawHighlights, finishLetter } from './letterhead'
import { drawPaymentPart, paymentHighlights } from './payment-part'
import { formatNumber, pdfWords } from './pdf-words'
import { columnsOf, drawTable, type Row } from './table'

/** A reminder: what is overdue, and what it has come to. Amounts and dates are as in an `InvoiceDocument`. */
export interface ReminderDocument
  extends Pick<InvoiceDocument, 'seller' | 'language' | 'currency' | 'dueDate' | 'ocr' | 'notes'> {
  readonly buyer: Pick<InvoiceBuyer, 'name' | 'address' | 'customerNumber' | 'reference'>
  /** 1: the first reminder. */
  readonly round: number
  readonly issueDate: string
  readonly invoices: readonly {
    readonly number: string
    readonly issueDate: string
    readonly dueDate: string
    /** What the invoice asked for. */
    readonly amount: string
    /** What has been paid or credited of it. */
    readonly paid: string
    /** Interest up to the reminder's day. */
    readonly interest: string
  }[]
  /** '0.00' when none is asked for. */
  readonly fee: string
  readonly lateInterestPercent: string | null
}

/** What is to be paid: what is left of the invoices, interest and fee. */
export function reminderTotal({ invoices, fee }: Pick<ReminderDocument, 'invoices' | 'fee'>): Decimal {
  return invoices.reduce(
    (sum, { amount, paid, interest }) => sum.plus(amount).minus(paid).plus(interest),
    new Decimal(fee),
  )
}

const WORDS = {
  sv: {
    intro: (dueDate: string) =>
      `Enligt vår bokföring är beloppet nedan inte betalt. Betala senast ${dueDate}. Har du redan betalat kan du bortse från påminnelsen.`,
    invoice: 'Faktura',
    due: 'Förföll',
    amount: 'Belopp',
    paid: 'Betalt',
    interest: 'Ränta',
    left: 'Kvar att betala',
    fee: 'Påminnelseavgift',
    sum: 'Summa',
    law: (percent: string) => `Dröjsmålsränta ${percent} % per år räknas till och med dagen för påminnelsen.`,
    round: 'Påminnelse nr',
  },
  en: {
    intro: (dueDate: string) =>
      `According to our records the amount below has not been paid. Please pay by ${dueDate}. If you have paid already, please disregard this reminder.`,
    invoice: 'Invoice',
    due: 'Was due',
    amount: 'Amount',
    paid: 'Paid',
    interest: 'Interest',
    left: 'Left to pay',
    fee: 'Reminder fee',
    sum: 'Total',
    law: (percent: string) =>
      `Interest of ${percent} % a year is counted up to and including the day of this reminder.`,
    round: 'Reminder no.',
  },
} as const

/** The reminder as a tagged PDF, with its own payment part. */
export function reminderPdf(reminder: ReminderDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, seller, currency, buyer, invoices } = reminder
  const words = pdfWords(language)
  const own = WORDS[language]
  const amount = (value: Decimal.Value) => formatAmount(value, currency, language)
  const payable = { ...reminder, number: invoices[0]?.number ?? null, payable: reminderTotal(reminder).toFixed(2) }
  const flow = beginLetter({
    title: words.reminder,
    number: invoices.map(({ number }) => number).join(', '),
    seller,
    buyer,
    language,
    issueDate: reminder.issueDate,
    facts: [
      [own.round, String(reminder.round)],
      [words.date, reminder.issueDate],
      [words.dueDate, reminder.dueDate],
      [words.customerNumber, buyer.customerNumber],
      [words.reference, buyer.reference],
    ],
  })
  drawHighlights(flow, paymentHighlights(payable, language))
  drawNotes(flow, [own.intro(reminder.dueDate), ...reminder.notes])
  const rows = invoices.map(({ number, issueDate, dueDate, amount: asked, paid, interest }): Row => {
    const left = new Decimal(asked).minus(paid).plus(interest)
    return [{ text: number, under: issueDate }, dueDate, amount(asked), amount(paid), amount(interest), amount(left)]
  })
  const fee: Row[] = new Decimal(reminder.fee).isZero() ? [] : [[own.fee, '', '', '', '', amount(reminder.fee)]]
  const sum: Row = [own.sum, '', '', '', '', formatMoney(payable.payable, currency, language)]
  const columns = columnsOf([
    [own.invoice, null],
    [own.due, 76],
    [own.amount, 78, 'right'],
    [own.paid, 78, 'right'],
    [own.interest, 66, 'right'],
    [own.left, 92, 'right'],
  ])
  drawHeading(flow, `${words.lines} (${currency})`)
  drawTable(flow, columns, [...rows, ...fee, sum], { summary: words.lines, strongLast: true })
  flow.y += 16
  const percent = reminder.lateInterestPercent
  drawNotes(flow, [percent === null ? null : own.law(formatNumber(percent, language, 4))])
  drawPaymentPart(flow, payable, language)
  return finishLetter(flow, seller, language)
}
