import { Decimal, formatMoney } from '../kernel/money'
import type { IssuedInvoice } from './invoice-delivery'
import type { Letter, MailLanguage } from './mailing'

/** Who the letters are from, and where one pays. */
export interface Sender {
  readonly name: string
  readonly bankgiro: string | null
  readonly plusgiro: string | null
}

/** Paragraphs from their lines; what is null is left out. */
const paragraphs = (...parts: readonly (readonly (string | null)[] | string | null)[]): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : (part?.filter((line) => line !== null).join('\n') ?? '')))
    .filter((part) => part !== '')
    .join('\n\n')

const account = ({ bankgiro, plusgiro }: Sender): string | null =>
  bankgiro !== null ? `Bankgiro: ${bankgiro}` : plusgiro !== null ? `Plusgiro: ${plusgiro}` : null

/** The letter around an invoice or a credit note. */
export function invoiceLetter(invoice: IssuedInvoice, sender: Sender): Letter {
  const { language, number, currency, dueDate, ocr } = invoice
  const isSwedish = language === 'sv'
  const sum = formatMoney(invoice.payable, currency, language)
  const attachments = invoice.files.map((format) => ({ what: 'invoice', invoiceId: invoice.id, format }) as const)
  if (invoice.kind === 'credit-note') {
    return {
      subject: isSwedish ? `Kreditfaktura ${number} från ${sender.name}` : `Credit note ${number} from ${sender.name}`,
      text: isSwedish
        ? paragraphs('Hej!', `Här kommer kreditfaktura ${number} på ${sum}.`, ['Med vänlig hälsning', sender.name])
        : paragraphs('Hello,', `Please find credit note ${number} of ${sum} attached.`, ['Kind regards', sender.name]),
      attachments,
    }
  }
  const asksForMoney = new Decimal(invoice.payable).greaterThan(0)
  return {
    subject: isSwedish ? `Faktura ${number} från ${sender.name}` : `Invoice ${number} from ${sender.name}`,
    text: isSwedish
      ? paragraphs(
          'Hej!',
          `Här kommer faktura ${number} för laddning.`,
          asksForMoney
            ? [`Att betala: ${sum}`, `Förfallodag: ${dueDate}`, ocr && `OCR-nummer: ${ocr}`, account(sender)]
            : 'Det finns inget att betala.',
          ['Med vänlig hälsning', sender.name],
        )
      : paragraphs(
          'Hello,',
          `Please find invoice ${number} for charging attached.`,
          asksForMoney
            ? [`To pay: ${sum}`, `Due on: ${dueDate}`, ocr && `OCR reference: ${ocr}`, account(sender)]
            : 'There is nothing to pay.',
          ['Kind regards', sender.name],
        ),
    attachments,
  }
}

export interface RemindedInvoice extends IssuedInvoice {
  /** 1: the first reminder. */
  readonly round: number
  /** What is left of the invoice, and of its fees and interest; decimal strings. */
  readonly open: string
  readonly charges: string
  readonly payBy: string
}

/** The letter around a reminder. */
export function reminderLetter(invoice: RemindedInvoice, sender: Sender): Letter {
  const { language, number, currency, dueDate, ocr, payBy, round } = invoice
  const money = (amount: string) => formatMoney(amount, currency, language)
  const total = money(new Decimal(invoice.open).plus(invoice.charges).toFixed())
  const hasCharges = new Decimal(invoice.charges).greaterThan(0)
  const isSwedish = language === 'sv'
  return {
    subject: isSwedish
      ? `Påminnelse om faktura ${number} från ${sender.name}`
      : `Reminder of invoice ${number} from ${sender.name}`,
    text: isSwedish
      ? paragraphs(
          'Hej!',
          `Faktura ${number} förföll ${dueDate}. Vi ser ännu ingen betalning. Har ni betalat de senaste dagarna kan ni bortse från påminnelsen.`,
          [
            `Kvar att betala: ${money(invoice.open)}`,
            hasCharges ? `Avgift och ränta: ${money(invoice.charges)}` : null,
            `Summa: ${total}`,
            `Betala senast: ${payBy}`,
            ocr && `OCR-nummer: ${ocr}`,
            account(sender),
          ],
          ['Med vänlig hälsning', sender.name],
        )
      : paragraphs(
          'Hello,',
          `Invoice ${number} was due on ${dueDate} and we have not seen a payment yet. If you have paid in the last few days, please disregard this reminder.`,
          [
            `Left to pay: ${money(invoice.open)}`,
            hasCharges ? `Fee and interest: ${money(invoice.charges)}` : null,
            `Total: ${total}`,
            `Please pay by: ${payBy}`,
            ocr && `OCR reference: ${ocr}`,
            account(sender),
          ],
          ['Kind regards', sender.name],
        ),
    attachments: [
      { what: 'reminder', invoiceId: invoice.id, number: round },
      { what: 'invoice', invoiceId: invoice.id, format: 'pdf' },
    ],
  }
}

