'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart, type TimeSeries } from '@/components/charts/time-chart'
import { formatDate } from '@/components/ui/format-values'
import type { ChargingProfile } from '@/lib/charging-limits/charging-profile'
import { type LimitPoint, type LimitQuestion, limitPoints } from './limit-points'
import { useLimitWords } from './use-limit-words'

/** More would be a thicket; the table below the chart has them all. */
const MOST_LINES = 4
const COLOURS = ['var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--muted-foreground)']

interface LimitChartProps {
  question: LimitQuestion
  title: ReactNode
  timeZone: string
  height?: number
  /** Only what all comes to. */
  isPlain?: boolean
}

/** Limits as steps over time: each profile by itself, and what they come to together. */
export function LimitChart({ question, title, timeZone, height = 240, isPlain = false }: LimitChartProps) {
  const t = useTranslations('limits')
  const locale = useLocale()
  const words = useLimitWords(timeZone)
  const points = limitPoints(question)
  const isPower = question.unit === 'W'
  const unit = isPower ? 'kW' : 'A'
  const shown = (value: number | null) => (value === null ? null : isPower ? value / 1000 : value)
  const lines = isPlain
    ? []
    : question.profiles.map((profile, index) => ({ profile, index })).filter(isRelevant(points))
  const labels = labelsOf(
    lines.slice(0, MOST_LINES).map(({ profile }) => profile),
    words,
  )
  const series: readonly TimeSeries<LimitPoint>[] = [
    ...labels.map((label, line) => ({
      label,
      value: ({ each }: LimitPoint) => shown(each[lines[line]!.index] ?? null),
      unit,
      colour: COLOURS[line]!,
      kind: 'step' as const,
      isDashed: true,
    })),
    ...(question.said && !isPlain
      ? [
          {
            label: t('stationSays'),
            value: ({ said }: LimitPoint) => shown(said),
            unit,
            colour: 'var(--foreground)',
            kind: 'step' as const,
            isDashed: true,
          },
        ]
      : []),
    { label: t('may'), value: ({ may }) => shown(may), unit, colour: 'var(--chart-1)', kind: 'step' },
  ]
  const hasLimit = points.some(({ may, said }) => may !== null || said !== null)
  return (
    <ChartFrame
      title={title}
      description={t('chartUnit', { unit })}
      height={height}
      legend={series.map(({ label, colour, isDashed }) => ({ label, colour, isDashed }))}
      empty={hasLimit ? null : t('chartEmpty')}
      table={{
        columns: [t('from', { time: '' }).trim(), t('may')],
        rows: points
          .filter(({ may }, index) => index === 0 || may !== points[index - 1]?.may)
          .map(({ at, may }) => [formatDate(at, locale, 'date-time', timeZone), words.limit(may, question.unit)]),
      }}
    >
      <TimeChart
        points={points}
        at={({ at }) => at}
        series={series}
        timeZone={timeZone}
        from={question.from}
        to={question.to}
      />
    </ChartFrame>
  )
}

const isRelevant =
  (points: readonly LimitPoint[]) =>
  ({ index }: { readonly profile: ChargingProfile; readonly index: number }) =>
    points.some(({ each }) => each[index] !== null)

/** Two profiles for the same purpose are told apart by their place, then by a number. */
function labelsOf(
  profiles: readonly ChargingProfile[],
  { purpose, place }: ReturnType<typeof useLimitWords>,
): string[] {
  const seen = new Map<string, number>()
  return profiles.map((profile) => {
    const isAlone = profiles.filter((other) => purpose(other) === purpose(profile)).length === 1
    const label = isAlone ? purpose(profile) : `${purpose(profile)}, ${place(profile.evse)}`
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return count === 1 ? label : `${label} ${count}`
  })
}
