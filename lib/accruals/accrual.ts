import { Decimal } from '../kernel/money'
import { ACCOUNTS } from '../ledger/accounts'
import type { Entry } from '../ledger/book'

/**
 * accrued: delivered and not yet invoiced or paid (sessions, drivers' payments under way, subscription fees of months that are over).
 * prepaid: invoiced, for a time that is still to come.
 */
export const ACCRUAL_KINDS = ['sessions', 'driver-payments', 'fees', 'prepaid-fees'] as const
export type AccrualKind = (typeof ACCRUAL_KINDS)[number]

/** What belongs to one customer at a month's end, SEK without VAT. */
export interface AccrualRow {
  readonly kind: AccrualKind
  /** Null: drivers without an account. */
  readonly customerId: bigint | null
  readonly customerName: string | null
  readonly count: number
  readonly net: string
}

export const isPrepaid = ({ kind }: Pick<AccrualRow, 'kind'>): boolean => kind === 'prepaid-fees'

export const sumOf = (rows: readonly AccrualRow[], prepaid: boolean): Decimal =>
  rows.reduce((sum, row) => (isPrepaid(row) === prepaid ? sum.plus(row.net) : sum), new Decimal(0))

/** A month's end in the books: what is accrued is income already, what is prepaid not yet. On the next day the same is taken back. */
export function bookAccruals(rows: readonly AccrualRow[], isReversal = false): Entry[] {
  const side = isReversal ? -1 : 1
  const [accrued, prepaid] = [sumOf(rows, false).times(side), sumOf(rows, true).times(side)]
  return [
    { account: ACCOUNTS.accruedIncome, amount: accrued },
    { account: ACCOUNTS.prepaidIncome, amount: prepaid.negated() },
    { account: ACCOUNTS.sales25, amount: prepaid.minus(accrued) },
  ].flatMap(({ account, amount }) => (amount.isZero() ? [] : [{ account, amount: amount.toFixed(2) }]))
}
