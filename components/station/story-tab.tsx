'use client'

import { Cable } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import type { Page } from '@/lib/kernel/cursor'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import type { StoryEntry } from '@/lib/stations/queries/list-story'
import type { StationActions } from './station-actions'
import { StoryMark, StoryWords } from './story-entry'
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
            <StoryMark entry={entry} />
            <span className="min-w-0 flex-1">
              <StoryWords entry={entry} />
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
