import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { CSV_BOM, csvRow, csvStyle } from '../kernel/csv'
import { Decimal, minorDigits } from '../kernel/money'
import type { Dimension } from './dimension'
import { marginOf } from './measures'
import type { NamedKey, Revenue, RevenueRow } from './queries/get-revenue'

export const REPORT_FORMATS = ['csv', 'xlsx'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]
/** What a sheet of a spreadsheet is still pleasant with. */
export const MOST_REPORT_ROWS = 100_000
export type ReportLanguage = 'sv' | 'en'

interface Column {
  readonly sv: string
  readonly en: string
  readonly kind: 'text' | 'count' | 'energy' | 'money' | 'percent'
  /** A decimal string; '' when there is none. */
  readonly value: (row: RevenueRow, revenue: Revenue) => string
  /** The same of invoiced subscriptions, which are no session's; left out: nothing. */
  readonly ofFees?: (revenue: Revenue) => string | undefined
}

const DIMENSION_WORDS: Readonly<Record<Dimension, readonly [sv: string, en: string]>> = {
  site: ['Anläggning', 'Site'],
  station: ['Station', 'Station'],
  customer: ['Kund', 'Customer'],
  tariff: ['Prisplan', 'Tariff'],
  means: ['Betalsätt', 'Means of payment'],
  hour: ['Timme', 'Hour'],
  weekday: ['Veckodag', 'Weekday'],
}

const MEANS_WORDS: Readonly<Record<string, readonly [sv: string, en: string]>> = {
  card: ['Kort', 'Card'],
  swish: ['Swish', 'Swish'],
  sandbox: ['Test', 'Sandbox'],
  invoice: ['Faktura', 'Invoice'],
  roaming: ['Roaming', 'Roaming'],
  none: ['Ingen', 'None'],
}

const wordOf = ([sv, en]: readonly [string, string], language: ReportLanguage) => (language === 'sv' ? sv : en)

/** A value in a file: names as they are, weekdays in words, hours as the clock has them. */
function keyText({ dimension, value, name }: NamedKey, language: ReportLanguage): string {
  if (dimension === 'means') return wordOf(MEANS_WORDS[value] ?? [value, value], language)
  if (dimension === 'hour') return `${value.padStart(2, '0')}:00`
  if (dimension === 'weekday')
    return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      Date.UTC(1970, 0, 4 + Number(value)),
    )
  return name ?? (value === '0' ? wordOf(['(ingen)', '(none)'], language) : value)
}

const share = (part: string, whole: string) =>
  Number(whole) === 0 ? '' : new Decimal(part).div(whole).times(100).toFixed(2)

const FIGURES: readonly Column[] = [
  { sv: 'Laddningar', en: 'Sessions', kind: 'count', value: ({ sums }) => String(sums.sessions) },
  { sv: 'kWh', en: 'kWh', kind: 'energy', value: ({ sums }) => new Decimal(sums.energyWh).div(1000).toFixed(3) },
  {
    sv: 'Exkl. moms',
    en: 'Excl. VAT',
    kind: 'money',
    value: ({ sums }) => sums.net,
    ofFees: ({ subscriptions }) => subscriptions?.net,
  },
  {
    sv: 'Moms',
    en: 'VAT',
    kind: 'money',
    value: ({ sums }) => sums.vat,
    ofFees: ({ subscriptions }) => subscriptions?.vat,
  },
  {
    sv: 'Inkl. moms',
    en: 'Incl. VAT',
    kind: 'money',
    value: ({ sums }) => sums.gross,
    ofFees: ({ subscriptions }) => subscriptions?.gross,
  },
  { sv: 'Andel %', en: 'Share %', kind: 'percent', value: ({ sums }, { total }) => share(sums.gross, total.gross) },
  {
    sv: 'Föregående inkl. moms',
    en: 'Before incl. VAT',
    kind: 'money',
    value: ({ before }) => before?.gross ?? '',
    ofFees: ({ subscriptionsBefore }) => subscriptionsBefore?.gross,
  },
  {
    sv: 'Energikostnad',
    en: 'Energy cost',
    kind: 'money',
    value: ({ sums }) => (sums.costed ? (sums.cost ?? '') : ''),
  },
  {
    sv: 'Betalavgifter',
    en: 'Payment fees',
    kind: 'money',
    value: ({ sums }) => (sums.costed ? (sums.fees ?? '') : ''),
  },
  {
    sv: 'Marginal',
    en: 'Margin',
    kind: 'money',
    value: ({ sums }) => marginOf(sums) ?? '',
  },
  {
    sv: 'Laddningar med känd kostnad',
    en: 'Sessions whose cost is known',
    kind: 'count',
    value: ({ sums }) => (sums.costed === null ? '' : String(sums.costed)),
  },
  { sv: 'Obetalt', en: 'Unpaid', kind: 'money', value: ({ sums }) => sums.unpaid },
  { sv: 'Återbetalt', en: 'Refunded', kind: 'money', value: ({ sums }) => sums.refunded },
  { sv: 'Utan pris', en: 'Unpriced', kind: 'count', value: ({ sums }) => String(sums.unpriced) },
  { sv: 'Att granska', en: 'Under review', kind: 'count', value: ({ sums }) => String(sums.underReview) },
]

