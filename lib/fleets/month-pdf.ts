import { drawNotes } from '../invoices/formats/pdf/invoice-pdf'
import { beginLetter, drawHeading, drawHighlights, finishLetter } from '../invoices/formats/pdf/letterhead'
import { formatNumber, formatSpan, pdfWords } from '../invoices/formats/pdf/pdf-words'
import { columnsOf, drawTable, type Row } from '../invoices/formats/pdf/table'
import type { InvoiceLine, InvoiceSeller } from '../invoices/invoice-document'
import { Decimal, formatAmount, formatMoney } from '../kernel/money'
import type { MailLanguage } from '../mailings/mailing'

/** A fleet's month on paper: what it came to, for whom, and every charge. No invoice: it asks for nothing. */
export interface FleetMonthDocument {
  readonly language: MailLanguage
  readonly seller: InvoiceSeller
  readonly customerName: string
  /** `november 2026`, or the days. */
  readonly period: string
  /** The day it was made. */
  readonly issueDate: string
  readonly lines: readonly InvoiceLine[]
  /** Charges that have no price in kronor, and are therefore not among the lines. */
  readonly unpriced: number
}

const WORDS = {
  sv: {
    title: 'Laddrapport',
    charges: 'Laddningar',
    energy: 'Energi',
    total: 'Inkl. moms',
    net: 'Exkl. moms',
    by: { costCentre: 'Per kostnadsställe', vehicle: 'Per fordon', driver: 'Per förare' },
    none: 'Utan',
    where: 'Plats',
    who: 'Fordon, förare',
    all: 'Alla laddningar',
    sum: 'Summa',
    customer: 'Kund',
    period: 'Period',
    unpriced: (count: number) => `Laddningar som saknar pris i kronor och inte är med: ${count}.`,
    notInvoice: 'Det här är en sammanställning, inte en faktura.',
  },
  en: {
    title: 'Charging report',
    charges: 'Charges',
    energy: 'Energy',
    total: 'Incl. VAT',
    net: 'Excl. VAT',
    by: { costCentre: 'By cost centre', vehicle: 'By vehicle', driver: 'By driver' },
    none: 'None',
    where: 'Site',
    who: 'Vehicle, driver',
    all: 'All charges',
    sum: 'Total',
    customer: 'Customer',
    period: 'Period',
    unpriced: (count: number) => `Charges without a price in SEK, left out: ${count}.`,
    notInvoice: 'This is a summary, not an invoice.',
  },
} as const

/** The report as a tagged PDF. */
export function fleetMonthPdf(month: FleetMonthDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, seller, lines } = month
  const words = WORDS[language]
  const flow = beginLetter({
    title: words.title,
    number: month.period,
    seller,
    buyer: null,
    language,
    issueDate: month.issueDate,
    facts: [
      [words.customer, month.customerName],
      [words.period, month.period],
      [pdfWords(language).date, month.issueDate],
    ],
  })
  const all = sumOf(lines)
  drawHighlights(flow, [
    { label: words.total, value: formatMoney(all.gross.toFixed(2), 'SEK', language), isLarge: true },
    { label: words.energy, value: `${formatNumber(all.energy.toFixed(3), language, 1)} kWh` },
    { label: words.charges, value: formatNumber(String(lines.length), language, 0) },
  ])
  const kinds = [
    ['costCentre', (line: InvoiceLine) => (line.costCentre === null ? null : costCentreName(line.costCentre))],
    ['vehicle', (line: InvoiceLine) => line.session?.vehicle ?? null],
    ['driver', (line: InvoiceLine) => line.session?.driver ?? null],
  ] as const
  for (const [kind, nameOf] of kinds) {
    const groups = groupBy(lines, nameOf)
    // One group of nothing says nothing.
    if (groups.size === 0 || (groups.size === 1 && groups.has(null))) continue
    const sums = [...groups].map(([name, its]) => ({ name, count: its.length, ...sumOf(its) }))
    sums.sort((one, other) => other.gross.comparedTo(one.gross))
    const rows = sums.map(({ name, count, ...sum }): Row => [name ?? words.none, ...figures(count, sum, language)])
    drawHeading(flow, words.by[kind])
    drawTable(
      flow,
      columnsOf([
        ['', null],
        [words.charges, 70, 'right'],
        ['kWh', 80, 'right'],
        [words.net, 90, 'right'],
        [words.total, 90, 'right'],
      ]),
      [...rows, [words.sum, ...figures(lines.length, all, language)]],
      { summary: words.by[kind], strongLast: true },
    )
    flow.y += 16
  }
  if (lines.length > 0) {
    drawHeading(flow, words.all)
    drawTable(
      flow,
      columnsOf([
        [words.where, null],
        [words.who, 140],
        ['kWh', 60, 'right'],
        [words.net, 72, 'right'],
        [words.total, 72, 'right'],
      ]),
      lines.map(
        ({ session, costCentre, net, gross }): Row => [
          {
            text: session === null ? '' : `${session.site} · ${session.station}`,
            ...(session === null
              ? {}
              : { under: formatSpan(session.startedAt, session.endedAt, session.timeZone, language) }),
          },
          { text: [session?.vehicle, session?.driver].filter(Boolean).join(', '), under: costCentre?.code ?? '' },
          session?.energyKwh == null ? '' : formatNumber(session.energyKwh, language, 3),
          formatAmount(net, 'SEK', language),
          formatAmount(gross, 'SEK', language),
        ],
      ),
      { summary: words.all },
    )
    flow.y += 12
  }
  drawNotes(flow, [...(month.unpriced > 0 ? [words.unpriced(month.unpriced)] : []), words.notInvoice])
  return finishLetter(flow, seller, language)
}

function groupBy(lines: readonly InvoiceLine[], nameOf: (line: InvoiceLine) => string | null) {
  const groups = new Map<string | null, InvoiceLine[]>()
  for (const line of lines) {
    const its = groups.get(nameOf(line))
    if (its === undefined) groups.set(nameOf(line), [line])
    else its.push(line)
  }
  return groups
}

const costCentreName = ({ code, name }: { readonly code: string; readonly name: string }) =>
  name === code ? code : `${code} ${name}`

interface Sum {
  readonly energy: Decimal
  readonly net: Decimal
  readonly gross: Decimal
}

const sumOf = (lines: readonly InvoiceLine[]): Sum => ({
  energy: lines.reduce((sum, { session }) => sum.plus(session?.energyKwh ?? 0), new Decimal(0)),
  net: lines.reduce((sum, { net }) => sum.plus(net), new Decimal(0)),
  gross: lines.reduce((sum, { gross }) => sum.plus(gross), new Decimal(0)),
})

const figures = (count: number, { energy, net, gross }: Sum, language: MailLanguage): readonly string[] => [
  formatNumber(String(count), language, 0),
  formatNumber(energy.toFixed(3), language, 1),
  formatAmount(net.toFixed(2), 'SEK', language),
  formatAmount(gross.toFixed(2), 'SEK', language),
]
