import type { ReadyPeriod } from '@/components/revenue/choices'
import { plusDays } from '@/lib/performance/period'
import { plusMonths } from '@/lib/revenue/period'

/** Periods one asks for most, on the calendar. @param today `2026-11-20` */
export function readyPeriods(today: string): readonly ReadyPeriod[] {
  const month = `${today.slice(0, 7)}-01`
  const quarter = `${today.slice(0, 5)}${String(3 * Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1).padStart(2, '0')}-01`
  return [
    { name: 'today', from: today, to: today },
    { name: 'yesterday', from: plusDays(today, -1), to: plusDays(today, -1) },
    { name: 'week', from: plusDays(today, -7), to: plusDays(today, -1) },
    { name: 'month', from: month, to: today },
    { name: 'last-month', from: plusMonths(month, -1), to: plusDays(month, -1) },
    { name: 'quarter', from: quarter, to: today },
    { name: 'year', from: plusMonths(month, -12), to: plusDays(month, -1) },
  ]
}
