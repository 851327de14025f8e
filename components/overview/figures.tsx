'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { ABSENT, formatKw, formatKwh, formatMoney, formatNumber } from '@/components/ui/format-values'
import type { Hour, HourBesideUsual } from '@/lib/overview/compare-with-usual'
import type { FigureId } from '@/lib/overview/layout'
import { Figure, type FigureProps, FuseShare, Proportion, WithUnit } from './figure'
import type { ChargingNow, NetworkNow } from './network-now'
import type { TodayNow } from './today-now'

interface FiguresProps {
  shown: readonly FigureId[]
  network: NetworkNow
  charging: ChargingNow
  today: TodayNow
  unpricedCount: number
  hours: readonly HourBesideUsual[]
  usual: Omit<Hour, 'hour'> | null
  /** Of the weekday at this time of day. */
  usualRevenue: number | undefined
  timeZone: string
}

/** How much of the network works, what it does now, and what the day has brought: those figures that are wanted, in that order. */
export function Figures({ shown, ...facts }: FiguresProps) {
  const figures = useFigures(facts)
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border bg-border">
      {shown.map((id) => (
        <Figure key={id} id={id} {...figures[id]()} />
      ))}
    </dl>
  )
}

type Made = Omit<FigureProps, 'id'>

function useFigures(facts: Omit<FiguresProps, 'shown'>): Readonly<Record<FigureId, () => Made>> {
  const { network, charging, today, unpricedCount, hours, usual, usualRevenue, timeZone } = facts
  const t = useTranslations('overview.figures')
  const locale = useLocale()
  const format = useFormatter()
  const count = (value: number) => formatNumber(value, locale)
  const now = new Date()
  const weekday = format.dateTime(now, { weekday: 'long', timeZone })
  const midnight = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
  const hasHistory = hours.some(({ energyWh, sessions }) => energyWh > 0 || sessions > 0)
  const spark = (pick: (hour: Omit<Hour, 'hour'>) => number, label: string): ReactNode =>
    hasHistory && (
      <Sparkline
        values={hours.map(pick)}
        usual={hours.map((hour) => hour.usual && pick(hour.usual))}
        label={label}
        className="mt-auto"
      />
    )
  const beside = (value: number, then: number | undefined) =>
    then === undefined || then <= 0
      ? null
      : t('versusUsual', {
          change: new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' }).format(
            value / then - 1,
          ),
          weekday,
        })
  const broken = network.accepted - network.working

  return {
    working: () => ({
      name: t('working'),
      value: <WithUnit value={count(network.working)} unit={t('of', { count: count(network.accepted) })} />,
      note: broken === 0 ? t('allWork') : t('notWorking', { count: broken }),
      href: broken === 0 ? '/stations' : '/stations?status=faulted,unavailable,offline',
      children: <Proportion share={network.accepted === 0 ? 1 : network.working / network.accepted} />,
    }),
    power: () => ({
      name: t('power'),
      value: <WithUnit value={formatKw(charging.powerW, locale, charging.powerW < 100_000 ? 1 : 0)} unit="kW" />,
      note: hasHistory ? t('meanPerHour') : t('noHistory'),
      href: '/sites?sort=-power',
      children: spark((hour) => hour.energyWh, t('sparkPower')),
    }),
    fuse: () => {
      const {
        hardest: [hardest],
        highCount,
      } = charging.fuses
      return {
        name: t('fuse'),
        value: hardest ? <WithUnit value={count(Math.round(hardest.load.share * 100))} unit="%" /> : ABSENT,
        note: hardest === undefined ? t('noFuse') : highCount > 1 ? t('highFuses', { count: highCount }) : hardest.name,
        href: '/sites?sort=-load',
        children: hardest && <FuseShare share={hardest.load.share} band={hardest.load.band} />,
      }
    },
    charging: () => ({
      name: t('charging'),
      value: count(charging.charging),
      note:
        charging.active > charging.charging
          ? t('connected', { count: charging.active - charging.charging })
          : t('startedPerHour'),
      href: '/sessions?status=active',
      children: spark((hour) => hour.sessions, t('sparkSessions')),
    }),
    energy: () => ({
      name: t('energy'),
      value: <WithUnit value={formatKwh(today.energyWh, locale, today.energyWh < 100_000 ? 1 : 0)} unit="kWh" />,
      note: beside(today.energyWh, usual?.energyWh) ?? t('noUsual'),
      href: `/sessions?from=${midnight}`,
      children: spark((hour) => hour.energyWh, t('sparkEnergy')),
    }),
    revenue: () => ({
      name: t('revenue'),
      value: today.revenue === null ? ABSENT : formatMoney(today.revenue.total, today.revenue.currency, locale),
      note:
        unpricedCount > 0
          ? t('unpriced', { count: unpricedCount })
          : ((today.revenue && beside(today.revenue.total, usualRevenue)) ?? t('noUsual')),
      href: `/sessions?from=${midnight}`,
      children: spark((hour) => hour.revenue, t('sparkRevenue')),
    }),
    faults: () => ({
      name: t('faults'),
      value: count(network.faults),
      note: t('faultsNote'),
      href: '/faults',
    }),
    offline: () => ({
      name: t('offline'),
      value: <WithUnit value={count(network.offline)} unit={t('of', { count: count(network.accepted) })} />,
      note: t('offlineNote'),
      href: '/stations?status=offline',
    }),
  }
}
