'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { DIMENSIONS, type Dimension } from '@/lib/revenue/dimension'
import { COMPARISONS } from '@/lib/revenue/period'
import type { NamedKey } from '@/lib/revenue/queries/get-revenue'
import { dimensionsOf, type RevenueQuery } from '@/lib/revenue/revenue-query'
import { reportHref } from './href'
import { useKeyName } from './use-key-name'

export interface ReadyPeriod {
  readonly name: 'today' | 'yesterday' | 'week' | 'month' | 'last-month' | 'quarter' | 'year'
  readonly from: string
  readonly to: string
}

interface PeriodChoiceProps {
  query: RevenueQuery
  periods: readonly ReadyPeriod[]
}

/** Of when, and held against what: kept in the address, answered by the server. */
export function PeriodChoice({ query, periods }: PeriodChoiceProps) {
  const t = useTranslations('revenue.filter')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const go = (change: Parameters<typeof reportHref>[1]) =>
    startTransition(() => router.replace(reportHref(query, change), { scroll: false }))
  const here = periods.find(({ from, to }) => from === query.from && to === query.to)
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t('label')} aria-busy={pending}>
      <NativeSelect
        className="w-auto"
        aria-label={t('period')}
        value={here?.name ?? ''}
        onChange={({ target }) => {
          const wanted = periods.find(({ name }) => name === target.value)
          if (wanted) go({ from: wanted.from, to: wanted.to })
        }}
      >
        {here === undefined && <option value="">{t('own')}</option>}
        {periods.map(({ name }) => (
          <option key={name} value={name}>
            {t(`ready.${name}`)}
          </option>
        ))}
      </NativeSelect>
      <Input
        type="date"
        aria-label={t('from')}
        className="w-34"
        value={query.from}
        max={query.to}
        onChange={({ target }) => target.value && go({ from: target.value })}
      />
      <span aria-hidden className="text-muted-foreground">
        –
      </span>
      <Input
        type="date"
        aria-label={t('to')}
        className="w-34"
        value={query.to}
        min={query.from}
        onChange={({ target }) => target.value && go({ to: target.value })}
      />
      <NativeSelect
        className="w-auto"
        aria-label={t('compare')}
        value={query.compare}
        onChange={({ target }) => go({ compare: target.value })}
      >
        {COMPARISONS.map((comparison) => (
          <option key={comparison} value={comparison}>
            {t(`against.${comparison}`)}
          </option>
        ))}
      </NativeSelect>
    </search>
  )
}

interface SplitChoiceProps {
  query: RevenueQuery
  /** What this reader may split by. */
  dimensions: readonly Dimension[]
}

/** By what the sums are split: one or two. */
export function SplitChoice({ query, dimensions }: SplitChoiceProps) {
  const t = useTranslations('revenue')
  const chosen = dimensionsOf(query)
  const withIt = (dimension: Dimension): string => {
    if (chosen.includes(dimension))
      return chosen.length === 1 ? dimension : chosen.filter((one) => one !== dimension).join(',')
    return [...chosen.slice(-1), dimension].join(',')
  }
  return (
    <nav aria-label={t('split.label')} className="flex flex-wrap items-center gap-1.5">
      <span className="mr-1 text-muted-foreground text-sm">{t('split.by')}</span>
      {DIMENSIONS.filter((dimension) => dimensions.includes(dimension)).map((dimension) => (
        <Link
          key={dimension}
          href={reportHref(query, { by: withIt(dimension) })}
          scroll={false}
          prefetch={false}
          aria-current={chosen.includes(dimension) ? 'true' : undefined}
          className={cn(
            'rounded-full border px-2.5 py-0.5 text-sm hover:bg-muted/60 focus-visible:outline-2 focus-visible:outline-ring',
            chosen.includes(dimension)
              ? 'border-foreground bg-foreground text-background hover:bg-foreground'
              : 'bg-card',
          )}
        >
          {t(`dimension.${dimension}`)}
        </Link>
      ))}
    </nav>
  )
}

interface ChosenProps {
  query: RevenueQuery
  chosen: readonly NamedKey[]
  currency: string
  currencies: readonly string[]
}

/** What the report is narrowed to, each to be taken away, and of which money it is when there are several. */
export function Chosen({ query, chosen, currency, currencies }: ChosenProps) {
  const t = useTranslations('revenue')
  const nameOf = useKeyName()
  if (chosen.length === 0 && currencies.length < 2) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chosen.map((key) => (
        <Button key={key.dimension} asChild variant="secondary" size="sm">
          <Link
            href={reportHref(query, { [key.dimension]: null })}
            scroll={false}
            prefetch={false}
            aria-label={t('filter.remove', { name: nameOf(key) })}
          >
            <span className="text-muted-foreground">{t(`dimension.${key.dimension}`)}</span>
            {nameOf(key)}
            <X aria-hidden />
          </Link>
        </Button>
      ))}
      {currencies.length > 1 &&
        currencies.map((code) => (
          <Link
            key={code}
            href={reportHref(query, { currency: code })}
            scroll={false}
            prefetch={false}
            aria-current={code === currency ? 'true' : undefined}
            className={cn(
              'rounded-full border px-2.5 py-0.5 text-sm',
              code === currency ? 'border-foreground bg-foreground text-background' : 'bg-card hover:bg-muted/60',
            )}
          >
            {code}
          </Link>
        ))}
    </div>
  )
}
