'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart, type TimeSeries } from '@/components/charts/time-chart'
import { formatNumber } from '@/components/ui/format-values'

export interface MarginPoint {
  /** `2026-11-20`. */
  readonly day: string
  readonly net: number
  readonly cost: number
}

const COLOURS = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)'] as const

/** Revenue, cost and what is left, day by day. */
export function MarginChart({ points }: { points: readonly MarginPoint[] }) {
  const t = useTranslations('margin.chart')
  const locale = useLocale()
  const series: readonly TimeSeries<MarginPoint>[] = [
    { label: t('net'), value: ({ net }) => net, unit: 'kr', colour: COLOURS[0], kind: 'line' },
    { label: t('cost'), value: ({ cost }) => cost, unit: 'kr', colour: COLOURS[1], kind: 'line' },
    { label: t('margin'), value: ({ net, cost }) => net - cost, unit: 'kr', colour: COLOURS[2], kind: 'area' },
  ]
  return (
    <ChartFrame
      title={t('title')}
      description={t('description')}
      legend={series.map(({ label, colour }) => ({ label, colour }))}
      empty={points.length === 0 ? t('empty') : null}
      table={{
        columns: [t('day'), ...series.map(({ label }) => `${label}, kr`)],
        rows: points.map((point) => [
          point.day,
          ...series.map(({ value }) => formatNumber(value(point) ?? 0, locale, 2)),
        ]),
      }}
    >
      <TimeChart
        points={points}
        at={({ day }) => Date.parse(`${day}T12:00:00Z`)}
        series={series}
        tick="date"
        timeZone="UTC"
      />
    </ChartFrame>
  )
}
