import { drawNotes } from '../invoices/formats/pdf/invoice-pdf'
import { beginLetter, drawHeading, drawHighlights, finishLetter } from '../invoices/formats/pdf/letterhead'
import { formatNumber } from '../invoices/formats/pdf/pdf-words'
import { columnsOf, drawTable, type Row } from '../invoices/formats/pdf/table'
import { Decimal, formatAmount, formatMoney } from '../kernel/money'
import { formatOrgNumber } from '../references/org-number'
import type { Statement } from './statement'
import { lineWords, STATEMENT_WORDS, termsWords } from './statement-words'

/** The statement as a tagged PDF in the host's language, on the operator's letter paper. Same statement, same bytes. */
export function statementPdf(statement: Statement): Promise<Uint8Array<ArrayBuffer>> {
  const { language, seller, host, terms, currency } = statement
  const words = STATEMENT_WORDS[language]
  const isOwed = new Decimal(statement.payable).isNegative()
  const payLabel = isOwed ? words.toUs : words.toHost
  const payable = formatMoney(new Decimal(statement.payable).abs(), currency, language)
  const flow = beginLetter({
    title: words.title,
    number: statement.number,
    seller,
    buyer: {
      name: host.name,
      address: { street: host.street, postalCode: host.postalCode, city: host.city, country: host.country },
    },
    language,
    issueDate: statement.issueDate,
    facts: [
      [words.number, statement.number],
      [words.issueDate, statement.issueDate],
      [words.period, `${statement.periodFrom} – ${statement.periodTo}`],
      [words.site, statement.siteName],
      [words.orgNumber, host.orgNumber && formatOrgNumber(host.orgNumber)],
      [words.vatNumber, host.vatNumber],
    ],
  })
  drawHighlights(flow, [
    { label: payLabel, value: payable, isLarge: true },
    ...(isOwed || host.bankAccount === '' ? [] : [{ label: words.account, value: host.bankAccount }]),
  ])
  drawHeading(flow, `${words.lines} (${currency})`)
  const isMargin = terms.model === 'margin-share'
  const amount = (value: Decimal.Value) => formatAmount(value, currency, language)
  const rows = statement.lines.map((line): Row => {
    const isFee = line.kind === 'fee'
    const told = (text: string) => (isFee ? '' : text)
    return [
      lineWords(line, language),
      told(formatNumber(String(line.sessionCount), language, 0)),
      told(formatNumber(new Decimal(line.energyWh).dividedBy(1000).toFixed(1), language, 1)),
      told(amount(line.revenueNet)),
      ...(isMargin ? [told(amount(line.energyCost)), told(amount(line.providerFees))] : []),
      amount(line.amount),
    ]
  })
  const columns = columnsOf([
    [words.what, null],
    [words.sessions, 62, 'right'],
    [words.energy, 66, 'right'],
    [words.net, 76, 'right'],
    ...(isMargin
      ? ([
          [words.cost, 66, 'right'],
          [words.fees, 62, 'right'],
        ] as const)
      : []),
    [words.amount, 80, 'right'],
  ])
  drawTable(flow, columns, rows, { summary: words.lines })
  flow.y += 14
  const sums: [string, string][] = [
    [words.shareNet, amount(statement.shareNet)],
    [words.shareVat, amount(statement.shareVat)],
    ...(new Decimal(statement.feeNet).isZero()
      ? []
      : ([
          [words.feeNet, amount(new Decimal(statement.feeNet).negated())],
          [words.feeVat, amount(new Decimal(statement.feeVat).negated())],
        ] as [string, string][])),
    [payLabel, payable],
  ]
  drawTable(
    flow,
    columnsOf([
      ['', null],
      [currency, 110, 'right'],
    ]),
    sums.map(([label, value]): Row => [label, value]),
    { summary: payLabel, strongLast: true },
  )
  flow.y += 14
  drawNotes(flow, [
    termsWords(terms, language),
    host.vatNumber === null ? words.unregistered : words.selfBilled,
    words.exclusive,
    words.late,
  ])
  return finishLetter(flow, seller, language)
}
