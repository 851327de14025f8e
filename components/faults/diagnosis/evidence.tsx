'use client'

import { Activity, ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChartFrame } from '@/components/charts/chart-frame'
import { TimeChart, type TimeSeries } from '@/components/charts/time-chart'
import { StoryMark, StoryWords } from '@/components/station/story-entry'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatDate, formatKw, formatNumber } from '@/components/ui/format-values'
import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'
import type { FrameSeen, Moment, PowerSeen } from '@/lib/faults/queries/read-evidence'

/** What has been seen around the fault's beginning. */
export function Evidence({ diagnosis }: { diagnosis: Diagnosis }) {
  const t = useTranslations('diagnosis.evidence')
  const { power, moments, frames } = diagnosis
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          <CardDescription>{t('window')}</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        {power.length > 1 && <PowerSeenChart power={power} timeZone={diagnosis.timeZone} />}
        <Moments moments={moments} beganAt={diagnosis.beganAt} timeZone={diagnosis.timeZone} />
        {frames !== null && <Frames frames={frames} beganAt={diagnosis.beganAt} timeZone={diagnosis.timeZone} />}
      </CardContent>
    </Card>
  )
}

function PowerSeenChart({ power, timeZone }: { power: readonly PowerSeen[]; timeZone: string }) {
  const t = useTranslations('diagnosis.evidence')
  const locale = useLocale()
  const series: readonly TimeSeries<PowerSeen>[] = [
    {
      label: t('powerLabel'),
      value: ({ powerW }) => (powerW === null ? null : powerW / 1000),
      unit: 'kW',
      colour: 'var(--chart-1)',
      kind: 'area',
    },
    {
      label: t('voltageLabel'),
      value: ({ voltageV }) => voltageV,
      unit: 'V',
      digits: 0,
      colour: 'var(--chart-2)',
      isRight: true,
    },
  ]
  const shown = power.some(({ voltageV }) => voltageV !== null) ? series : series.slice(0, 1)
  return (
    <ChartFrame
      title={t('power')}
      description={t('powerUnit')}
      legend={shown.map(({ label, colour }) => ({ label, colour }))}
      height={200}
      table={{
        columns: [t('time'), t('powerLabel'), t('voltageLabel')],
        rows: power.map(({ at, powerW, voltageV }) => [
          formatDate(at, locale, 'date-time', timeZone),
          powerW === null ? ABSENT : formatKw(powerW, locale),
          voltageV === null ? ABSENT : formatNumber(voltageV, locale),
        ]),
      }}
    >
      <TimeChart points={power} at={({ at }) => at.getTime()} series={shown} timeZone={timeZone} />
    </ChartFrame>
  )
}

interface MomentsProps {
  moments: readonly Moment[]
  beganAt: Date
  timeZone: string
}

/** The story around the fault, with its first sign marked where it belongs. */
function Moments({ moments, beganAt, timeZone }: MomentsProps) {
  const t = useTranslations('diagnosis.evidence')
  const isManyStations = new Set(moments.map(({ stationId }) => stationId)).size > 1
  const before = moments.filter(({ at }) => at < beganAt)
  const line = (moment: Moment) => (
    <li key={moment.id} className="flex items-baseline gap-3 py-1">
      <Time at={moment.at} timeZone={timeZone} />
      <StoryMark entry={moment} />
      <span className="min-w-0 flex-1">
        {isManyStations && <span className="text-muted-foreground">{moment.stationId}: </span>}
        <StoryWords entry={moment} />
      </span>
    </li>
  )
  return (
    <section aria-label={t('moments')}>
      <h3 className="mb-1 font-medium text-sm">{t('moments')}</h3>
      <ol className="text-sm">
        {before.map(line)}
        <li className="flex items-baseline gap-3 border-status-faulted border-l-2 bg-status-faulted/8 py-1 pl-2 font-medium">
          <Time at={beganAt} timeZone={timeZone} />
          <Activity className="size-3.5 shrink-0 translate-y-0.5 text-status-faulted" aria-hidden />
          {t('began')}
        </li>
        {moments.slice(before.length).map(line)}
      </ol>
      {moments.length === 0 && <p className="pt-1 text-muted-foreground text-sm">{t('noMoments')}</p>}
    </section>
  )
}

const FEW = 8

interface FramesProps {
  frames: readonly FrameSeen[]
  beganAt: Date
  timeZone: string
}

/** The messages nearest to the first sign; all of them when asked for. */
function Frames({ frames, beganAt, timeZone }: FramesProps) {
  const t = useTranslations('diagnosis.evidence')
  const [showsAll, setShowsAll] = useState(false)
  const before = frames.filter(({ at }) => at < beganAt).length
  const from = Math.max(0, Math.min(before - FEW / 2, frames.length - FEW))
  const shown = showsAll ? frames : frames.slice(from, from + FEW)
  const [first, last] = [frames[0], frames.at(-1)]
  return (
    <section aria-label={t('frames')}>
      <h3 className="mb-1 flex flex-wrap items-baseline justify-between gap-2 font-medium text-sm">
        {t('frames')}
        {first && last && (
          <Link
            className="font-normal text-xs underline underline-offset-4"
            href={`/messages?${new URLSearchParams({
              station: first.stationId,
              from: first.at.toISOString(),
              to: new Date(last.at.getTime() + 1000).toISOString(),
            })}`}
          >
            {t('log')}
          </Link>
        )}
      </h3>
      {frames.length === 0 && <p className="text-muted-foreground text-sm">{t('noFrames')}</p>}
      <ol className="text-sm">
        {shown.map(({ id, at, direction, action, errorCode, excerpt }) => (
          <li key={id} className="flex items-baseline gap-3 py-1">
            <Time at={at} timeZone={timeZone} />
            {direction === 'in' ? (
              <ArrowDownLeft className="size-3.5 shrink-0 translate-y-0.5" aria-label={t('in')} role="img" />
            ) : (
              <ArrowUpRight className="size-3.5 shrink-0 translate-y-0.5" aria-label={t('out')} role="img" />
            )}
            <span className="min-w-0 flex-1">
              {action} {errorCode && <span className="text-status-faulted">{errorCode}</span>}
              <code className="block truncate text-muted-foreground text-xs">{excerpt}</code>
            </span>
          </li>
        ))}
      </ol>
      {frames.length > FEW && !showsAll && (
        <Button variant="ghost" size="sm" onClick={() => setShowsAll(true)}>
          {t('all', { count: frames.length })}
        </Button>
      )}
    </section>
  )
}

const Time = ({ at, timeZone }: { at: Date; timeZone: string }) => (
  <span className="w-36 shrink-0 text-muted-foreground text-xs tabular-nums max-sm:w-16">
    <span className="max-sm:hidden">
      <DateTime at={at} format="date-time-seconds" timeZone={timeZone} />
    </span>
    <span className="sm:hidden">
      <DateTime at={at} format="time-seconds" timeZone={timeZone} />
    </span>
  </span>
)
