import { Decimal } from '../kernel/money'
import { difference, grossOf, partsOf, type RatePart, revenueOf, type TakingPart } from './book-taking'
import type { PaymentToBook } from './payments-to-book'

export interface ToBook {
  readonly paymentId: string
  readonly provider: string
  /** The day it belongs to: of the sale, or of the money that went back. */
  readonly onDate: string
  readonly kind: 'driver-sale' | 'driver-refund'
  readonly parts: readonly TakingPart[]
}

/**
 * What a payment's books lack; null when they are right. A change since belongs to the day that money went back; what changed otherwise (a
 * corrected price) to `lastDay`: never to a day before one that is booked, whose period may be declared.
 * @param lastDay `2026-11-20`, the last day that is over
 */
export function toBook(payment: PaymentToBook, lastDay: string): ToBook | null {
  const now = partsOf(revenueOf(payment), ratesOf(payment))
  const parts = difference(now, payment.booked_parts)
  if (parts.length === 0) return null
  const { booked_on: bookedOn, refunded_on: refundedOn } = payment
  const changedOn = bookedOn !== null && refundedOn !== null && refundedOn > bookedOn ? refundedOn : lastDay
  return {
    paymentId: payment.id,
    provider: payment.provider,
    onDate: bookedOn === null ? payment.settled_on : changedOn,
    kind: grossOf(parts).isNegative() ? 'driver-refund' : 'driver-sale',
    parts,
  }
}

/** By the price's lines; of a price without them, or one that its discounts took to nothing, by the tariff's rate. */
function ratesOf({ lines, vat_percent }: PaymentToBook): RatePart[] {
  const sums = new Map<string, Decimal>()
  for (const { amount, vatPercent } of lines ?? []) {
    const percent = new Decimal(vatPercent ?? vat_percent ?? 25).toFixed()
    sums.set(percent, (sums.get(percent) ?? new Decimal(0)).plus(amount))
  }
  const rates = [...sums].filter(([, gross]) => gross.greaterThan(0))
  if (rates.length === 0) return [{ percent: vat_percent ?? '25', gross: '1' }]
  return rates.map(([percent, gross]) => ({ percent, gross: gross.toFixed() }))
}
