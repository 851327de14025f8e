'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format-values'
import type { Rate } from '@/lib/performance/rates'
import { FigureGrid, PerformanceFigure } from './figure'
import { formatShare } from './use-words'

interface PerformanceBandProps {
  first: Rate
  availability: Rate
  promises: Rate
}

/** How the last 30 days have gone, in three figures; each opens the rows behind it. */
export function PerformanceBand({ first, availability, promises }: PerformanceBandProps) {
  const t = useTranslations('performance')
  const f = useTranslations('performance.figure')
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const hours = (seconds: number) => `${count(Math.round(seconds / 3600))} h`
  const link = { linkLabel: t('rows') }
  return (
    <FigureGrid label={t('band.label')}>
      <PerformanceFigure
        {...link}
        name={`${f('first')} · ${t('filter.days', { days: 30 })}`}
        value={formatShare(first.share, locale)}
        of={f('firstOf', { part: count(first.part), whole: count(first.whole) })}
        href="/performance"
      />
      <PerformanceFigure
        {...link}
        name={`${f('availability')} · ${t('filter.days', { days: 30 })}`}
        value={formatShare(availability.share, locale, 2)}
        of={f('availabilityOf', { part: hours(availability.part), whole: hours(availability.whole) })}
        href="/performance/days?what=down"
      />
      <PerformanceFigure
        {...link}
        name={`${f('promises')} · ${t('filter.days', { days: 30 })}`}
        value={formatShare(promises.share, locale)}
        of={f('promisesOf', { part: count(promises.part), whole: count(promises.whole) })}
        href="/performance/faults?what=promises"
      />
    </FigureGrid>
  )
}
