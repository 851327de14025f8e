import { Decimal } from '../kernel/money'

/** A reminder's fee and interest, of which `paid` is paid: the fee first. */
export interface Charge {
  readonly id: string
  readonly fee: string
  readonly interest: string
  readonly paid: string
}

export interface Split {
  readonly settled: string
  readonly fees: string
  readonly interest: string
  /** What is left: the customer's credit. */
  readonly kept: string
  /** What of each reminder is paid now. */
  readonly charges: readonly { readonly id: string; readonly paid: string }[]
}

/** Money for one invoice: first what the invoice asks for, then its reminders' charges from the oldest on, and the rest is kept. */
export function splitPayment(amount: Decimal.Value, open: Decimal.Value, charges: readonly Charge[]): Split {
  let left = new Decimal(amount)
  const take = (most: Decimal): Decimal => {
    const taken = Decimal.max(0, Decimal.min(left, most))
    left = left.minus(taken)
    return taken
  }
  const settled = take(new Decimal(open))
  let [fees, interest] = [new Decimal(0), new Decimal(0)]
  const paid = charges.map((charge) => {
    const feeLeft = Decimal.max(0, new Decimal(charge.fee).minus(charge.paid))
    const interestLeft = new Decimal(charge.fee).plus(charge.interest).minus(charge.paid).minus(feeLeft)
    const ofFee = take(feeLeft)
    const ofInterest = take(interestLeft)
    fees = fees.plus(ofFee)
    interest = interest.plus(ofInterest)
    return { id: charge.id, paid: ofFee.plus(ofInterest).toFixed() }
  })
  return {
    settled: settled.toFixed(),
    fees: fees.toFixed(),
    interest: interest.toFixed(),
    kept: left.toFixed(),
    charges: paid.filter((one) => one.paid !== '0'),
  }
}
