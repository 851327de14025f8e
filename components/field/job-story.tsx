'use client'

import { useTranslations } from 'next-intl'
import { StoryMark, StoryWords } from '@/components/station/story-entry'
import { errorWords } from '@/components/stations/error-words'
import { protocolWords } from '@/components/stations/station-list-row'
import { StatusBadge } from '@/components/stations/status-badge'
import { DateTime } from '@/components/ui/format'
import type { ShownJob } from '@/lib/field/tablet/shown-job'

/** How the station stands, and what has happened to it, newest first. */
export function JobStory({ job: { station, story } }: { job: ShownJob }) {
  const t = useTranslations('field.story')
  const errors = useTranslations('stations.error')
  return (
    <div className="grid gap-4">
      <section aria-label={t('now')} className="flex flex-wrap gap-2">
        {station.connectors.map(({ evse, connector, status, errorCode }) => (
          <span key={`${evse}.${connector}`} className="flex h-11 items-center gap-2 rounded-md border px-3">
            {t('outlet', { name: evse })} <StatusBadge status={status} />
            {errorCode && <span className="text-muted-foreground">{errorWords(errors, errorCode)}</span>}
          </span>
        ))}
        <span className="flex h-11 items-center gap-4 text-muted-foreground">
          <span>{[protocolWords(station.protocol), station.firmware].filter(Boolean).join(' · ')}</span>
          {station.lastSeenAt && (
            <span>
              {t('lastSeen')} <DateTime at={station.lastSeenAt} />
            </span>
          )}
        </span>
      </section>
      {story.length === 0 ? (
        <p className="text-muted-foreground">{t('empty')}</p>
      ) : (
        <ol className="rounded-lg border bg-card py-1">
          {story.map((line) => (
            <li key={line.id} className="flex items-baseline gap-3 px-3 py-2">
              <span className="w-36 shrink-0 text-muted-foreground text-xs">
                <DateTime at={line.at} />
              </span>
              <StoryMark entry={line} />
              <span className="min-w-0 flex-1">
                <StoryWords entry={line} isPlain />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
