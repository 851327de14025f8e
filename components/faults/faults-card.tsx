'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Severity } from '@/components/devices/severity'
import { useLiveFaults } from '@/components/live/use-live'
import { Ago } from '@/components/ui/format'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { LiveFault } from '@/lib/live/events'
import { causeTitleOf } from './cause-title-of'
import { PersonMark, PromiseMark, SeverityMark, StageBadge } from './fault-marks'
import { useAssigneeName, useFaultWords } from './use-fault-words'

interface FaultsCardProps {
  /** OCPP identity; null: all stations of the site, and the site itself. */
  id: string | null
  siteId: string | null
  siteName: string | null
  timeZone: string
  /** Open when the page was read. */
  faults: readonly LiveFault[]
  titles: CauseTitles['titles']
  /** What the site's stations are called, by OCPP identity, where more than one is shown. */
  stationNames?: Readonly<Record<string, string>>
}

/** What is wrong with a station, or at a site, gravest first; nothing when nothing is. */
export function FaultsCard(props: FaultsCardProps) {
  const { id, siteId, siteName, timeZone, faults: initial, titles, stationNames = {} } = props
  const t = useTranslations('faults')
  const locale = useLocale()
  const words = useFaultWords()
  const assigneeName = useAssigneeName()
  const all = useLiveFaults(initial)
  const open = useMemo(
    () =>
      all
        .filter(({ closedAt }) => closedAt === null)
        .filter((fault) =>
          fault.stationId === null || id === null ? siteId !== null && fault.siteId === siteId : fault.stationId === id,
        )
        .sort((a, b) => a.severity - b.severity || b.openedAt.localeCompare(a.openedAt)),
    [all, id, siteId],
  )
  if (open.length === 0) return null
  return (
    <section aria-label={t('title')} className="rounded-lg border border-status-attention/30 bg-card">
      <ul className="divide-y">
        {open.map((fault) => (
          <li
            key={fault.id}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 first:rounded-t-lg last:rounded-b-lg hover:bg-muted/60"
          >
            <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
            <Link
              href={`/faults/${fault.id}`}
              prefetch={false}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
            >
              {words.title({ ...fault, title: causeTitleOf(fault, titles, locale) })}
            </Link>
            {id === null || fault.stationId === null ? (
              <span className="text-muted-foreground">
                {words.station({ ...fault, siteName, stationName: stationNames[fault.stationId ?? ''] ?? null })}
              </span>
            ) : (
              fault.evse > 0 && <span className="text-muted-foreground">{t('outlet', { evse: fault.evse })}</span>
            )}
            <Severity severity={fault.severity} />
            <span className="ml-auto flex items-center gap-3 text-xs">
              {fault.promisedAt && <PromiseMark at={fault.promisedAt} timeZone={timeZone} />}
              <StageBadge stage={fault.stage} recovering={fault.recovering} />
              <span title={assigneeName(fault.assignee) ?? undefined}>
                {fault.assignee && <span className="sr-only">{assigneeName(fault.assignee)}</span>}
                <PersonMark name={fault.assignee?.name ?? null} isTaken={fault.assignee !== null} />
              </span>
              <span className="text-muted-foreground">
                <Ago at={fault.beganAt} timeZone={timeZone} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
