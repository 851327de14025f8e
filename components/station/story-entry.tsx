import { Cable, CirclePower, Play, Square, Terminal, TriangleAlert, UserRound, Zap } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { faultName } from '@/components/devices/fault-name'
import { useStopReason } from '@/components/sessions/use-stop-reason'
import { errorWords } from '@/components/stations/error-words'
import { type ShownStatus, StatusDot } from '@/components/stations/status-badge'
import type { StoryEntry } from '@/lib/stations/queries/list-story'
import { useEventWords } from './use-event-words'

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

/** What kind of moment it is. */
export function StoryMark({ entry }: { entry: Omit<StoryEntry, 'at'> }) {
  const icon = ICONS[entry.kind === 'event' || entry.kind === 'session' ? entry.what : entry.kind] ?? (
    <Zap className="size-3.5" />
  )
  return (
    <span className="inline-flex w-4 shrink-0 translate-y-0.5 justify-center text-muted-foreground" aria-hidden>
      {entry.kind === 'status' ? <StatusDot status={entry.what as ShownStatus} /> : icon}
    </span>
  )
}

interface StoryWordsProps {
  entry: Omit<StoryEntry, 'at'>
  /** Leads nowhere: on a tablet without network, and for gloves. */
  isPlain?: boolean
}

/** What happened, in words. */
export function StoryWords({ entry, isPlain = false }: StoryWordsProps) {
  const t = useTranslations('station.story')
  const statuses = useTranslations('stations.status')
  const errors = useTranslations('stations.error')
  const commands = useTranslations('station.command')
  const faults = useTranslations('devices.faults')
  const stopReason = useStopReason()
  const said = useEventWords()
  const linked = (href: string, words: string) =>
    isPlain ? (
      words
    ) : (
      <Link href={href} prefetch={false} className="underline-offset-4 hover:underline">
        {words}
      </Link>
    )
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
          {linked(
            `/sessions/${entry.sessionId}`,
            t(entry.what === 'started' ? 'sessionStarted' : 'sessionEnded', { id: entry.sessionId ?? '' }),
          )}
          {muted(t('outlet', { name: entry.evse ?? 0 }))}
          {entry.detail && muted(stopReason(entry.detail))}
        </>
      )
    case 'fault':
      return (
        <>
          {linked(`/faults/${entry.id.slice(1)}`, t(entry.what === 'began' ? 'faultBegan' : 'faultEnded'))}
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
