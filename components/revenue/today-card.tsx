'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart } from '@/components/charts/time-chart'
import { WhenStale } from '@/components/live/stale'
import { useLiveSessions } from '@/components/live/use-live'
import { useToday } from '@/components/overview/use-today'
import { ABSENT, formatMoney } from '@/components/ui/format-values'
import { unpackRows } from '@/lib/kernel/pack-rows'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import type { RevenueToday } from '@/lib/revenue/queries/get-revenue-today'
import { formatChange } from './format-change'

interface TodayCardProps {
  today: RevenueToday
  /** Those that run now, packed: see lib/kernel/pack-rows.ts. */
  running: string
  /** Whose weekday it is. */
  weekday: string
}

const SUMS_EVERY_MS = 1000

/** What today has brought in so far, live, beside the same weekday at this time of day. The overview shows the same figure. */
export function TodayCard({ today, running, weekday }: TodayCardProps) {
  const t = useTranslations('revenue.today')
  const locale = useLocale()
  const initial = useMemo(() => unpackRows(running, LIVE_SESSION), [running])
  const sessions = useLiveSessions(initial, SUMS_EVERY_MS)
  const read = useMemo(() => ({ energyWh: 0, revenue: today.currencies, unpricedCount: today.unpricedCount }), [today])
  const { revenue } = useToday(read, initial, sessions)
  const [first, ...others] = today.currencies
  const currency = revenue?.currency ?? first?.currency ?? 'SEK'
  const money = (amount: string | number) => formatMoney(amount, currency, locale)
  const usual = first?.currency === currency ? first : undefined
  const change =
    revenue && usual?.usualSoFar != null
      ? formatChange(revenue.total - revenue.running, usual.usualSoFar, locale)
      : null
  const hours = usual?.hours ?? []
  const [now, then] = ['var(--chart-1)', 'var(--chart-3)']
  const cell = (amount: string | null) => (amount === null ? ABSENT : money(amount))
  return (
    <WhenStale className="grid grid-cols-1 overflow-hidden rounded-lg border bg-card lg:grid-cols-[20rem_1fr]">
      <div className="flex flex-col gap-1 px-4 py-3" data-testid="revenue-today">
        <h2 className="font-medium">{t('title')}</h2>
        <p className="font-semibold text-3xl tracking-tight" data-figure="today">
          {revenue === null ? ABSENT : money(revenue.total)}
        </p>
        <p className="text-muted-foreground text-sm">
          {revenue === null
            ? t('nothing')
            : t('parts', { ended: money(revenue.total - revenue.running), running: money(revenue.running) })}
        </p>
        <p className="text-sm">
          {usual?.usualSoFar == null
            ? t('noUsual')
            : change === null
              ? t('usualNothing', { weekday })
              : t('usual', { weekday, usual: money(usual.usualSoFar), change })}
        </p>
        {usual?.usualDay != null && (
          <p className="text-muted-foreground text-sm">{t('usualDay', { weekday, usual: money(usual.usualDay) })}</p>
        )}
        {today.unpricedCount > 0 && (
          <p className="text-sm text-status-attention">{t('unpriced', { count: today.unpricedCount })}</p>
        )}
        {others.map((one) => (
          <p key={one.currency} className="text-muted-foreground text-sm">
            {t('other', { total: formatMoney(one.total, one.currency, locale) })}
          </p>
        ))}
      </div>
      <ChartFrame
        title={t('chart')}
        description={t('chartText', { currency, weekday })}
        className="rounded-none border-0 border-t lg:border-t-0 lg:border-l"
        legend={[
          { label: t('now'), colour: now },
          { label: t('usualLine', { weekday }), colour: then, isDashed: true },
        ]}
        table={{
          columns: [t('hour'), `${t('now')} ${currency}`, `${t('usualLine', { weekday })} ${currency}`],
          rows: hours.map((hour) => [
            `${String((hour.hour + 1) % 24).padStart(2, '0')}:00`,
            cell(hour.total),
            cell(hour.usual),
          ]),
        }}
        empty={hours.length === 0 ? t('empty') : null}
        height={150}
      >
        <TimeChart
          points={[{ hour: -1, total: '0', usual: hours[0]?.usual == null ? null : '0' }, ...hours]}
          at={({ hour }) => (hour + 1) * 3_600_000}
          timeZone="UTC"
          axisWidth={64}
          series={[
            {
              label: t('usualLine', { weekday }),
              unit: currency,
              digits: 2,
              colour: then,
              isDashed: true,
              value: (hour) => (hour.usual === null ? null : Number(hour.usual)),
            },
            {
              label: t('now'),
              unit: currency,
              digits: 2,
              colour: now,
              kind: 'area',
              value: (hour) => (hour.total === null ? null : Number(hour.total)),
            },
          ]}
        />
      </ChartFrame>
    </WhenStale>
  )
}
