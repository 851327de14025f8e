'use client'

import { Cable, CirclePower, Play, Square, Terminal, TriangleAlert, UserRound, Zap } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { faultName } from '@/components/devices/fault-name'
import { useStopReason } from '@/components/sessions/use-stop-reason'
import { EmptyState } from '@/components/shell/empty-state'
import { errorWords } from '@/components/stations/error-words'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import type { Page } from '@/lib/kernel/cursor'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import type { StoryEntry } from '@/lib/stations/queries/list-story'
import type { StationActions } from './station-actions'
import { useEventWords } from './use-event-words'
import { usePages } from './use-pages'

interface StoryTabProps {
  id: string
  live: LiveStation
  commands: readonly LiveCommand[]
  first: Page<StoryEntry>
  timeZone: string
  more: StationActions['moreStory']
}

/** Everything that has happened to the station, in one line of time. */
export function StoryTab({ id, live, commands, first, timeZone, more: read }: StoryTabProps) {
  const t = useTranslations('station.story')
  const { rows, hasMore, pending, more, renew } = usePages(first, (cursor) => read({ id, cursor }))
  useOnChange([live, commands], renew)
  if (rows.length === 0) return <EmptyState icon={<Cable />} title={t('empty')} text={t('emptyText')} />
  return (
    <section aria-label={t('label')} className="rounded-lg border bg-card py-1">
      <ol>
        {rows.map((entry) => (
          <li key={entry.id} className="flex items-baseline gap-3 px-4 py-1.5 hover:bg-muted/50">
            <span className="w-40 shrink-0 text-muted-foreground text-xs">
              <DateTime at={entry.at} format="date-time-seconds" timeZone={timeZone} />
            </span>
            <Mark entry={entry} />
            <span className="min-w-0 flex-1">
              <What entry={entry} />
            </span>
          </li>
        ))}
      </ol>
      {hasMore && (
        <div className="flex justify-center p-2">
          <Button variant="ghost" pending={pending} onClick={more}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** The station's own news makes the story longer: read it anew, once things have been quiet for a moment. */
function useOnChange(watched: readonly [LiveStation, readonly LiveCommand[]], act: () => void) {
  const latest = useRef(act)
  const [live, commands] = watched
  const seen = useRef({ live, commands })
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (seen.current.live === live && seen.current.commands === commands) return
    seen.current = { live, commands }
    const timer = setTimeout(() => latest.current(), 700)
    return () => clearTimeout(timer)
  }, [live, commands])
}

const ICONS: Record<string, ReactNode> = {
  connected: <Cable className="size-3.5" />,
  disconnected: <Cable className="size-3.5" />,
  boot: <CirclePower className="size-3.5" />,
  command: <Terminal className="size-3.5" />,
  started: <Play className="size-3.5" />,
  ended: <Square className="size-3.5" />,
  people: <UserRound className="size-3.5" />,
  fault: <TriangleAlert className="size-3.5" />,
}

function Mark({ entry }: { entry: StoryEntry }) {
  const icon = ICONS[entry.kind === 'event' || entry.kind === 'session' ? entry.what : entry.kind] ?? (
    <Zap className="size-3.5" />
  )
  return (
    <span className="inline-flex w-4 shrink-0 translate-y-0.5 justify-center text-muted-foreground" aria-hidden>
      {entry.kind === 'status' ? <StatusDot status={entry.what as ShownStatus} /> : icon}
    </span>
  )
}

function What({ entry }: { entry: StoryEntry }) {
  const t = useTranslations('station.story')
  const statuses = useTranslations('stations.status')
  const errors = useTranslations('stations.error')
  const commands = useTranslations('station.command')
  const faults = useTranslations('devices.faults')
  const stopReason = useStopReason()
  const said = useEventWords()
  const muted = (text: ReactNode) => <span className="text-muted-foreground"> · {text}</span>
  switch (entry.kind) {
    case 'status':
      return (
        <>
          {entry.evse === 0 ? t('station') : t('outlet', { name: entry.evse ?? 0 })}:{' '}
          {statuses.has(entry.what as 'available') ? statuses(entry.what as 'available') : entry.what}
          {entry.errorCode && muted(errorWords(errors, entry.errorCode))}
        </>
      )
    case 'event':
      return (
        <>
          {t.has(`event.${entry.what}` as 'event.boot') ? t(`event.${entry.what}` as 'event.boot') : entry.what}
          {entry.detail && entry.detail !== entry.what && muted(said(entry.what, entry.detail))}
        </>
      )
    case 'command':
      return (
        <>
          {t('command', { name: commands(`type.${entry.what}` as 'type.reset') })}
          {entry.detail && muted(commands(`stage.${entry.detail}` as 'stage.queued'))}
          {entry.errorCode && muted(entry.errorCode)}
        </>
      )
    case 'session':
      return (
        <>
          <Link href={`/sessions/${entry.sessionId}`} className="underline-offset-4 hover:underline">
            {t(entry.what === 'started' ? 'sessionStarted' : 'sessionEnded', { id: entry.sessionId ?? '' })}
          </Link>
          {muted(t('outlet', { name: entry.evse ?? 0 }))}
          {entry.detail && muted(stopReason(entry.detail))}
        </>
      )
    case 'fault':
      return (
        <>
          {t(entry.what === 'began' ? 'faultBegan' : 'faultEnded')}
          {muted(
            faultName(faults, { source: entry.detail?.includes('.') ? 'event' : 'security', code: entry.detail ?? '' }),
          )}
          {(entry.evse ?? 0) > 0 && muted(t('outlet', { name: entry.evse ?? 0 }))}
        </>
      )
    case 'people':
      return (
        <>
          {t.has(`act.${entry.what.replace('.', '-')}` as 'act.station-edit')
            ? t(`act.${entry.what.replace('.', '-')}` as 'act.station-edit')
            : entry.what}
          {entry.detail && muted(entry.detail)}
        </>
      )
  }
}
