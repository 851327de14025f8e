import { TrendingDown, TrendingUp } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Energy, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { FleetSum, FleetSummary } from '@/lib/fleets/queries/sum-period'
import { Decimal, formatMoney } from '@/lib/kernel/money'

interface FleetFiguresProps {
  sum: FleetSum & Pick<FleetSummary, 'others'>
  /** As many days of the month before, or all of it. */
  before: FleetSum
  isThisMonth: boolean
}

/** What the month has come to, beside the month before. */
export function FleetFigures({ sum, before, isThisMonth }: FleetFiguresProps) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  const against = t(isThisMonth ? 'figures.againstSoFar' : 'figures.against')
  // Without a price on some of it there is no price per kWh.
  const perKwh =
    sum.energyWh > 0 && sum.unpriced === 0 ? new Decimal(sum.total).times(1000).div(sum.energyWh).toFixed(2) : null
  return (
    <>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-4">
        <Figure
          name={t('figures.cost')}
          note={<Change now={Number(sum.total)} before={Number(before.total)} against={against} />}
        >
          <Money amount={sum.total} currency="SEK" />
        </Figure>
        <Figure
          name={t('figures.energy')}
          note={<Change now={sum.energyWh} before={before.energyWh} against={against} />}
        >
          <Energy wh={sum.energyWh} digits={0} />
        </Figure>
        <Figure
          name={t('figures.sessions')}
          note={<Change now={sum.sessions} before={before.sessions} against={against} />}
        >
          {formatNumber(sum.sessions, locale)}
        </Figure>
        <Figure
          name={t('figures.perKwh')}
          note={sum.unpriced > 0 ? t('figures.unpriced', { count: sum.unpriced }) : t('figures.inclVat')}
        >
          {perKwh === null ? ABSENT : <Money amount={perKwh} currency="SEK" />}
        </Figure>
      </dl>
      {sum.others.map(({ currency, sessions, total }) => (
        <p key={currency} className="text-muted-foreground text-sm">
          {t('figures.others', { sum: formatMoney(total, currency, locale), count: sessions })}
        </p>
      ))}
    </>
  )
}

function Figure({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1 bg-card px-4 py-3">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="whitespace-nowrap font-semibold text-xl leading-8 tracking-tight sm:text-2xl">{children}</dd>
      <dd className="text-muted-foreground text-xs">{note}</dd>
    </div>
  )
}

/** More or less than before, in percent; nothing to compare with is said, not shown as a change. */
function Change({ now, before, against }: { now: number; before: number; against: string }) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  if (before === 0) return t('figures.nothingBefore')
  const percent = Math.round(((now - before) / before) * 100)
  const Icon = percent > 0 ? TrendingUp : TrendingDown
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1">
      {percent !== 0 && <Icon aria-hidden className="size-3.5" />}
      {percent > 0 ? '+' : ''}
      {formatNumber(percent, locale)} % {against}
    </span>
  )
}
