'use client'

import { BellRing } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { WhenStale } from '@/components/live/stale'
import { SiteMap } from '@/components/map/site-map'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Hour, HourBesideUsual } from '@/lib/overview/compare-with-usual'
import type { OverviewLayout, PanelId } from '@/lib/overview/layout'
import { AttentionList } from './attention-list'
import { Figures } from './figures'
import { LiveSessions } from './live-sessions'
import { OVERVIEW_MAP_SIZE } from './map-size'
import { type OverviewStart, useOverview } from './use-overview'

interface OverviewProps {
  start: OverviewStart
  layout: OverviewLayout
  /** At the right of the title. */
  actions: ReactNode
  /** How the last days have gone. */
  headline: ReactNode
  /** Who works where. */
  maintenance: ReactNode
  hours: readonly HourBesideUsual[]
  usual: Omit<Hour, 'hour'> | null
  timeZone: string
  mapStyleUrl: string | null
}

/** The first page of the day: figures, what is wrong, where, and who charges. Everything on it is live. */
export function Overview({
  start,
  layout,
  actions,
  headline,
  maintenance,
  hours,
  usual,
  timeZone,
  mapStyleUrl,
}: OverviewProps) {
  const t = useTranslations('overview')
  const { network, charging, today, sessions, names } = useOverview(start)
  if (network.accepted + network.pending === 0) {
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
  const panels: Record<PanelId, () => ReactNode> = {
    attention: () => (
      <AttentionList items={network.attention} causes={start.causes} currency={today.revenue?.currency ?? 'SEK'} />
    ),
    map: () => (
      <SiteMap
        sites={network.sites}
        first={start.begun?.map}
        styleUrl={mapStyleUrl}
        usualSize={OVERVIEW_MAP_SIZE}
        className="min-h-80 rounded-lg border"
      />
    ),
    performance: () => headline,
    sessions: () => <LiveSessions sessions={sessions} names={names} count={charging.active} />,
  }
  return (
    <Page title={t('title')} actions={actions} className="gap-3">
      <WhenStale className="flex flex-col gap-3">
        {layout.figures.length > 0 && (
          <Figures
            shown={layout.figures}
            network={network}
            charging={charging}
            today={today}
            unpricedCount={start.today.unpricedCount}
            hours={hours}
            usual={usual}
            usualRevenue={
              start.today.revenue[0]?.usualSoFar == null ? undefined : Number(start.today.revenue[0].usualSoFar)
            }
            timeZone={timeZone}
          />
        )}
        {network.pending > 0 && <Pending count={network.pending} />}
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          {layout.panels.map((id, at) => (
            <div key={id} className={cn('grid min-w-0 grid-cols-1', !isPaired(layout.panels, at) && 'lg:col-span-2')}>
              {panels[id]()}
            </div>
          ))}
        </div>
        {maintenance}
      </WhenStale>
    </Page>
  )
}

const isHalf = (id: PanelId | undefined) => id === 'attention' || id === 'map'

/** Two narrow ones that follow each other stand side by side. */
const isPaired = (panels: readonly PanelId[], at: number): boolean =>
  isHalf(panels[at]) && (isHalf(panels[at - 1]) || isHalf(panels[at + 1]))

function Pending({ count }: { count: number }) {
  const t = useTranslations('overview.pending')
  return (
    <Link
      href="/stations?registration=pending"
      className="flex items-center gap-2 rounded-lg border bg-card px-4 py-2.5 hover:bg-muted/60"
    >
      <BellRing className="size-4 text-status-attention" aria-hidden />
      <span className="font-medium">{t('title', { count })}</span>
      <span className="text-muted-foreground max-md:hidden">{t('text')}</span>
    </Link>
  )
}
