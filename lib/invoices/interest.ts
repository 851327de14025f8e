import { type Decimal, Decimal as DecimalOf, roundMoney } from '../kernel/money'
import { daysBetween } from './due-date'

/**
 * Interest on what is paid late: `amount × percent × days / 365`, rounded once (räntelagen 1975:635 counts by the day).
 * @param from the due date, or the day the last reminder reckoned to; that day itself is free
 * @param percent per year
 */
export function lateInterest(
  amount: Decimal.Value,
  percent: Decimal.Value,
  from: string,
  to: string,
  currency: string,
): Decimal {
  const days = Math.max(0, daysBetween(from, to))
  return roundMoney(new DecimalOf(amount).times(percent).times(days).dividedBy(36_500), currency)
}
