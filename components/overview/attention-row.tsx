'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { faultName } from '@/components/devices/fault-name'
import { causeTitleOf } from '@/components/faults/cause-title-of'
import { PersonMark, PromiseMark, SeverityMark, StageBadge } from '@/components/faults/fault-marks'
import { useAssigneeName } from '@/components/faults/use-fault-words'
import { errorWords } from '@/components/stations/error-words'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import { Ago } from '@/components/ui/format'
import { formatMoney } from '@/components/ui/format-values'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { AttentionItem, Trouble } from '@/lib/overview/find-attention'

const DOT: Record<Exclude<Trouble, 'alarm'>, ShownStatus> = {
  faulted: 'faulted',
  offline: 'offline',
  unavailable: 'unavailable',
  'never-connected': 'unknown',
}

interface AttentionRowProps {
  item: AttentionItem
  titles: CauseTitles['titles']
  currency: string
  /** Without who has it and how far it has come: where there is little room. */
  isBrief?: boolean
}

/** One thing that is wrong: what, where, how far it has come and what it costs. A fault leads to its own page. */
export function AttentionRow({ item, titles, currency, isBrief = false }: AttentionRowProps) {
  const t = useTranslations('overview.attention')
  const locale = useLocale()
  const words = useAttentionWords(titles)
  const assigneeName = useAssigneeName()
  const { fault } = item
  return (
    <li className="@container">
      <Link
        href={hrefOf(item)}
        prefetch={false}
        className="flex items-center gap-2.5 rounded-md px-2 py-1 hover:bg-muted/60 focus-visible:outline-2 focus-visible:outline-ring"
      >
        {fault ? (
          <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
        ) : (
          <span className="grid w-4 shrink-0 place-items-center">
            <StatusDot status={DOT[item.trouble as keyof typeof DOT]} size={13} />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{fault ? words.what(item) : words.where(item)}</span>
          <span className="block truncate text-muted-foreground text-xs">
            {fault ? words.where(item) : words.what(item)}
            {item.connectors.length > 0 && ` · ${t('connectors', { list: item.connectors.map(outlet).join(', ') })}`}
            {item.stations.length <= 1 && item.siteName && ` · ${item.siteName}`}
          </span>
        </span>
        {fault && !isBrief && (
          <span className="flex shrink-0 items-center gap-2 text-xs @max-md:hidden">
            {fault.promisedAt && <PromiseMark at={fault.promisedAt} timeZone={HOME_TIME_ZONE} />}
            <StageBadge stage={fault.stage} recovering={fault.recovering} />
            <span title={assigneeName(fault.assignee) ?? undefined}>
              {fault.assignee && <span className="sr-only">{assigneeName(fault.assignee)}</span>}
              <PersonMark name={fault.assignee?.name ?? null} isTaken={fault.assignee !== null} />
            </span>
          </span>
        )}
        {/* Where there is little room the age stands under the cost, and the words get the rest. */}
        <span className="flex shrink-0 flex-col items-end @xl:flex-row @xl:items-center @xl:gap-2.5">
          {item.costPerHour !== null && item.costPerHour >= 0.5 && (
            <span className="whitespace-nowrap" title={t('estimateHelp')}>
              {t('cost', { amount: formatMoney(Math.round(item.costPerHour), currency, locale).replace(/[,.]00/, '') })}
            </span>
          )}
          <span className="text-right text-muted-foreground text-xs @xl:w-26">
            {item.since && <Ago at={item.since} />}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** Sites of one network stand close enough for a list of hours; the fault's page has the site's own. */
const HOME_TIME_ZONE = 'Europe/Stockholm'

function hrefOf({ fault, stations, siteName }: AttentionItem): string {
  if (fault) return `/faults/${fault.id}`
  if (stations.length > 1) return `/stations?q=${encodeURIComponent(siteName ?? '')}&status=offline`
  return `/stations/${encodeURIComponent(stations[0]?.id ?? '')}`
}

function useAttentionWords(titles: CauseTitles['titles']) {
  const t = useTranslations('overview.attention')
  const statuses = useTranslations('stations.error')
  const codes = useTranslations('devices.faults')
  const locale = useLocale()
  const faults = useTranslations('faults')
  return {
    what: ({ fault, trouble, stations, errorCode }: AttentionItem): string => {
      if (fault) return causeTitleOf(fault, titles, locale) ?? faultName(codes, fault)
      if (stations.length > 1) return t(`many.${trouble}`, { count: stations.length })
      return trouble === 'faulted' && errorCode ? errorWords(statuses, errorCode) : t(`one.${trouble}`)
    },
    where: ({ fault, stations, siteName }: AttentionItem): string => {
      if (fault?.stationId === null)
        return fault.siteId === null ? faults('ownSide') : faults('wholeSite', { site: siteName ?? '' })
      return (stations.length > 1 ? siteName : stations[0]?.name) ?? ''
    },
  }
}

/** `2.1` reads as outlet 2 where an EVSE has one connector. */
const outlet = (place: string) => (place.endsWith('.1') ? place.slice(0, -2) : place)
