import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import { readResolution } from '@/lib/sessions/resolution'
import { type TimelineEntry, timelineOf } from './timeline-entries'
import { useStopReason } from './use-stop-reason'

/** What happened, in order, with what came late said so. */
export function Timeline({ session, mayReadMessages }: { session: SessionDetail; mayReadMessages: boolean }) {
  const t = useTranslations('sessions.timeline')
  const timeZone = session.site?.timeZone
  const words = useWords(session)
  const entries = timelineOf(session)
  const locale = useLocale()
  const dayOf = (entry: TimelineEntry | undefined) => entry && formatDate(entry.at, locale, 'date', timeZone)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {mayReadMessages && (
          <Link
            href={`/messages?session=${session.id}`}
            className="text-muted-foreground text-xs underline underline-offset-4"
          >
            {t('messages')}
          </Link>
        )}
      </CardHeader>
      <CardContent>
        <ol className="grid">
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the story is only ever replaced as a whole
            <li key={index} className="relative grid grid-cols-[auto_auto_1fr] items-end gap-x-3 pb-3 last:pb-0">
              <span className="w-18 text-right text-muted-foreground text-xs leading-5">
                {dayOf(entry) !== dayOf(entries[index - 1]) && <span className="block">{dayOf(entry)}</span>}
                <DateTime at={entry.at} format="time-seconds" timeZone={timeZone} />
              </span>
              <span aria-hidden className="relative flex w-2 items-end justify-center self-stretch">
                <span className={`z-10 mb-1.5 size-2 rounded-full ${markOf(entry)}`} />
                {index < entries.length - 1 && <span className="absolute top-3 bottom-[-0.9rem] w-px bg-border" />}
              </span>
              <span>
                {words(entry)}
                {'arrivedLate' in entry && entry.arrivedLate && <Late at={entry.arrivedLate} timeZone={timeZone} />}
              </span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  )
}

function Late({ at, timeZone }: { at: Date; timeZone: string | undefined }) {
  const t = useTranslations('sessions.timeline')
  const locale = useLocale()
  return (
    <span className="text-muted-foreground text-xs">
      {' '}
      · {t('late', { at: formatDate(at, locale, 'date-time-seconds', timeZone) })}
    </span>
  )
}

const markOf = (entry: TimelineEntry) =>
  entry.kind === 'flagged' && entry.review.resolvedAt === null ? 'bg-status-attention' : 'bg-ring'

function useWords(session: SessionDetail) {
  const t = useTranslations('sessions')
  const review = useTranslations('review')
  const stopReason = useStopReason()
  const flagTitle = (flag: string) =>
    review.has(`flag.${flag}.title` as never) ? review(`flag.${flag}.title` as never) : flag
  return (entry: TimelineEntry): string => {
    switch (entry.kind) {
      case 'started':
        return t('timeline.started')
      case 'ended':
        return session.stopReason
          ? t('timeline.endedWhy', { reason: stopReason(session.stopReason) })
          : t('timeline.ended')
      case 'said':
        return entry.trigger ? t('timeline.updated', { trigger: entry.trigger }) : t('timeline.updatedPlain')
      case 'state':
        return t.has(`state.${entry.state}` as never) ? t(`state.${entry.state}` as never) : entry.state
      case 'flagged':
        return t('timeline.flag', { flag: flagTitle(entry.review.flag) })
      case 'settled': {
        const flag = flagTitle(entry.review.flag)
        if (entry.review.resolvedBy === 'gateway') return t('timeline.gone', { flag })
        const kind = readResolution(entry.review.resolution)?.kind ?? 'resolved'
        return t(`timeline.${kind}`, { who: entry.review.resolvedByName ?? review('someone'), flag })
      }
    }
  }
}
