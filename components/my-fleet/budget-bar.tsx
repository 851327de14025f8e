'use client'

import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Money } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import type { ShownBudget } from './shown-budget'

/** How a budget stands, in a colour and in words: the colour alone says nothing to some. */
export function bandOf({ usedPercent, forecast, amount }: ShownBudget): 'over' | 'warned' | 'tight' | 'calm' {
  if (usedPercent >= 100) return 'over'
  if (forecast !== null && Number(forecast) > Number(amount)) return 'tight'
  return usedPercent >= 80 ? 'warned' : 'calm'
}

const COLOUR = {
  over: 'bg-status-faulted',
  warned: 'bg-status-attention',
  tight: 'bg-status-attention',
  calm: 'bg-status-available',
} as const

/** One budget's month: used, left, where it is heading (the mark), and its thresholds. */
export function BudgetBar({ budget }: { budget: ShownBudget }) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  const band = bandOf(budget)
  const amount = Number(budget.amount)
  const heading = budget.forecast === null ? null : (Number(budget.forecast) / amount) * 100
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium tabular-nums">{formatNumber(budget.usedPercent, locale)} %</span>
        <span className="shrink-0 text-right text-sm tabular-nums">
          <Money amount={budget.spent} currency={budget.currency} />{' '}
          <span className="text-muted-foreground">
            {t('budgets.of')} <Money amount={budget.amount} currency={budget.currency} />
          </span>
        </span>
      </div>
      <div className="relative h-2.5 overflow-hidden rounded-full bg-muted" aria-hidden>
        <div
          className={cn('h-full rounded-full', COLOUR[band])}
          style={{ width: `${Math.min(100, budget.usedPercent)}%` }}
        />
        {budget.warnPercents
          .filter((percent) => percent < 100)
          .map((percent) => (
            <span key={percent} className="absolute inset-y-0 w-px bg-foreground/35" style={{ left: `${percent}%` }} />
          ))}
        {heading !== null && heading > budget.usedPercent && heading < 100 && (
          <span className="absolute inset-y-0 w-0.5 bg-foreground/70" style={{ left: `${heading}%` }} />
        )}
      </div>
      <p className="text-muted-foreground text-xs">
        <span className="text-foreground">{t(`budgets.band.${band}`)}</span>
        {' · '}
        {budget.forecast === null ? (
          t('budgets.noForecast')
        ) : (
          <>
            {t('budgets.forecast')} <Money amount={budget.forecast} currency={budget.currency} />
          </>
        )}
        {budget.unpriced > 0 && ` · ${t('figures.unpriced', { count: budget.unpriced })}`}
      </p>
    </div>
  )
}
