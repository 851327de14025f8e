import { Decimal } from '../kernel/money'
import { bookInvoice, type Entry } from '../ledger/book'
import { type FeeSource, feeOfPart } from '../plans/subscription-fee'
import { isPriced, type Price, type Unpriced } from '../tariffs/price-session'
import { billPrice, type LineSource } from './billable-session'
import { type Billable, type BuiltLine, buildInvoice } from './build-invoice'
import type { Finding } from './difference'

/** An issued line as it is stored. Decimal strings, without trailing zeros. */
export interface IssuedLine extends BuiltLine {
  readonly position: number
  readonly kind: Billable['kind']
  readonly sessionId: string | null
  /** Its price line as it was when it was issued, without the quarters of a spot price. */
  readonly source: Pick<LineSource, 'line' | 'isVatIncluded'> | null
  /** What a fee was made from. */
  readonly fee: FeeSource | null
}

export interface IssuedInvoice {
  readonly kind: 'invoice' | 'credit-note'
  readonly language: 'sv' | 'en'
  readonly currency: string
  readonly netTotal: string
  readonly vatTotal: string
  readonly grossTotal: string
  readonly rounding: string
  readonly payable: string
  readonly vatTotals: readonly { category: string; percent: string; taxable: string; vat: string }[]
  readonly roundsToWhole: boolean
  readonly lines: readonly IssuedLine[]
  /** What its voucher says. */
  readonly booked: readonly Entry[]
}

/** A session's price, worked out again, and what its tariff says of prices. */
export interface Reworked {
  /** Null: it is not compared (a credit note has taken it back); its lines are taken as they were made. */
  readonly price: Price | Unpriced | null
  readonly pricesIncludeVat: boolean
  readonly vatPercent: string
}

export type InvoiceFinding = Finding & { readonly sessionId: string | null }

/**
 * Makes an issued invoice again from its sessions' reworked prices and compares to the öre: each session's price lines, each invoice
 * line's quantity, price and amounts, VAT by rate, totals, öre rounding and books. A credit note is compared with its own sums and books
 * (that its lines are what they take back is compared in SQL).
 */
export function recalculateInvoice(
  invoice: IssuedInvoice,
  reworked: ReadonlyMap<string, Reworked>,
): readonly InvoiceFinding[] {
  const findings: InvoiceFinding[] = []
  const tell = (
    what: Finding['what'],
    issued: Decimal.Value | null,
    recalculated: Decimal.Value | null,
    sessionId: string | null = null,
  ) => findings.push({ what, issued: text(issued), recalculated: text(recalculated), sessionId })
  if (invoice.kind === 'invoice') compareLines(invoice, reworked, tell)
  const sum = (field: 'net' | 'vat' | 'gross') =>
    invoice.lines.reduce((total, line) => total.plus(line[field]), new Decimal(0))
  for (const [field, total] of [
    ['net', invoice.netTotal],
    ['vat', invoice.vatTotal],
    ['gross', invoice.grossTotal],
  ] as const) {
    const lines = sum(field)
    if (!lines.equals(total)) tell('sums', total, lines)
  }
  if (!new Decimal(invoice.grossTotal).plus(invoice.rounding).equals(invoice.payable)) {
    tell('sums', invoice.payable, new Decimal(invoice.grossTotal).plus(invoice.rounding))
  }
  compareBooks(invoice, tell)
  return findings
}

type Tell = (
  what: Finding['what'],
  issued: Decimal.Value | null,
  recalculated: Decimal.Value | null,
  sessionId?: string | null,
) => void

