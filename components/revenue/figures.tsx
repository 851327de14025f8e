'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Figure, WithUnit } from '@/components/overview/figure'
import { ABSENT, formatKwh, formatNumber } from '@/components/ui/format-values'
import { Decimal, formatFigure } from '@/lib/kernel/money'
import { marginOf } from '@/lib/revenue/measures'
import type { Revenue, ShownSums } from '@/lib/revenue/queries/get-revenue'
import type { RevenueQuery } from '@/lib/revenue/revenue-query'
import { formatChange } from './format-change'
import { sessionsHref } from './href'

/** What there was and how much of it is really there; each leads to the sessions behind. */
export function RevenueFigures({ revenue, query }: { revenue: Revenue; query: RevenueQuery }) {
  const t = useTranslations('revenue.figure')
  const locale = useLocale()
  const { total, totalBefore, currency } = revenue
  const money = (amount: string) => formatFigure(amount, currency, locale)
  const per = (sums: ShownSums, units: number) => (units <= 0 ? null : new Decimal(sums.gross).div(units).toFixed(4))
  const kwh = (sums: ShownSums) => sums.energyWh / 1000
  const priced = (sums: ShownSums) => sums.sessions - sums.unpriced
  const change = (value: (sums: ShownSums) => string | number | null): string | null => {
    if (totalBefore === null) return null
    const [now, then] = [value(total), value(totalBefore)]
    return now === null || then === null ? null : formatChange(now, then, locale)
  }
  const beside = (value: (sums: ShownSums) => string | number | null) => {
    const by = change(value)
    return by === null ? t('noBefore') : t('change', { change: by })
  }
  const perKwh = (sums: ShownSums) => per(sums, kwh(sums))
  const perSession = (sums: ShownSums) => per(sums, priced(sums))
  const rows = (extra?: Readonly<Record<string, string>>) => sessionsHref(query, [], { currency, ...extra })
  const margin = marginOf(total)
  const share = (amount: string) =>
    Number(total.gross) > 0
      ? t('share', {
          share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
            Number(amount) / Number(total.gross),
          ),
        })
      : t('ofNothing')
  const count = (value: number) => <WithUnit value={formatNumber(value, locale)} unit={t('sessionsUnit')} />
  const figures: readonly { id: string; value: ReactNode; note: ReactNode; href: string }[] = [
    { id: 'gross', value: money(total.gross), note: t('net', { net: money(total.net) }), href: rows() },
    {
      id: 'energy',
      value: <WithUnit value={formatKwh(total.energyWh, locale, total.energyWh < 1_000_000 ? 1 : 0)} unit="kWh" />,
      note: beside((sums) => sums.energyWh),
      href: rows(),
    },
    {
      id: 'sessions',
      value: formatNumber(total.sessions, locale),
      note: beside((sums) => sums.sessions),
      href: rows(),
    },
    { id: 'perKwh', value: optional(perKwh(total)), note: beside(perKwh), href: rows() },
    { id: 'perSession', value: optional(perSession(total)), note: beside(perSession), href: rows() },
    ...(total.cost === null
      ? []
      : [
          {
            id: 'margin',
            value: optional(margin),
            note: t('marginOf', { part: total.costed ?? 0, whole: total.sessions }),
            href: rows({ money: 'cost-known' }),
          },
        ]),
    ...(revenue.subscriptions === null
      ? []
      : [
          {
            id: 'subscriptions',
            value: money(revenue.subscriptions.gross),
            note: t('net', { net: money(revenue.subscriptions.net) }),
            href: '/invoices',
          },
        ]),
    { id: 'unpaid', value: money(total.unpaid), note: share(total.unpaid), href: rows({ money: 'unpaid' }) },
    { id: 'refunded', value: money(total.refunded), note: share(total.refunded), href: rows({ money: 'refunded' }) },
    { id: 'unpriced', value: count(total.unpriced), note: t('unpricedNote'), href: rows({ money: 'unpriced' }) },
    {
      id: 'underReview',
      value: count(total.underReview),
      note: t('underReviewNote'),
      href: rows({ money: 'under-review' }),
    },
  ]
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border bg-border">
      {figures.map(({ id, ...figure }) => (
        <Figure key={id} id={id} name={t(`name.${id}` as 'name.gross')} {...figure} />
      ))}
    </dl>
  )

  function optional(amount: string | null): string {
    return amount === null ? ABSENT : money(amount)
  }
}
