'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart } from '@/components/charts/time-chart'
import { ABSENT, formatDate, formatKwh, formatMoney, formatNumber } from '@/components/ui/format-values'
import type { Revenue, RevenuePoint } from '@/lib/revenue/queries/get-revenue'
import { formatChange } from './format-change'
import { pointsBeside } from './points-beside'

/** "How much, compared to what?" */
export function RevenueChart({ revenue }: { revenue: Revenue }) {
  const t = useTranslations('revenue.chart')
  const locale = useLocale()
  const { span, before, bucket, currency, total, totalBefore } = revenue
  const points = pointsBeside(revenue)
  const [now, then] = ['var(--chart-1)', 'var(--chart-3)']
  const day = (at: string) => formatDate(`${at}T00:00:00Z`, locale, 'date', 'UTC')
  const lastOf = (to: string) => new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)
  const range = ({ from, to }: { from: string; to: string }) =>
    from === lastOf(to) ? day(from) : `${day(from)} – ${day(lastOf(to))}`
  const label = (point: { at: string }) =>
    bucket === 'hour' ? `${point.at.padStart(2, '0')}:00` : bucket === 'month' ? point.at.slice(0, 7) : day(point.at)
  const money = (point: RevenuePoint | null) => (point === null ? ABSENT : formatMoney(point.gross, currency, locale))
  const change = totalBefore === null ? null : formatChange(total.gross, totalBefore.gross, locale)
  return (
    <ChartFrame
      title={
        change === null || totalBefore === null
          ? t('title', { total: formatMoney(total.gross, currency, locale) })
          : t('titleBeside', {
              total: formatMoney(total.gross, currency, locale),
              change,
              before: formatMoney(totalBefore.gross, currency, locale),
            })
      }
      description={
        before === null
          ? t('description', { period: range(span) })
          : t('beside', { period: range(span), before: range(before) })
      }
      legend={[
        { label: range(span), colour: now },
        ...(before === null ? [] : [{ label: range(before), colour: then, isDashed: true }]),
      ]}
      table={{
        columns: [
          t(`column.${bucket}`),
          t('column.gross', { currency }),
          ...(before === null ? [] : [t('column.before', { currency })]),
          t('column.energy'),
          t('column.sessions'),
        ],
        rows: points.map(({ at, now: point, earlier }) => [
          label({ at }),
          money(point),
          ...(before === null ? [] : [money(earlier)]),
          point === null ? ABSENT : formatKwh(point.energyWh, locale, 1),
          point === null ? ABSENT : formatNumber(point.sessions, locale),
        ]),
      }}
      empty={revenue.points.length === 0 && revenue.pointsBefore.length === 0 ? t('empty') : null}
      height={260}
    >
      <TimeChart
        points={points}
        at={({ at }) => (bucket === 'hour' ? Number(at) * 3_600_000 : Date.parse(`${at}T00:00:00Z`))}
        timeZone="UTC"
        axisWidth={64}
        tick={bucket === 'hour' ? 'time' : 'date'}
        series={[
          ...(before === null
            ? []
            : [
                {
                  label: t('before'),
                  unit: currency,
                  digits: 2,
                  colour: then,
                  isDashed: true,
                  value: ({ earlier: point }: (typeof points)[number]) => (point === null ? null : Number(point.gross)),
                },
              ]),
          {
            label: t('now'),
            unit: currency,
            digits: 2,
            colour: now,
            kind: 'area' as const,
            value: ({ now: point }: (typeof points)[number]) => (point === null ? null : Number(point.gross)),
          },
        ]}
      />
    </ChartFrame>
  )
}
