'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { formatKw, formatKwh, formatMoney, formatNumber } from '@/components/ui/format-values'
import type { LiveSession } from '@/lib/live/events'
import type { Hour, HourBesideUsual } from '@/lib/overview/compare-with-usual'
import { isWorking, type WatchedStation } from '@/lib/overview/find-attention'
import type { TodayNow } from './use-today'

interface FiguresProps {
  stations: readonly WatchedStation[]
  sessions: readonly LiveSession[]
  today: TodayNow
  unpricedCount: number
  hours: readonly HourBesideUsual[]
  usual: Omit<Hour, 'hour'> | null
  timeZone: string
}

/** How much of the network works, what it does now, and what the day has brought. */
export function Figures({ stations, sessions, today, unpricedCount, hours, usual, timeZone }: FiguresProps) {
  const t = useTranslations('overview.figures')
  const locale = useLocale()
  const format = useFormatter()
  const accepted = stations.filter(({ station }) => station.registration === 'accepted')
  const working = accepted.filter(({ station }) => isWorking(station)).length
  const active = sessions.filter(({ status }) => status === 'active')
  const powerW = active.reduce((sum, session) => sum + (session.powerW ?? 0), 0)
  const charging = active.filter(({ chargingState }) => chargingState === 'charging').length
  const hasHistory = hours.some(({ energyWh, sessions: started }) => energyWh > 0 || started > 0)
  const weekday = format.dateTime(new Date(), { weekday: 'long', timeZone })
  const spark = (pick: (hour: Omit<Hour, 'hour'>) => number, label: string) =>
    hasHistory && (
      <Sparkline
        values={hours.map(pick)}
        usual={hours.map((hour) => hour.usual && pick(hour.usual))}
        label={label}
        className="mt-auto"
      />
    )
  const beside = (now: number, then: number | undefined) =>
    then === undefined || then <= 0
      ? null
      : t('versusUsual', {
          change: new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' }).format(now / then - 1),
          weekday,
        })

  return (
    <dl className="grid grid-cols-6 gap-px overflow-hidden rounded-lg border bg-border xl:grid-cols-5">
      <Figure
        id="working"
        name={t('working')}
        value={
          <>
            {formatNumber(working, locale)}
            <small>{t('of', { count: formatNumber(accepted.length, locale) })}</small>
          </>
        }
        note={working === accepted.length ? t('allWork') : t('notWorking', { count: accepted.length - working })}
      >
        <Proportion share={accepted.length === 0 ? 1 : working / accepted.length} />
      </Figure>
      <Figure
        name={t('power')}
        value={<WithUnit value={formatKw(powerW, locale, powerW < 100_000 ? 1 : 0)} unit="kW" />}
        note={hasHistory ? t('meanPerHour') : t('noHistory')}
      >
        {spark((hour) => hour.energyWh, t('sparkPower'))}
      </Figure>
      <Figure
        name={t('charging')}
        value={formatNumber(charging, locale)}
        note={active.length > charging ? t('connected', { count: active.length - charging }) : t('startedPerHour')}
      >
        {spark((hour) => hour.sessions, t('sparkSessions'))}
      </Figure>
      <Figure
        name={t('energy')}
        value={<WithUnit value={formatKwh(today.energyWh, locale, today.energyWh < 100_000 ? 1 : 0)} unit="kWh" />}
        note={beside(today.energyWh, usual?.energyWh) ?? t('noUsual')}
      >
        {spark((hour) => hour.energyWh, t('sparkEnergy'))}
      </Figure>
      <Figure
        name={t('revenue')}
        value={today.revenue === null ? '–' : formatMoney(today.revenue.total, today.revenue.currency, locale)}
        note={
          unpricedCount > 0
            ? t('unpriced', { count: unpricedCount })
            : ((today.revenue && beside(today.revenue.total, usual?.revenue)) ?? t('noUsual'))
        }
      >
        {spark((hour) => hour.revenue, t('sparkRevenue'))}
      </Figure>
    </dl>
  )
}

function Figure({
  id,
  name,
  value,
  note,
  children,
}: {
  id?: string
  name: string
  value: ReactNode
  note: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="col-span-3 flex min-w-0 flex-col gap-1 bg-card px-4 pt-3 pb-3 last:col-span-6 md:col-span-2 md:last:col-span-3 md:nth-4:col-span-3 xl:col-span-1!">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd
        data-figure={id}
        className="whitespace-nowrap font-semibold text-2xl leading-8 tracking-tight [&_small]:ml-1 [&_small]:font-normal [&_small]:text-muted-foreground [&_small]:text-sm [&_small]:tracking-normal"
      >
        {value}
      </dd>
      <dd className="truncate text-muted-foreground text-xs">{note}</dd>
      <dd className="mt-auto pt-1" aria-hidden={children ? undefined : true}>
        {children}
      </dd>
    </div>
  )
}

function WithUnit({ value, unit }: { value: string; unit: string }) {
  return (
    <>
      {value}
      <small>{unit}</small>
    </>
  )
}

/** How much of the whole: the part that does not work is what catches the eye. */
function Proportion({ share }: { share: number }) {
  return (
    <div className="mt-3 flex h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
      <div className="bg-foreground/35" style={{ width: `${share * 100}%` }} />
      {share < 1 && <div className="min-w-1 flex-1 bg-status-faulted" />}
    </div>
  )
}
