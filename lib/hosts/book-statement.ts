import { Decimal } from '../kernel/money'
import { ACCOUNTS } from '../ledger/accounts'
import type { Entry } from '../ledger/book'

interface Sums {
  readonly shareNet: string
  readonly shareVat: string
  readonly feeNet: string
  readonly feeVat: string
  readonly payable: string
}

const moving = (entries: readonly Entry[]) => entries.filter(({ amount }) => !new Decimal(amount).isZero())
const minus = (amount: string) => new Decimal(amount).negated().toFixed()

/** The entries of an issued statement: the host's share is a cost with input VAT, what it pays the operator a sale, the rest is owed. */
export const bookStatement = ({ shareNet, shareVat, feeNet, feeVat, payable }: Sums): Entry[] =>
  moving([
    { account: ACCOUNTS.hostShares, amount: shareNet },
    { account: ACCOUNTS.inputVat, amount: shareVat },
    { account: ACCOUNTS.sales25, amount: minus(feeNet) },
    { account: ACCOUNTS.outputVat25, amount: minus(feeVat) },
    { account: ACCOUNTS.payables, amount: minus(payable) },
  ])

/** What was owed has been paid, in either direction. */
export const bookStatementPaid = (payable: string): Entry[] =>
  moving([
    { account: ACCOUNTS.payables, amount: payable },
    { account: ACCOUNTS.bank, amount: minus(payable) },
  ])
