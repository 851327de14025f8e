import { Decimal, roundMoney } from '../kernel/money'
import { nextMonth } from '../margin/margin-filter'
import { type Counted, feeOf, NOTHING_COUNTED, plusCounted, type ShareTerms, shareOf } from './share'

/** What has been counted of a month by the statements before, and what they gave for it. */
export interface CountedMonth extends Counted {
  /** `2026-11`. */
  readonly month: string
  readonly given: string
}

/** What a session adds to, or takes from, what was counted of it before. */
export interface Change extends Counted {
  readonly sessionId: string
  /** In which it ended, or was first counted. */
  readonly month: string
}

export interface StatementLine extends Counted {
  readonly kind: 'share' | 'correction' | 'fee'
  readonly month: string
  /** Of a correction: those that changed. */
  readonly sessionCount: number
  /** To the host, without VAT; below nothing: from it. */
  readonly amount: string
  readonly vatPercent: string
}

export interface BuiltStatement {
  readonly lines: readonly StatementLine[]
  /** What the host supplies: shares, corrections, and a fee the operator pays. */
  readonly shareNet: string
  readonly shareVat: string
  /** What the operator supplies: a fee the host pays. */
  readonly feeNet: string
  readonly feeVat: string
  /** To the host; below nothing: from it. */
  readonly payable: string
}

/** VAT on the operator's own supply. */
const OPERATORS_VAT = '25'

/**
 * A month's statement. Every month that something has come to light of is worked out anew as a whole, and the statement gives what is
 * missing from what was given for it: so all statements of a month together are its share, to the öre, whatever was late or corrected.
 * @param isRegistered whether the host has VAT on its share
 * @param untold months before it that no statement has told of, in order
 */
export function buildStatement(
  terms: ShareTerms,
  isRegistered: boolean,
  month: string,
  before: readonly CountedMonth[],
  changes: readonly Change[],
  untold: readonly string[] = [],
): BuiltStatement {
  const vatPercent = isRegistered ? new Decimal(terms.vatPercent).toFixed() : '0'
  const byMonth = new Map<string, { counted: Counted; count: number }>()
  for (const change of changes) {
    const sum = byMonth.get(change.month) ?? { counted: NOTHING_COUNTED, count: 0 }
    byMonth.set(change.month, { counted: plusCounted(sum.counted, change), count: sum.count + 1 })
  }
  const lines: StatementLine[] = []
  const own = [...untold, month].filter((one) => terms.validTo === null || terms.validTo >= `${one}-01`)
  for (const one of own) if (one === month || byMonth.has(one)) lines.push(lineOf('share', one))
  for (const changed of [...byMonth.keys()].sort()) {
    if (!own.includes(changed)) lines.push(lineOf('correction', changed))
  }
  const isHosts = terms.feePayer === 'host'
  const fees = own.map((one) => ({ month: one, fee: feeOf(terms, one) })).filter(({ fee }) => !fee.isZero())
  for (const { month: of, fee } of fees) {
    lines.push({
      kind: 'fee',
      month: of,
      sessionCount: 0,
      ...NOTHING_COUNTED,
      amount: (isHosts ? fee.negated() : fee).toFixed(2),
      vatPercent: isHosts ? OPERATORS_VAT : vatPercent,
    })
  }
  const shareNet = lines.reduce(
    (sum, { kind, amount }) => (kind === 'fee' && isHosts ? sum : sum.plus(amount)),
    new Decimal(0),
  )
  const feeNet = isHosts ? Decimal.sum(0, ...fees.map(({ fee }) => fee)) : new Decimal(0)
  const [shareVat, feeVat] = [vatOf(shareNet, vatPercent), vatOf(feeNet, OPERATORS_VAT)]
  return {
    lines,
    shareNet: shareNet.toFixed(2),
    shareVat: shareVat.toFixed(2),
    feeNet: feeNet.toFixed(2),
    feeVat: feeVat.toFixed(2),
    payable: shareNet.plus(shareVat).minus(feeNet).minus(feeVat).toFixed(2),
  }

  function lineOf(kind: 'share' | 'correction', of: string): StatementLine {
    const found = byMonth.get(of)
    const earlier = before.find((one) => one.month === of)
    const whole = plusCounted(earlier ?? NOTHING_COUNTED, found?.counted ?? NOTHING_COUNTED)
    return {
      kind,
      month: of,
      sessionCount: found?.count ?? 0,
      ...(found?.counted ?? NOTHING_COUNTED),
      amount: shareOf(terms, whole)
        .minus(earlier?.given ?? 0)
        .toFixed(2),
      vatPercent,
    }
  }
}

/** The months between the last statement's (null: the agreement's first is the first) and this one's. */
export function untoldMonths(validFrom: string, last: string | null, month: string): readonly string[] {
  const months: string[] = []
  for (let one = last === null ? validFrom.slice(0, 7) : nextMonth(last); one < month; one = nextMonth(one))
    months.push(one)
  return months
}

const vatOf = (net: Decimal, percent: string) => roundMoney(net.times(percent).dividedBy(100), 'SEK')
