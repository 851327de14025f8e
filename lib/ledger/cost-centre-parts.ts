import { Decimal } from '../kernel/money'
import type { Entry } from './book'

/** What of a sale belongs to one cost centre. */
export interface CentrePart {
  readonly account: string
  /** The accounting program's object. */
  readonly object: string
  /** Signed as the entry is. */
  readonly amount: string
}

export interface PartedEntry extends Entry {
  readonly object: string | null
}

/** Sales parted by cost centre; what belongs to none stays without, and the parts always sum to the entry. */
export function partByCostCentre(entries: readonly Entry[], parts: readonly CentrePart[]): readonly PartedEntry[] {
  return entries.flatMap((entry): PartedEntry[] => {
    const its = parts.filter(({ account, amount }) => account === entry.account && !new Decimal(amount).isZero())
    const rest = its.reduce((left, { amount }) => left.minus(amount), new Decimal(entry.amount))
    return [
      ...its.map(({ account, object, amount }) => ({ account, object, amount })),
      ...(rest.isZero() ? [] : [{ account: entry.account, object: null, amount: rest.toFixed() }]),
    ]
  })
}
