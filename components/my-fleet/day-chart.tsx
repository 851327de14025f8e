'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart } from '@/components/charts/time-chart'
import { formatKwh, formatMoney, formatNumber } from '@/components/ui/format-values'
import type { FleetSum } from '@/lib/fleets/queries/sum-period'

interface DayChartProps {
  days: readonly (FleetSum & { readonly day: string })[]
  month: { readonly from: string; readonly to: string }
}

const DAY_MS = 86_400_000

/** What each day has cost; days nobody charged are there too, at nothing. */
export function DayChart({ days, month }: DayChartProps) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  const byDay = new Map(days.map((day) => [day.day, day]))
  const until = Math.min(Date.parse(month.to), Date.now())
  const points = []
  for (let at = Date.parse(month.from); at <= until; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10)
    points.push({ at, day, total: Number(byDay.get(day)?.total ?? 0) })
  }
  return (
    <ChartFrame
      title={t('days.title')}
      description={t('days.description')}
      height={220}
      empty={days.length === 0 ? t('days.empty') : null}
      table={{
        columns: [t('days.day'), t('days.cost'), t('days.energy'), t('days.sessions')],
        rows: days.map(({ day, total, energyWh, sessions }) => [
          day,
          formatMoney(total, 'SEK', locale),
          formatKwh(energyWh, locale, 1),
          formatNumber(sessions, locale),
        ]),
      }}
    >
      <TimeChart
        points={points}
        at={(point) => point.at}
        tick="date"
        timeZone="UTC"
        series={[
          {
            label: t('days.cost'),
            value: (point) => point.total,
            unit: 'kr',
            digits: 0,
            colour: 'var(--chart-1)',
            kind: 'area',
          },
        ]}
      />
    </ChartFrame>
  )
}
