'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart, type TimeSeries } from '@/components/charts/time-chart'
import { formatDate, formatKw } from '@/components/ui/format-values'
import type { LiveSession } from '@/lib/live/events'
import type { PowerPoint } from './tabs'

interface PowerChartProps {
  session: LiveSession
  first: readonly PowerPoint[]
  timeZone: string
}

/** What one session has drawn so far; grows with each reading. */
export function PowerChart({ session, first, timeZone }: PowerChartProps) {
  const t = useTranslations('station.now')
  const locale = useLocale()
  const points = useGrowing(first, session)
  const series: readonly TimeSeries<PowerPoint>[] = [
    {
      label: t('power'),
      value: ({ powerW }) => (powerW === null ? null : powerW / 1000),
      unit: 'kW',
      colour: 'var(--chart-1)',
      kind: 'area',
    },
  ]
  const known = points.filter(({ powerW }) => powerW !== null)
  return (
    <ChartFrame
      title={t('chartTitle', { who: session.who || t('unknownDriver'), outlet: session.evse })}
      description={t('chartUnit')}
      height={200}
      empty={known.length < 2 ? t('chartEmpty') : null}
      table={{
        columns: [t('time'), t('chartUnit')],
        rows: known
          .toReversed()
          .map(({ at, powerW }) => [formatDate(at, locale, 'time-seconds', timeZone), formatKw(powerW ?? 0, locale)]),
      }}
    >
      <TimeChart
        points={points}
        at={({ at }) => at}
        series={series}
        timeZone={timeZone}
        from={Date.parse(session.startedAt)}
      />
    </ChartFrame>
  )
}

/** The points the server read, and one for each reading since. */
function useGrowing(first: readonly PowerPoint[], { lastReadingAt, powerW }: LiveSession): readonly PowerPoint[] {
  const [grown, setGrown] = useState<{ first: readonly PowerPoint[]; points: readonly PowerPoint[] }>({
    first,
    points: first,
  })
  const at = lastReadingAt === null ? null : Date.parse(lastReadingAt)
  const points = grown.first === first ? grown.points : first
  const last = points.at(-1)
  const isNew = at !== null && (last === undefined || at > last.at)
  if (isNew || grown.first !== first) setGrown({ first, points: isNew ? [...points, { at, powerW }] : points })
  return points
}
