'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart } from '@/components/charts/time-chart'
import { formatNumber } from '@/components/ui/format-values'
import type { DayFigures } from '@/lib/performance/queries/get-performance'
import { formatShare } from './use-words'

const percent = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null)

/** Up to 100, from a little below the least, so that the four steps between are whole numbers. */
function percentRange(shares: readonly (number | null)[]): readonly [number, number] {
  const least = Math.min(...shares.filter((share) => share !== null), 99)
  return [100 - 4 * Math.ceil((100 - least) / 4), 100]
}

/** First attempts and availability, day by day. */
export function DailyCurve({ days }: { days: readonly DayFigures[] }) {
  const t = useTranslations('performance.curve')
  const locale = useLocale()
  const [first, up] = ['var(--chart-1)', 'var(--chart-2)']
  const share = (part: number, whole: number) => formatShare(whole > 0 ? part / whole : null, locale, 2)
  return (
    <ChartFrame
      title={t('title')}
      description={t('description')}
      legend={[
        { label: t('first'), colour: first },
        { label: t('availability'), colour: up },
      ]}
      table={{
        columns: [t('day'), `${t('first')} %`, t('visits'), `${t('availability')} %`],
        rows: days.map((day) => [
          day.day,
          share(day.firstTries, day.visits),
          formatNumber(day.visits, locale),
          share(day.upSeconds, day.knownSeconds),
        ]),
      }}
      empty={days.length === 0 ? t('empty') : null}
      height={220}
    >
      <TimeChart
        points={days}
        at={({ day }) => Date.parse(`${day}T00:00:00Z`)}
        timeZone="UTC"
        tick="date"
        series={[
          {
            label: t('first'),
            unit: '%',
            digits: 1,
            colour: first,
            value: (day) => percent(day.firstTries, day.visits),
          },
          {
            label: t('availability'),
            unit: '%',
            digits: 2,
            colour: up,
            value: (day) => percent(day.upSeconds, day.knownSeconds),
          },
        ]}
        range={percentRange(
          days.flatMap((day) => [percent(day.firstTries, day.visits), percent(day.upSeconds, day.knownSeconds)]),
        )}
      />
    </ChartFrame>
  )
}
