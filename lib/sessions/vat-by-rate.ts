import { Decimal } from '../kernel/money'
import type { SessionPrice } from './session-price'

export interface VatOfRate {
  /** `25` */
  readonly percent: string
  /** Decimal strings with two decimals. */
  readonly taxable: string
  readonly vat: string
}

/**
 * The VAT in a price, rate by rate, highest first, as a receipt tells it: taxable amounts and VAT sum to the price's own. Lines of before
 * a line told its rate have Sweden's common one.
 */
export function vatByRate({ lines, total, vat }: Pick<SessionPrice, 'lines' | 'total' | 'vat'>): readonly VatOfRate[] {
  const sums = new Map<string, { taxable: Decimal; vat: Decimal }>()
  const add = (percent: string, taxable: Decimal, its: Decimal) => {
    const sum = sums.get(percent)
    sums.set(percent, { taxable: taxable.plus(sum?.taxable ?? 0), vat: its.plus(sum?.vat ?? 0) })
  }
  for (const { vatPercent, amount, vat: its } of lines) {
    add(new Decimal(vatPercent ?? COMMON).toFixed(), new Decimal(amount).minus(its), new Decimal(its))
  }
  const rates = [...sums].sort(([a], [b]) => Number(b) - Number(a))
  // Should the lines not lead to the price, the highest rate has the difference.
  const told = (of: 'taxable' | 'vat') => rates.reduce((sum, [, its]) => sum.plus(its[of]), new Decimal(0))
  const [first = COMMON] = rates[0] ?? []
  const whole = new Decimal(vat ?? 0)
  add(first, new Decimal(total ?? 0).minus(whole).minus(told('taxable')), whole.minus(told('vat')))
  return [...sums]
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([percent, sum]) => ({ percent, taxable: sum.taxable.toFixed(2), vat: sum.vat.toFixed(2) }))
}

const COMMON = '25'
