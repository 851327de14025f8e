'use client'

import { ChartNoAxesColumn } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/shell/empty-state'
import { formatDuration, formatKwh, formatNumber } from '@/components/ui/format-values'
import type { FaultFigures } from '@/lib/performance/queries/get-fault-figures'
import type { Performance } from '@/lib/performance/queries/get-performance'
import {
  attemptSuccess,
  availability,
  contractAvailability,
  firstChargeSuccess,
  knownSeconds,
  type Rate,
  rate,
  total,
  visitSuccess,
} from '@/lib/performance/rates'
import { DailyCurve } from './daily-curve'
import { FigureGrid, PerformanceFigure } from './figure'
import { OutageCauses } from './outage-causes'
import { ReasonTree } from './reason-tree'
import { formatShare, type Titles } from './use-words'
import { hrefWith, type Wanted } from './wanted'

interface PerformanceViewProps {
  wanted: Wanted
  performance: Performance
  /** null: not the reader's to see. */
  faults: FaultFigures | null
  titles: Titles
}

/** How well it has worked: every figure says of how many, and opens the rows behind it. */
export function PerformanceView({ wanted, performance, faults, titles }: PerformanceViewProps) {
  const t = useTranslations('performance')
  const f = useTranslations('performance.figure')
  const locale = useLocale()
  const { sums } = performance
  const known = knownSeconds(sums)
  if (known === 0 && sums.attempts === 0)
    return <EmptyState icon={<ChartNoAxesColumn />} title={t('empty.title')} text={t('empty.text')} />
  const count = (value: number) => formatNumber(value, locale)
  const days = (what: string) => hrefWith('/performance/days', wanted, { what })
  const faultRows = (what: string) => hrefWith('/performance/faults', wanted, { what })
  const of = ({ part, whole }: Rate) => ({ part: count(part), whole: count(whole) })
  const hours = (seconds: number) => `${count(Math.round(seconds / 3600))} h`
  const link = { linkLabel: t('rows') }
  const [first, visit, attempt] = [firstChargeSuccess(sums), visitSuccess(sums), attemptSuccess(sums)]
  const up = availability(sums)
  return (
    <>
      <FigureGrid label={t('title')}>
        <PerformanceFigure
          {...link}
          name={f('first')}
          value={formatShare(first.share, locale)}
          of={f('firstOf', of(first))}
          help={f('firstHelp')}
          href={days('any')}
        />
        <PerformanceFigure
          {...link}
          name={f('visit')}
          value={formatShare(visit.share, locale)}
          of={f('visitOf', of(visit))}
          help={f('attemptOf', of(attempt))}
          href={days('failure')}
        />
        <PerformanceFigure
          {...link}
          name={f('availability')}
          value={formatShare(up.share, locale, 2)}
          of={f('availabilityOf', { part: hours(up.part), whole: hours(up.whole) })}
          help={f('availabilityHelp')}
          href={days('down')}
        />
        <PerformanceFigure
          {...link}
          name={f('contract')}
          value={formatShare(contractAvailability(sums).share, locale, 2)}
          of={f('contractOf', { excluded: hours(total(sums.excludedSeconds)) })}
          help={f('contractHelp')}
          href={days('excluded')}
        />
        {faults && <FaultFigureCells faults={faults} upSeconds={sums.upSeconds} rows={faultRows} />}
        <PerformanceFigure
          {...link}
          name={f('use')}
          value={formatShare(rate(sums.occupiedSeconds, known + sums.unknownSeconds).share, locale)}
          of={f('useOf', { time: hours(sums.occupiedSeconds) })}
          help={`${formatKwh(sums.energyWh, locale, 0)} kWh · ${f('energyOf', { count: count(sums.sessions) })}`}
          href={hrefWith('/performance/compare', wanted)}
        />
      </FigureGrid>
      {performance.staleDays > 0 && (
        <p className="text-muted-foreground text-xs">{t('making', { count: performance.staleDays })}</p>
      )}
      <DailyCurve days={performance.byDay} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <OutageCauses sums={sums} titles={titles} wanted={wanted} />
        <ReasonTree sums={sums} wanted={wanted} />
      </div>
    </>
  )
}

function FaultFigureCells({
  faults,
  upSeconds,
  rows,
}: {
  faults: FaultFigures
  upSeconds: number
  rows: (what: string) => string
}) {
  const t = useTranslations('performance')
  const f = useTranslations('performance.figure')
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const duration = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds))
  const link = { linkLabel: t('rows') }
  const { promises, closed, detect, acknowledge, repair, opened } = faults
  const kept = rate(promises.kept, promises.kept + promises.broken)
  const afar = closed.recovered + closed.remote
  const remote = rate(afar, afar + closed.onSite)
  return (
    <>
      <PerformanceFigure
        {...link}
        name={f('promises')}
        value={formatShare(kept.share, locale)}
        of={f('promisesOf', { part: count(kept.part), whole: count(kept.whole) })}
        href={rows('promises')}
      />
      <PerformanceFigure
        {...link}
        name={f('remote')}
        value={formatShare(remote.share, locale)}
        of={f('remoteOf', { part: count(remote.part), whole: count(remote.whole) })}
        help={f('remoteHelp', { count: count(closed.byItself) })}
        href={`${rows('closed')}&how=recovered,remote,onSite`}
      />
      <PerformanceFigure
        {...link}
        name={f('detect')}
        value={duration(detect.medianSeconds)}
        of={f('detectOf', { count: count(detect.count) })}
        help={detect.p90Seconds === null ? undefined : f('p90', { time: duration(detect.p90Seconds) })}
        href={rows('opened')}
      />
      <PerformanceFigure
        {...link}
        name={f('acknowledge')}
        value={duration(acknowledge.medianSeconds)}
        of={f('acknowledgeOf', { count: count(acknowledge.count), whole: count(opened) })}
        help={acknowledge.p90Seconds === null ? undefined : f('p90', { time: duration(acknowledge.p90Seconds) })}
        href={rows('opened')}
      />
      <PerformanceFigure
        {...link}
        name={f('repair')}
        value={duration(repair.meanSeconds)}
        of={f('repairOf', { count: count(repair.count) })}
        help={repair.medianSeconds === null ? undefined : f('median', { time: duration(repair.medianSeconds) })}
        href={rows('closed')}
      />
      <PerformanceFigure
        {...link}
        name={f('mtbf')}
        value={opened === 0 ? '–' : duration(upSeconds / opened)}
        of={f('mtbfOf', { hours: count(Math.round(upSeconds / 3600)), count: count(opened) })}
        href={rows('opened')}
      />
    </>
  )
}