function columnsOf({ rows, currency, before, total }: Revenue, language: ReportLanguage) {
  const keys = (rows[0]?.keys ?? []).map(({ dimension }, index) => ({
    title: wordOf(DIMENSION_WORDS[dimension], language),
    kind: 'text' as const,
    value: (row: RevenueRow) => (row.keys[index] ? keyText(row.keys[index], language) : ''),
    ofFees: undefined,
  }))
  const figures = FIGURES.filter(
    ({ en }) =>
      (before !== null || en !== 'Before incl. VAT') &&
      (total.cost !== null || !['Energy cost', 'Payment fees', 'Margin', 'Sessions whose cost is known'].includes(en)),
  ).map((column) => ({
    title: column.kind === 'money' ? `${column[language]} ${currency}` : column[language],
    kind: column.kind,
    ofFees: column.ofFees,
    value: column.value,
  }))
  return [...keys, ...figures]
}

/** The sum of all, as the last row: also of rows that the file has no room for. */
function lastRow(revenue: Revenue, language: ReportLanguage): (index: number, value: Column['value']) => string {
  const row: RevenueRow = { keys: [], sums: revenue.total, before: revenue.totalBefore }
  return (index, value) => (index === 0 ? wordOf(['Summa', 'Total'], language) : value(row, revenue))
}

/** Invoiced subscriptions, below the sum of the sessions; none: no row. */
function feeRows(revenue: Revenue, columns: ReturnType<typeof columnsOf>, language: ReportLanguage): string[][] {
  const fees = [revenue.subscriptions, revenue.subscriptionsBefore]
  if (fees.every((sum) => sum === null || (Number(sum.net) === 0 && Number(sum.gross) === 0))) return []
  const label = wordOf(['Därtill abonnemang', 'Subscriptions besides'], language)
  return [
    columns.map(({ kind, ofFees }, index) =>
      index === 0 ? label : rounded(ofFees?.(revenue) ?? '', kind, revenue.currency),
    ),
  ]
}

const rounded = (text: string, kind: Column['kind'], currency: string) =>
  kind === 'money' && text !== '' ? new Decimal(text).toFixed(minorDigits(currency)) : text

/** What a report shows, as rows for a spreadsheet, the sum last, and below it what is no session's. @throws RangeError more rows than a sheet of Excel holds */
export async function makeReportFile(
  revenue: Revenue,
  format: ReportFormat,
  language: ReportLanguage,
): Promise<{ fileName: string; contentType: string; content: Uint8Array<ArrayBuffer> }> {
  const columns = columnsOf(revenue, language)
  const last = lastRow(revenue, language)
  const cells = [
    ...revenue.rows.map((row) =>
      columns.map(({ value, kind }) => rounded(value(row, revenue), kind, revenue.currency)),
    ),
    columns.map(({ value, kind }, index) => rounded(last(index, value), index === 0 ? 'text' : kind, revenue.currency)),
    ...feeRows(revenue, columns, language),
  ]
  const { from, to } = revenue.span
  const through = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)
  const name = `${wordOf(['intakter', 'revenue'], language)}-${from}-${through}`
  if (format === 'csv') {
    const style = csvStyle(language)
    const text = [columns.map(({ title }) => title), ...cells].map((row) => csvRow(row, style)).join('')
    return {
      fileName: `${name}.csv`,
      contentType: 'text/csv; charset=utf-8',
      content: new Uint8Array(Buffer.from(CSV_BOM + text)),
    }
  }
  const heading = columns.map(
    ({ title, kind }): Cell => ({
      value: title,
      type: String,
      fontWeight: 'bold',
      align: kind === 'text' ? 'left' : 'right',
      bottomBorderStyle: 'thin',
    }),
  )
  const data = cells.map((row, at) =>
    row.map((text, index) => excelCell(text, columns[index]?.kind ?? 'text', at >= revenue.rows.length)),
  )
  const buffer = await writeExcelFile([heading, ...data], {
    sheet: wordOf(['Intäkter', 'Revenue'], language),
    columns: columns.map(({ kind, title }) => ({ width: kind === 'text' ? 28 : Math.max(12, title.length + 2) })),
    stickyRowsCount: 1,
  }).toBuffer()
  return {
    fileName: `${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: new Uint8Array(buffer),
  }
}

const FORMATS = { count: '#,##0', energy: '#,##0.000', money: '#,##0.00', percent: '0.00' } as const

function excelCell(text: string, kind: Column['kind'], isSum: boolean): Cell {
  if (text === '') return null
  const weight = isSum ? ({ fontWeight: 'bold', topBorderStyle: 'thin' } as const) : {}
  if (kind === 'text' || !/^-?\d+(\.\d+)?$/.test(text)) return { value: text, type: String, ...weight }
  return { value: Number(text), type: Number, format: FORMATS[kind], ...weight }
}
