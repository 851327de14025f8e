'use client'

import { BellRing } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { WhenStale } from '@/components/live/stale'
import { useLiveFaults, useLiveSessions } from '@/components/live/use-live'
import { SiteMap } from '@/components/map/site-map'
import { sitesOf } from '@/components/map/sites-of'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import { unpackRows } from '@/lib/kernel/pack-rows'
import type { LiveFault } from '@/lib/live/events'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import type { Hour, HourBesideUsual } from '@/lib/overview/compare-with-usual'
import { findAttention, WATCHED_STATION } from '@/lib/overview/find-attention'
import type { WatchedSite } from '@/lib/overview/places-of'
import { AttentionList } from './attention-list'
import { Figures } from './figures'
import { LiveSessions } from './live-sessions'
import { useNetwork } from './use-network'
import { type TodayRead, useToday } from './use-today'

interface OverviewProps {
  /** WatchedStation and LiveSession, see lib/kernel/pack-rows.ts. */
  packedStations: string
  packedSessions: string
  /** Open when the page was read. */
  faults: readonly LiveFault[]
  causes: CauseTitles
  sites: readonly WatchedSite[]
  today: TodayRead
  hours: readonly HourBesideUsual[]
  usual: Omit<Hour, 'hour'> | null
  timeZone: string
  mapStyleUrl: string | null
  /** Who works where. */
  maintenance?: ReactNode
}

/** Sums and lists of sessions; a session's own figures follow it at once. */
const SUMS_EVERY_MS = 1000

const siteHref = ({ id }: { id: string }) => `/sites/${id}`

/** The first page of the day: figures, what is wrong, where, and who charges. Everything on it is live. */
export function Overview({
  packedStations,
  packedSessions,
  faults: openFaults,
  causes,
  sites: known,
  today: read,
  hours,
  usual,
  timeZone,
  mapStyleUrl,
  maintenance,
}: OverviewProps) {
  const t = useTranslations('overview')
  const watched = useMemo(() => unpackRows(packedStations, WATCHED_STATION), [packedStations])
  const initial = useMemo(() => unpackRows(packedSessions, LIVE_SESSION), [packedSessions])
  const stations = useNetwork(watched)
  const sessions = useLiveSessions(initial, SUMS_EVERY_MS)
  const today = useToday(read, initial, sessions)
  const faults = useLiveFaults(openFaults)
  const attention = useMemo(() => findAttention(stations, faults, new Set(causes.harmless)), [stations, faults, causes])
  const sites = useMemo(() => sitesOf(known, stations), [known, stations])
  const names = useMemo(() => new Map(stations.map((row) => [row.station.id, row])), [stations])
  const pendingCount = useMemo(
    () => stations.filter(({ station }) => station.registration === 'pending').length,
    [stations],
  )
  const currency = today.revenue?.currency ?? 'SEK'

  if (stations.length === 0) {
    return (
      <Page title={t('title')}>
        <EmptyState
          icon={<BellRing />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={
            <Button asChild>
              <Link href="/stations">{t('empty.action')}</Link>
            </Button>
          }
        />
      </Page>
    )
  }
  return (
    <Page title={t('title')} className="gap-3">
      <WhenStale className="flex flex-col gap-3">
        <Figures
          stations={stations}
          sessions={sessions}
          today={today}
          unpricedCount={read.unpricedCount}
          hours={hours}
          usual={usual}
          timeZone={timeZone}
        />
        {pendingCount > 0 && (
          <Link
            href="/stations?registration=pending"
            className="flex items-center gap-2 rounded-lg border bg-card px-4 py-2.5 hover:bg-muted/60"
          >
            <BellRing className="size-4 text-status-attention" aria-hidden />
            <span className="font-medium">{t('pending.title', { count: pendingCount })}</span>
            <span className="text-muted-foreground max-md:hidden">{t('pending.text')}</span>
          </Link>
        )}
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          <AttentionList items={attention} causes={causes} currency={currency} />
          <SiteMap
            sites={sites}
            styleUrl={mapStyleUrl}
            hrefOf={siteHref}
            className="min-h-80 rounded-lg border bg-card"
          />
        </div>
        {maintenance}
        <LiveSessions sessions={sessions} names={names} />
      </WhenStale>
    </Page>
  )
}