/** The letter around a driver's receipt. */
export function receiptLetter(
  { key, number, language }: { readonly key: string; readonly number: string; readonly language: MailLanguage },
  sender: Pick<Sender, 'name'>,
): Letter {
  return {
    subject: language === 'sv' ? `Kvitto ${number} från ${sender.name}` : `Receipt ${number} from ${sender.name}`,
    text:
      language === 'sv'
        ? paragraphs('Hej!', 'Tack för att du laddade hos oss. Här kommer ditt kvitto.', [
            'Med vänlig hälsning',
            sender.name,
          ])
        : paragraphs('Hello,', 'Thank you for charging with us. Please find your receipt attached.', [
            'Kind regards',
            sender.name,
          ]),
    attachments: [{ what: 'receipt', paymentKey: key, language }],
  }
}

export interface MonthInShort {
  /** `2026-11` told as a month, or the days of a week. */
  readonly from: string
  readonly to: string
  readonly customerName: string
  readonly sessions: number
  readonly energyKwh: string
  readonly total: string
  readonly currency: string
  /** Sessions that are not in `total`. */
  readonly unpriced: number
}

/** The letter around a fleet's month or week. */
export function fleetMonthLetter(
  month: MonthInShort,
  language: MailLanguage,
  attachments: Letter['attachments'],
): Letter {
  const isSwedish = language === 'sv'
  const when = periodName(month, language)
  const numbers = new Intl.NumberFormat(isSwedish ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 1 })
  const kwh = `${numbers.format(Number(month.energyKwh))} kWh`
  const sessions = numbers.format(month.sessions)
  const sum = formatMoney(month.total, month.currency, language)
  return {
    subject: isSwedish ? `Laddning ${when}: ${month.customerName}` : `Charging ${when}: ${month.customerName}`,
    text: isSwedish
      ? paragraphs('Hej!', `Här är er laddning ${when}, per fordon, förare och kostnadsställe.`, [
          `Laddningar: ${sessions}`,
          `Energi: ${kwh}`,
          `Kostnad inkl. moms: ${sum}`,
          month.unpriced > 0
            ? `Utan pris i ${month.currency}, inte med i kostnaden: ${numbers.format(month.unpriced)}`
            : null,
        ])
      : paragraphs('Hello,', `Here is your charging of ${when}, by vehicle, driver and cost centre.`, [
          `Charges: ${sessions}`,
          `Energy: ${kwh}`,
          `Cost incl. VAT: ${sum}`,
          month.unpriced > 0
            ? `Without a price in ${month.currency}, not in the cost: ${numbers.format(month.unpriced)}`
            : null,
        ]),
    attachments,
  }
}

/** `november 2026`, or the days. */
export function periodName(
  { from, to }: { readonly from: string; readonly to: string },
  language: MailLanguage,
): string {
  const isWholeMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && Number(to.slice(8)) >= 28
  if (!isWholeMonth) return `${from} – ${to}`
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${from}T00:00:00Z`))
}

export interface PassedBudget {
  /** What it is for: a customer, cost centre, vehicle or driver. */
  readonly name: string
  readonly percent: number
  readonly amount: string
  readonly spent: string
  readonly currency: string
  readonly month: string
  readonly url: string
}

/** Tells that a budget's threshold was passed. */
export function budgetLetter(budget: PassedBudget, language: MailLanguage): Letter {
  const isSwedish = language === 'sv'
  const money = (amount: string) => formatMoney(amount, budget.currency, language)
  const { name, percent } = budget
  return {
    subject: isSwedish ? `Budget ${name}: ${percent} % är använt` : `Budget ${name}: ${percent} % is used`,
    text: isSwedish
      ? paragraphs(
          `Laddningen för ${name} har nått ${percent} % av månadens budget.`,
          [`Använt hittills: ${money(budget.spent)}`, `Budget: ${money(budget.amount)}`],
          budget.url,
        )
      : paragraphs(
          `Charging for ${name} has reached ${percent} % of this month's budget.`,
          [`Used so far: ${money(budget.spent)}`, `Budget: ${money(budget.amount)}`],
          budget.url,
        ),
    attachments: [],
  }
}
