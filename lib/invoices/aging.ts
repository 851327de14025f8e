import { daysBetween } from './due-date'

/** How late an invoice is, as receivables are sorted: not due, 1–30, 31–60, 61–90 days late, or more. */
export const AGES = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const
export type Age = (typeof AGES)[number]

export function ageOf(dueDate: string, today: string): Age {
  const late = daysBetween(dueDate, today)
  if (late <= 0) return 'not-due'
  if (late <= 30) return '1-30'
  if (late <= 60) return '31-60'
  return late <= 90 ? '61-90' : 'over-90'
}