function compareLines(invoice: IssuedInvoice, reworked: ReadonlyMap<string, Reworked>, tell: Tell): void {
  const billables: Billable[] = []
  const isAgain: boolean[] = []
  for (const lines of bySession(invoice.lines)) {
    const { sessionId } = lines[0]!
    const its = sessionId === null ? undefined : reworked.get(sessionId)
    for (const { fee, gross } of lines) if (fee !== null) compareFee(fee, gross, tell)
    const again =
      its?.price != null && isPriced(its.price) ? billPrice({ ...its, ...priceOf(its.price) }, invoice.language) : null
    const isSame =
      again?.length === lines.length && again.every((billable, at) => isSamePriceLine(billable, lines[at]!))
    if (its?.price != null && !isSame)
      tell('price', sumOf(lines), isPriced(its.price) ? its.price.total : null, sessionId)
    // What is wrong with the price has been told; from here on only what follows from it is looked at.
    billables.push(...(isSame ? again : lines.map((line) => asItWasMade(line, its))))
    isAgain.push(...lines.map(() => isSame))
  }
  const built = buildInvoice(billables, {
    currency: invoice.currency,
    isReverseCharge: invoice.lines.some(({ vatCategory }) => vatCategory === 'AE'),
    roundsToWhole: invoice.roundsToWhole,
  })
  for (const [at, line] of invoice.lines.entries()) {
    const again = built.lines[at]!
    const field = (isAgain[at] ? AMOUNTS : SUMS).find((name) => !new Decimal(line[name]).equals(again[name]))
    if (field !== undefined) tell('line', line[field], again[field], line.sessionId)
    else if (line.vatCategory !== again.vatCategory || (isAgain[at] && line.unit !== again.unit)) {
      tell('line', line.gross, again.gross, line.sessionId)
    }
  }
  if (!new Decimal(invoice.payable).equals(built.payable)) tell('sums', invoice.payable, built.payable)
  for (const total of built.vatTotals) {
    const its = invoice.vatTotals.find(
      ({ category, percent }) => category === total.category && +percent === +total.percent,
    )
    for (const field of ['taxable', 'vat'] as const) {
      if (its === undefined || !new Decimal(its[field]).equals(total[field]))
        tell('sums', its?.[field] ?? null, total[field])
    }
  }
  if (invoice.vatTotals.length !== built.vatTotals.length)
    tell('sums', invoice.vatTotals.length, built.vatTotals.length)
}

/** A fee's part of a month, from the plan's terms as they were kept with the line. */
function compareFee(fee: FeeSource, gross: string, tell: Tell): void {
  const again = feeOfPart(fee)
  const isSame =
    again !== null && new Decimal(again.amount).equals(fee.amount) && new Decimal(again.vat).equals(fee.vat)
  if (!isSame) tell('price', gross, again?.amount ?? null)
}

const SUMS = ['gross', 'net', 'vat', 'vatPercent'] as const
const AMOUNTS = [...SUMS, 'quantity', 'unitPrice'] as const

/** Lines in their order, those of one session together. */
function bySession(lines: readonly IssuedLine[]): readonly (readonly IssuedLine[])[] {
  const groups: IssuedLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group !== undefined && line.sessionId !== null && group[0]!.sessionId === line.sessionId) group.push(line)
    else groups.push([line])
  }
  return groups
}

const priceOf = ({ total, lines }: Price) => ({ total, priceLines: lines })

/** The line's own source: what it was made from when it was issued. */
function asItWasMade(line: IssuedLine, its: Reworked | undefined): Billable {
  const made = line.fee ?? line.source?.line
  const isVatIncluded = line.fee?.pricesIncludeVat ?? line.source?.isVatIncluded ?? its?.pricesIncludeVat ?? true
  return {
    kind: line.kind,
    text: '',
    quantity: line.quantity,
    unit: line.unit,
    rate: '0', // not compared
    amount: made?.amount ?? line.gross,
    vat: made?.vat ?? line.vat,
    vatPercent: made?.vatPercent ?? its?.vatPercent ?? line.vatPercent,
    isVatIncluded,
  }
}

/** Kind, quantity, rate and money; periods and reasons are words beside them. */
function isSamePriceLine(again: Billable, { source }: IssuedLine): boolean {
  const made = source?.line
  if (made === undefined) return false
  return (
    new Decimal(again.amount).equals(made.amount) &&
    new Decimal(again.vat).equals(made.vat) &&
    (made.vatPercent === undefined || new Decimal(again.vatPercent).equals(made.vatPercent)) &&
    new Decimal(made.quantity).times(made.unit === 'h' ? 60 : 1).equals(again.quantity) &&
    (made.unit === 'h'
      ? new Decimal(made.rate).dividedBy(60).toFixed() === again.rate
      : new Decimal(made.rate).equals(again.rate))
  )
}

const sumOf = (lines: readonly IssuedLine[]) =>
  lines.reduce((sum, { source, gross }) => sum.plus(source?.line.amount ?? gross), new Decimal(0))

function compareBooks(invoice: IssuedInvoice, tell: Tell): void {
  const sums = new Map<string, Decimal>()
  const add = ({ account, amount }: Entry, sign: 1 | -1) =>
    sums.set(account, (sums.get(account) ?? new Decimal(0)).plus(new Decimal(amount).times(sign)))
  const wanted = bookInvoice(invoice.kind, invoice)
  for (const entry of wanted) add(entry, 1)
  for (const entry of invoice.booked) add(entry, -1)
  for (const [account, missing] of sums) {
    if (missing.isZero()) continue
    const issued = wanted
      .filter((entry) => entry.account === account)
      .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    tell('books', issued, issued.minus(missing))
    return
  }
}

const text = (value: Decimal.Value | null): string | null => (value === null ? null : new Decimal(value).toFixed())
