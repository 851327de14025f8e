'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { faultName } from '@/components/devices/fault-name'
import { errorWords } from '@/components/stations/error-words'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import { formatMoney } from '@/components/ui/format-values'
import type { AttentionItem, Trouble } from '@/lib/overview/find-attention'

const DOT: Record<Exclude<Trouble, 'alarm'>, ShownStatus> = {
  faulted: 'faulted',
  offline: 'offline',
  unavailable: 'unavailable',
  'never-connected': 'unknown',
}
/** More would hide the worst among the rest. */
const SHOWN = 8

/** What is wrong now, dearest first. */
export function AttentionList({ items, currency }: { items: readonly AttentionItem[]; currency: string }) {
  const t = useTranslations('overview.attention')
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? items : items.slice(0, SHOWN)
  return (
    <section className="flex min-h-80 flex-col rounded-lg border bg-card" aria-labelledby="attention">
      <header className="flex items-baseline justify-between gap-2 px-4 pt-3 pb-2">
        <h2 id="attention" className="font-medium">
          {t('title')}
          <span className="ml-1.5 text-muted-foreground">{items.length}</span>
        </h2>
        {items.some(({ costPerHour }) => costPerHour !== null) && (
          <p className="text-muted-foreground text-xs" title={t('estimateHelp')}>
            {t('estimate')}
          </p>
        )}
      </header>
      {items.length === 0 ? (
        <div className="flex flex-1 flex-col items-center justify-center gap-2 pb-8 text-muted-foreground">
          <CircleCheck className="size-6" aria-hidden />
          <p>{t('nothing')}</p>
        </div>
      ) : (
        <ul className="max-h-108 overflow-y-auto px-2 pb-2">
          {shown.map((item) => (
            <AttentionRow key={item.key} item={item} currency={currency} />
          ))}
        </ul>
      )}
      {items.length > SHOWN && (
        <Button variant="ghost" size="sm" className="mx-2 mb-2" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('fewer') : t('all', { count: items.length })}
        </Button>
      )}
    </section>
  )
}

function AttentionRow({ item, currency }: { item: AttentionItem; currency: string }) {
  const t = useTranslations('overview.attention')
  const statuses = useTranslations('stations.error')
  const faults = useTranslations('devices.faults')
  const locale = useLocale()
  const [first] = item.stations
  if (!first) return null
  const many = item.stations.length > 1
  const href = many
    ? `/stations?q=${encodeURIComponent(item.siteName ?? '')}&status=offline`
    : `/stations/${encodeURIComponent(first.id)}`
  const what = many
    ? t(`many.${item.trouble}`, { count: item.stations.length })
    : item.trouble === 'faulted' && item.errorCode
      ? errorWords(statuses, item.errorCode)
      : item.trouble === 'alarm' && item.fault
        ? faultName(faults, item.fault)
        : t(`one.${item.trouble}`)
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        className="flex items-center gap-2.5 rounded-md px-2 py-1 hover:bg-muted/60 focus-visible:outline-2 focus-visible:outline-ring"
      >
        {item.trouble === 'alarm' ? (
          <TriangleAlert className="size-3.25 shrink-0 text-status-attention" aria-hidden />
        ) : (
          <StatusDot status={DOT[item.trouble]} size={13} />
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{many ? item.siteName : first.name}</span>
          <span className="block truncate text-muted-foreground text-xs">
            {what}
            {item.connectors.length > 0 && ` · ${t('connectors', { list: item.connectors.map(outlet).join(', ') })}`}
            {!many && item.siteName && ` · ${item.siteName}`}
          </span>
        </span>
        {item.costPerHour !== null && item.costPerHour >= 0.5 && (
          <span className="whitespace-nowrap" title={t('estimateHelp')}>
            {t('cost', { amount: formatMoney(Math.round(item.costPerHour), currency, locale).replace(/[,.]00/, '') })}
          </span>
        )}
        <span className="w-24 shrink-0 text-right text-muted-foreground text-xs">
          {item.since && <Ago at={item.since} />}
        </span>
      </Link>
    </li>
  )
}

/** `2.1` reads as outlet 2 where an EVSE has one connector. */
const outlet = (place: string) => (place.endsWith('.1') ? place.slice(0, -2) : place)
