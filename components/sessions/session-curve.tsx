'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart, type TimeSeries } from '@/components/charts/time-chart'
import { Button } from '@/components/ui/button'
import { ABSENT, formatDate, formatKw, formatKwh, formatNumber } from '@/components/ui/format-values'
import type { CurvePoint } from '@/lib/sessions/queries/list-readings'

interface SessionCurveProps {
  points: readonly CurvePoint[]
  startedAt: Date
  endedAt: Date | null
  timeZone: string | undefined
}

/** Power against energy, or against the battery where the station tells its charge. */
export function SessionCurve({ points, startedAt, endedAt, timeZone }: SessionCurveProps) {
  const t = useTranslations('sessions.curve')
  const locale = useLocale()
  const hasBattery = points.some((point) => point.socPercent !== null)
  const [beside, setBeside] = useState<'energy' | 'soc'>('energy')
  const showsBattery = hasBattery && beside === 'soc'
  const power: TimeSeries<CurvePoint> = {
    label: `${t('power')}, kW`,
    value: (point) => (point.powerW === null ? null : point.powerW / 1000),
    unit: 'kW',
    colour: 'var(--chart-1)',
    kind: 'area',
  }
  const energy: TimeSeries<CurvePoint> = {
    label: `${t('energy')}, kWh`,
    value: (point) => (point.energyWh === null ? null : point.energyWh / 1000),
    unit: 'kWh',
    digits: 2,
    colour: 'var(--chart-2)',
    isRight: true,
  }
  const battery: TimeSeries<CurvePoint> = {
    label: `${t('soc')}, %`,
    value: (point) => point.socPercent,
    unit: '%',
    digits: 0,
    colour: 'var(--chart-3)',
    isRight: true,
  }
  const series = [power, showsBattery ? battery : energy]
  const figure = (value: number | null, format: (value: number) => string) => (value === null ? ABSENT : format(value))
  const table = {
    columns: [t('time'), power.label, energy.label, ...(hasBattery ? [battery.label] : [])],
    rows: points.map((point) => [
      formatDate(point.at, locale, 'date-time-seconds', timeZone),
      figure(point.powerW, (w) => formatKw(w, locale)),
      figure(point.energyWh, (wh) => formatKwh(wh, locale, 3)),
      ...(hasBattery ? [figure(point.socPercent, (percent) => formatNumber(percent, locale))] : []),
    ]),
  }
  return (
    <ChartFrame
      title={endedAt === null ? t('titleActive') : t('title')}
      legend={series.map(({ label, colour }) => ({ label, colour }))}
      table={table}
      empty={points.length < 2 ? t('empty') : null}
      height={280}
      actions={
        hasBattery && (
          <fieldset className="flex rounded-md border p-0.5">
            {(['energy', 'soc'] as const).map((choice) => (
              <Button
                key={choice}
                variant={beside === choice ? 'secondary' : 'ghost'}
                size="sm"
                className="h-6 px-2"
                aria-pressed={beside === choice}
                onClick={() => setBeside(choice)}
              >
                {t(choice)}
              </Button>
            ))}
          </fieldset>
        )
      }
    >
      <TimeChart
        points={points}
        at={(point) => point.at.getTime()}
        series={series}
        timeZone={timeZone}
        from={startedAt.getTime()}
        to={endedAt?.getTime()}
      />
    </ChartFrame>
  )
}
