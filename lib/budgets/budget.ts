import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'
import { Decimal } from '../kernel/money'

/** What a budget can be for. */
export const BUDGET_OF = ['customer', 'cost-centre', 'vehicle', 'driver'] as const
export type BudgetOf = (typeof BUDGET_OF)[number]

/** A budget of a month, in kronor incl. VAT. Problems are short words that the edges put into sentences. */
export const budgetSchema = z
  .object({
    of: z.enum(BUDGET_OF, 'unknown').default('customer'),
    /** Of the cost centre, vehicle or driver. */
    targetId: chosenId.optional().transform((id) => id ?? null),
    amount: z
      .string()
      .trim()
      .transform((text) => text.replace(/[\s\u00a0]/g, '').replace(',', '.'))
      .pipe(z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'not-an-amount'))
      // What is no number has been refused above.
      .refine((text) => !(Number(text) <= 0), 'not-positive'),
    /** Told once a month each. */
    warnPercents: z
      .array(z.number('not-a-number').int('not-a-whole-number').min(1, 'out-of-range').max(500, 'out-of-range'))
      .max(5, 'too-many')
      .default([80, 100])
      .transform((percents) => [...new Set(percents)].sort((one, other) => one - other)),
    emails: z
      .array(z.string().trim().toLowerCase().pipe(z.email('not-an-email').max(254, 'too-long')))
      .max(10, 'too-many')
      .default([])
      .transform((emails) => [...new Set(emails)]),
    /** Of the customer's fleet managers. */
    ringsBell: z.boolean().default(true),
    isArchived: z.boolean().default(false),
  })
  .superRefine(({ of, targetId }, context) => {
    if (of !== 'customer' && targetId === null) {
      context.addIssue({ code: 'custom', path: ['targetId'], message: 'required' })
    }
  })
export type BudgetInput = z.input<typeof budgetSchema>
export type BudgetData = z.output<typeof budgetSchema>

/**
 * What a month comes to if it goes on as it has gone so far; null before a day of it has passed: nothing can be said of so little.
 * @param spent decimal string @param month its first instant and the next one's
 */
export function forecast(spent: string, month: { readonly from: Date; readonly to: Date }, now: Date): string | null {
  if (now >= month.to) return new Decimal(spent).toFixed(2)
  const passed = now.getTime() - month.from.getTime()
  if (passed < LEAST_MS) return null
  return new Decimal(spent)
    .times(month.to.getTime() - month.from.getTime())
    .div(passed)
    .toFixed(2)
}
const LEAST_MS = 86_400_000

/** How much of a budget is used, in whole percent, rounded down: 100 is never said before it is so. */
export const usedPercent = (spent: string, amount: string): number =>
  new Decimal(spent).times(100).div(amount).floor().toNumber()

/** The thresholds that are passed and not told of yet, lowest first. */
export const passedThresholds = (
  used: number,
  percents: readonly number[],
  told: readonly number[],
): readonly number[] => percents.filter((percent) => used >= percent && !told.includes(percent))
