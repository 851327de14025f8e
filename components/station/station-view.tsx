'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { ConfigurationTab } from '@/components/devices/configuration-tab'
import { FaultsCard } from '@/components/faults/faults-card'
import { WhenStale } from '@/components/live/stale'
import { useLiveCommands, useLiveSessions, useLiveStation } from '@/components/live/use-live'
import { MessageLog } from '@/components/messages/message-log'
import { OfflineTab } from '@/components/offline/offline-tab'
import { SecurityTab } from '@/components/security/security-tab'
import { TabRow } from '@/components/shell/tab-row'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { LiveCommand, LiveFault, LiveSession } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import { AboutTab } from './about-tab'
import { CommandBar } from './command-bar'
import { CommandStages } from './command-stages'
import { FilesTab } from './files-tab'
import { LimitsTab } from './limits/limits-tab'
import { NowTab } from './now-tab'
import type { StationActions } from './station-actions'
import { StationHeader } from './station-header'
import { StoryTab } from './story-tab'
import type { Tab, TabContent } from './tabs'

export interface May {
  readonly command: boolean
  readonly write: boolean
  readonly readMessages: boolean
  readonly readFiles: boolean
  readonly readCertificates: boolean
}

interface StationViewProps {
  station: Station
  tab: Tab
  content: TabContent | null
  sessions: readonly LiveSession[]
  commands: readonly LiveCommand[]
  faults: readonly LiveFault[]
  causes: CauseTitles
  tokens: readonly { value: string; name: string }[]
  /** Who works on it. */
  maintenance?: ReactNode
  may: May
  actions: StationActions
}

/** One station: how it is, what can be done, and its whole story, live. */
export function StationView({
  station,
  tab,
  content,
  sessions: initial,
  commands: asked,
  faults,
  causes,
  tokens,
  maintenance,
  may,
  actions,
}: StationViewProps) {
  const live = useLiveStation(station.station.id, station.station)
  const all = useLiveSessions(initial)
  const commands = useLiveCommands(live.id, asked)
  const sessions = useMemo(
    () => all.filter(({ stationId, status }) => stationId === live.id && status === 'active'),
    [all, live.id],
  )
  return (
    <div className="flex w-full flex-col gap-4 p-4 md:px-6 md:py-5">
      <WhenStale className="flex flex-col gap-4">
        <StationHeader station={station} live={live} sessions={sessions} may={may} actions={actions} />
        {may.command && live.registration === 'accepted' && (
          <CommandBar station={station} live={live} sessions={sessions} tokens={tokens} command={actions.command} />
        )}
        {maintenance}
        <FaultsCard
          id={live.id}
          siteId={station.site && String(station.site.id)}
          siteName={station.site?.name ?? null}
          timeZone={station.timeZone}
          faults={faults}
          titles={causes.titles}
        />
        <CommandStages commands={commands} read={may.command ? actions.commandDetails : undefined} />
        <TabLinks id={live.id} tab={tab} may={may} />
        {content === null && <NotForYou />}
        {content?.tab === 'now' && <NowTab station={station} live={live} sessions={sessions} curves={content.curves} />}
        {content?.tab === 'story' && (
          <StoryTab
            key={live.id}
            id={live.id}
            live={live}
            commands={commands}
            first={content}
            timeZone={station.timeZone}
            more={actions.moreStory}
          />
        )}
        {content?.tab === 'messages' && (
          <MessageLog
            key={JSON.stringify(content.query)}
            station={live.id}
            page={content.page}
            query={content.query}
            actionNames={content.actionNames}
            timeZone={station.timeZone}
            actions={actions}
          />
        )}
        {content?.tab === 'limits' && (
          <LimitsTab
            station={station}
            live={live}
            sessions={sessions}
            commands={commands}
            tokens={tokens}
            content={content}
            command={actions.command}
          />
        )}
        {content?.tab === 'configuration' && (
          <ConfigurationTab
            live={live}
            content={content}
            commands={commands}
            timeZone={station.timeZone}
            actions={actions}
          />
        )}
        {content?.tab === 'offline' && (
          <OfflineTab
            live={live}
            station={content.station}
            commands={commands}
            tokens={tokens}
            timeZone={station.timeZone}
            command={actions.command}
          />
        )}
        {content?.tab === 'files' && (
          <FilesTab
            live={live}
            content={content}
            commands={commands}
            timeZone={station.timeZone}
            command={may.command ? actions.command : null}
          />
        )}
        {content?.tab === 'security' && (
          <SecurityTab
            live={live}
            content={content}
            commands={commands}
            timeZone={station.timeZone}
            may={may}
            actions={actions}
          />
        )}
        {content?.tab === 'about' && (
          <AboutTab station={station} live={live} content={content} mayWrite={may.write} actions={actions} />
        )}
      </WhenStale>
    </div>
  )
}

function TabLinks({ id, tab, may }: { id: string; tab: Tab; may: May }) {
  const t = useTranslations('station.tab')
  const tabs: readonly Tab[] = [
    'now',
    'story',
    ...(may.readMessages ? (['messages'] as const) : []),
    ...(may.command ? (['limits', 'configuration', 'offline'] as const) : []),
    ...(may.readFiles ? (['files'] as const) : []),
    ...(may.readCertificates ? (['security'] as const) : []),
    'about',
  ]
  return (
    <TabRow
      label={t('label')}
      keepScroll
      tabs={tabs.map((one) => ({
        href: `/stations/${encodeURIComponent(id)}${one === 'now' ? '' : `?tab=${one}`}`,
        label: t(one),
        isHere: one === tab,
      }))}
    />
  )
}

function NotForYou() {
  const t = useTranslations('station')
  return <p className="py-10 text-center text-muted-foreground">{t('notForYou')}</p>
}
