import { CircleCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AttentionRow } from '@/components/overview/attention-row'
import type { OverviewNow } from '@/components/overview/use-overview'
import { FuseBar } from '@/components/sites/fuse-bar'
import { cn } from '@/components/ui/cn'
import { formatKw, formatKwh, formatNumber } from '@/components/ui/format-values'
import type { CauseTitles } from '@/lib/faults/cause-titles'

/** What can be read from across a room. */
const MOST_ITEMS = 8

/** The figures, and what is wrong. */
export function NowScene({ now, causes }: { now: OverviewNow; causes: CauseTitles }) {
  const t = useTranslations('wall')
  const locale = useLocale()
  const { network, charging, today } = now
  const items = network.attention.slice(0, MOST_ITEMS)
  return (
    <div className="grid h-full grid-cols-1 gap-[4vmin] lg:grid-cols-[5fr_6fr]">
      <div className="grid content-center gap-[4vmin]">
        <dl>
          <Big
            id="working"
            name={t('working')}
            value={formatNumber(network.working, locale)}
            unit={t('of', { count: formatNumber(network.accepted, locale) })}
            className="text-[13vmin]"
          />
        </dl>
        <dl className="grid grid-cols-2 gap-[4vmin]">
          <Big id="power" name={t('power')} value={formatKw(charging.powerW, locale, 0)} unit="kW" />
          <Big id="charging" name={t('charging')} value={formatNumber(charging.charging, locale)} />
          <Big id="energy" name={t('energy')} value={formatKwh(today.energyWh, locale, 0)} unit="kWh" />
          <Big
            id="attention"
            name={t('attention')}
            value={formatNumber(network.attention.length, locale)}
            className={network.attention.length > 0 ? 'text-status-attention' : undefined}
          />
        </dl>
      </div>
      <section aria-label={t('attention')} className="flex min-h-0 flex-col justify-center overflow-hidden">
        {items.length === 0 ? (
          <p className="flex items-center justify-center gap-[2vmin] text-[4vmin] text-muted-foreground">
            <CircleCheck className="size-[6vmin] text-status-available" aria-hidden />
            {t('allWell')}
          </p>
        ) : (
          // Made for a desk and shown across a room: the same rows, half as big again.
          <ul className="w-2/3 origin-left scale-[1.5] max-lg:w-full max-lg:scale-100">
            {items.map((item) => (
              <AttentionRow
                key={item.key}
                item={item}
                isBrief
                titles={causes.titles}
                currency={today.revenue?.currency ?? 'SEK'}
              />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

/** The sites nearest to their fuses. */
export function FusesScene({ now }: { now: OverviewNow }) {
  const t = useTranslations('wall')
  const locale = useLocale()
  return (
    <div className="grid h-full content-center gap-[2.2vmin]">
      <h2 className="text-[3vmin] text-muted-foreground">{t('fuses')}</h2>
      <ol className="grid gap-[1.6vmin]">
        {now.charging.fuses.hardest.map(({ siteId, name, load }) => (
          <li key={siteId} className="grid grid-cols-[2fr_3fr_1fr] items-center gap-[2vmin] text-[3vmin]">
            <span className="truncate">{name}</span>
            <FuseBar load={load} className="text-[3vmin] [&>div]:h-[2vmin] [&>span]:w-[10vmin]" />
            <span className="text-right text-muted-foreground">
              {formatKw(load.powerW, locale, 0)} / {formatNumber(load.limitW / 1000, locale)} kW
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

interface BigProps {
  id: string
  name: string
  value: ReactNode
  unit?: string
  className?: string
}

function Big({ id, name, value, unit, className }: BigProps) {
  return (
    <div className="min-w-0">
      <dt className="text-[2.4vmin] text-muted-foreground">{name}</dt>
      <dd
        data-figure={id}
        className={cn('whitespace-nowrap font-semibold text-[7vmin] tracking-tight', className, 'leading-none')}
      >
        {value}
        {unit && <small className="ml-[1vmin] font-normal text-[0.4em] text-muted-foreground">{unit}</small>}
      </dd>
    </div>
  )
}
