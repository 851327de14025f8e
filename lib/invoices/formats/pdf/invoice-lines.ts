import { Decimal, formatAmount } from '../../../kernel/money'
import type { InvoiceDocument, InvoiceLine } from '../../invoice-document'
import { type Flow, keepTogether } from './flow'
import { drawHeading } from './letterhead'
import { formatNumber, formatSpan, pdfWords } from './pdf-words'
import { type Cell, columnsOf, drawTable, type Row, tableHeight } from './table'

/** All lines, with what they come to carried from page to page. */
export function drawInvoiceLines(flow: Flow, document: InvoiceDocument): void {
  const { language, currency, lines } = document
  const words = pdfWords(language)
  const amount = (value: Decimal.Value) => formatAmount(value, currency, language)
  const columns = columnsOf([
    [words.text, null],
    [words.quantity, 70, 'right'],
    [words.unitPrice, 74, 'right'],
    [words.vat, 40, 'right'],
    [words.net, 66, 'right'],
    [words.gross, 62, 'right'],
  ])
  // As many decimals for all energy as its longest number has; other prices keep theirs.
  const energy = lines.filter(({ unit }) => unit === 'kWh')
  const energyDigits = digitsOf(energy, 'quantity', 3)
  const priceDigits = Math.max(2, digitsOf(energy, 'unitPrice', 4))
  const rows = lines.map(
    (line): Row => [
      textOf(line, document, flow, columns[0]!.width),
      `${formatNumber(line.quantity, language, 3, line.unit === 'kWh' ? energyDigits : 0)} ${words.units[line.unit]}`,
      formatNumber(line.unitPrice, language, 4, line.unit === 'kWh' ? priceDigits : 2),
      line.vatCategory === 'S'
        ? `${formatNumber(line.vatPercent, language, 2)} %`
        : words[CATEGORY_WORDS[line.vatCategory]],
      amount(line.net),
      amount(line.gross),
    ],
  )
  // What the lines up to each come to, worked out once.
  const nets = [new Decimal(0)]
  const grosses = [new Decimal(0)]
  for (const line of lines) {
    nets.push(nets.at(-1)!.plus(line.net))
    grosses.push(grosses.at(-1)!.plus(line.gross))
  }
  drawHeading(flow, `${words.lines} (${currency})`)
  drawTable(flow, columns, rows, {
    summary: `${words.lines}: ${lines.length}`,
    carried: (upTo) => ({
      down: words.carriedDown,
      over: words.carriedOver,
      cells: ['', '', '', '', amount(nets[upTo]!), amount(grosses[upTo]!)],
    }),
  })
  flow.y += 16
}

const digitsOf = (lines: readonly InvoiceLine[], field: 'quantity' | 'unitPrice', most: number) =>
  lines.reduce((digits, line) => Math.max(digits, new Decimal(line[field]).toDecimalPlaces(most).decimalPlaces()), 0)

/** Short words in the column of rates. */
const CATEGORY_WORDS = { S: 'rate', AE: 'vatReversed', E: 'vatNone', Z: 'vatNone' } as const

/** What it is; below it the words that did not fit, where, when, how much and who. */
function textOf(line: InvoiceLine, { language }: InvoiceDocument, { sheet }: Flow, width: number): Cell {
  const { session, unit, costCentre } = line
  const [text, rest] = sheet.split(line.text, width - 8, { size: 8.5 })
  const parts =
    session === null
      ? []
      : [
          session.site,
          formatSpan(session.startedAt, session.endedAt, session.timeZone, language),
          unit === 'kWh' || session.energyKwh === null ? null : `${formatNumber(session.energyKwh, language, 3)} kWh`,
          session.vehicle,
          session.driver,
        ]
  const under = [rest, ...parts, costCentre?.code].filter(Boolean).join(' · ')
  return under === '' ? { text } : { text, under }
}

/** What each cost centre comes to; nothing when no line has one. */
export function drawCostCentres(flow: Flow, document: InvoiceDocument): void {
  const { language, currency, lines } = document
  if (lines.every(({ costCentre }) => costCentre === null)) return
  const words = pdfWords(language)
  const sums = new Map<string, { name: string; charges: number; energy: Decimal; net: Decimal; gross: Decimal }>()
  for (const { costCentre, session, net, gross } of lines) {
    const name = costCentre === null ? words.noCostCentre : `${costCentre.code} ${costCentre.name}`
    const sum = sums.get(name) ?? { name, charges: 0, energy: ZERO, net: ZERO, gross: ZERO }
    sums.set(name, {
      name,
      charges: sum.charges + (session === null ? 0 : 1),
      energy: sum.energy.plus(session?.energyKwh ?? 0),
      net: sum.net.plus(net),
      gross: sum.gross.plus(gross),
    })
  }
  const columns = columnsOf([
    [words.costCentre, null],
    [words.charges, 70, 'right'],
    [words.energy, 80, 'right'],
    [words.net, 80, 'right'],
    [words.gross, 80, 'right'],
  ])
  const rows = [...sums.values()]
    .sort((a, b) => a.name.localeCompare(b.name, language))
    .map(
      (sum): Row => [
        sum.name,
        String(sum.charges),
        `${formatNumber(sum.energy.toFixed(), language, 3)} kWh`,
        formatAmount(sum.net, currency, language),
        formatAmount(sum.gross, currency, language),
      ],
    )
  keepTogether(flow, tableHeight(rows.slice(0, 6)) + 34)
  drawHeading(flow, words.costCentres)
  drawTable(flow, columns, rows, { summary: words.costCentres })
  flow.y += 16
}

const ZERO = new Decimal(0)
