import { z } from 'zod'

const days = z.number('not-a-number').int('not-a-whole-number').min(0, 'out-of-range').max(365, 'out-of-range')
const count = (least: number) =>
  z.number('not-a-number').int('not-a-whole-number').min(least, 'out-of-range').max(20, 'out-of-range')

/** When who owes money is stopped from charging on credit. */
export const paymentRulesSchema = z.object({
  /** Customers with overdue invoices have their tokens blocked. */
  blocksDebtors: z.boolean(),
  /** Days since an invoice was due. */
  daysOverdue: days,
  /** Reminders of that invoice that have been sent. */
  leastReminders: count(0),
  /** Days between telling the customer and blocking; 0: both at once. */
  warningDays: days,
  /** Drivers without an account with as many unpaid charges start no more. */
  mostUnpaid: count(1),
})
export type PaymentRules = z.output<typeof paymentRulesSchema>

/** As long as nobody has said otherwise: nobody is blocked, and an unpaid charge is paid before the next. */
export const USUAL_RULES: PaymentRules = {
  blocksDebtors: false,
  daysOverdue: 20,
  leastReminders: 1,
  warningDays: 7,
  mostUnpaid: 1,
}
