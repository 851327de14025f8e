import { Decimal } from '../kernel/money'
import { ACCOUNTS, salesAccounts } from './accounts'

/** One side of a business event: debit positive, credit negative, in major units. */
export interface Entry {
  readonly account: string
  readonly amount: string
}

interface Invoiced {
  readonly vatTotals: readonly { category: string; percent: string; taxable: string; vat: string }[]
  readonly rounding: string
  readonly payable: string
}

/** The entries of an issued invoice; of a credit note the same with the sides changed. */
export function bookInvoice(kind: 'invoice' | 'credit-note', invoice: Invoiced): Entry[] {
  const sheet = new Sheet(kind === 'invoice' ? 1 : -1)
  sheet.debit(ACCOUNTS.receivables, invoice.payable)
  for (const total of invoice.vatTotals) {
    const accounts = salesAccounts(total.category, total.percent)
    sheet.credit(accounts.sales, total.taxable)
    if (accounts.vat !== null) sheet.credit(accounts.vat, total.vat)
  }
  sheet.credit(ACCOUNTS.rounding, invoice.rounding)
  return sheet.entries()
}

/** Money in: what settles invoices, reminders' charges, and what is kept as the customer's credit. */
export function bookPayment(parts: { settled: string; fees: string; interest: string; kept: string }): Entry[] {
  const sheet = new Sheet(1)
  sheet.debit(ACCOUNTS.bank, Decimal.sum(parts.settled, parts.fees, parts.interest, parts.kept))
  sheet.credit(ACCOUNTS.receivables, parts.settled)
  sheet.credit(ACCOUNTS.reminderFees, parts.fees)
  sheet.credit(ACCOUNTS.interest, parts.interest)
  sheet.credit(ACCOUNTS.customerAdvances, parts.kept)
  return sheet.entries()
}

/** Credit that was kept now settles an invoice. */
export function bookUseOfCredit(parts: { settled: string; fees: string; interest: string }): Entry[] {
  const sheet = new Sheet(1)
  sheet.debit(ACCOUNTS.customerAdvances, Decimal.sum(parts.settled, parts.fees, parts.interest))
  sheet.credit(ACCOUNTS.receivables, parts.settled)
  sheet.credit(ACCOUNTS.reminderFees, parts.fees)
  sheet.credit(ACCOUNTS.interest, parts.interest)
  return sheet.entries()
}

/** Money out: credit that a payment, or a credit note, had left. */
export function bookRefund(of: 'payment' | 'credit-note', amount: string): Entry[] {
  const sheet = new Sheet(1)
  sheet.debit(of === 'payment' ? ACCOUNTS.customerAdvances : ACCOUNTS.receivables, amount)
  sheet.credit(ACCOUNTS.bank, amount)
  return sheet.entries()
}

/** Collects amounts per account; what is nothing is left out. */
class Sheet {
  private readonly sums = new Map<string, Decimal>()

  constructor(private readonly side: 1 | -1) {}

  debit(account: string, amount: Decimal.Value): void {
    this.sums.set(account, (this.sums.get(account) ?? new Decimal(0)).plus(new Decimal(amount).times(this.side)))
  }

  credit(account: string, amount: Decimal.Value): void {
    this.debit(account, new Decimal(amount).negated())
  }

  entries(): Entry[] {
    return [...this.sums].flatMap(([account, amount]) =>
      amount.isZero() ? [] : [{ account, amount: amount.toFixed() }],
    )
  }
}
