'use client'

import { ArrowDownToLine, MessagesSquare, Pause, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { DateTime } from '@/components/ui/format'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessageRow } from '@/lib/messages/message-row'
import type { MessagePage } from '@/lib/messages/queries/list-messages'
import type { LogActions } from './log-actions'
import { messageKey } from './merge-messages'
import { MessageFilters } from './message-filters'
import { MessageList } from './message-list'
import { MessagePane } from './message-pane'
import { toQueryString, useMessageLog } from './use-message-log'

interface MessageLogProps {
  page: MessagePage
  query: MessageQuery
  actionNames: readonly string[]
  /** The log of one station: it is not said in every row, and cannot be chosen. */
  station?: string
  /** The filter names a station or session that is not there. */
  isUnknown?: boolean
  timeZone?: string
  actions: LogActions
}

/** Every exchange with stations, newest first and live: who said what, what the answer was, how long it took, what was wrong with it. */
export function MessageLog({
  page,
  query,
  actionNames,
  station,
  isUnknown = false,
  timeZone,
  actions,
}: MessageLogProps) {
  const t = useTranslations('messageLog')
  const said = station === undefined ? query : { ...query, station }
  const log = useMessageLog(page, said, actions, { isTailed: !isUnknown && !query.to })
  const [chosen, setChosen] = useState<MessageRow | null>(null)
  const step = (by: number) => {
    const key = chosen && messageKey(chosen)
    const next = log.rows[log.rows.findIndex((row) => messageKey(row) === key) + by]
    if (next) setChosen(next)
  }
  return (
    <section aria-label={t('label')} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <MessageFilters query={query} actionNames={actionNames} hasStation={station === undefined} />
        <div className="ml-auto flex items-center gap-2">
          {log.isTailed && <TailButton log={log} />}
          <Export query={toQueryString(said)} />
        </div>
      </div>
      {log.skipped > 0 && (
        <p role="status" className="flex flex-wrap items-center gap-x-3 text-muted-foreground">
          {t('skipped', { count: log.skipped })}
          <Button variant="link" size="sm" className="px-0" onClick={log.forgetSkipped}>
            {t('understood')}
          </Button>
        </p>
      )}
      <div className={chosen ? 'grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]' : 'grid'}>
        <div className="flex min-w-0 flex-col gap-3">
          {log.rows.length === 0 ? (
            <EmptyState
              icon={<MessagesSquare />}
              title={t(isUnknown ? 'unknown' : 'empty')}
              text={t(isUnknown ? 'unknownText' : log.isTailed ? 'emptyLive' : 'emptyText')}
              className="rounded-lg border bg-card"
            />
          ) : (
            <MessageList
              rows={log.rows}
              chosen={chosen && messageKey(chosen)}
              choose={setChosen}
              step={step}
              showsStation={station === undefined}
              timeZone={timeZone}
            />
          )}
          {log.searchedTo && (
            <p className="text-center text-muted-foreground">
              {t('searchedTo')} <DateTime at={log.searchedTo} format="date-time" timeZone={timeZone} />
            </p>
          )}
          {log.hasMore && (
            <Button variant="ghost" className="self-center" pending={log.pending} onClick={log.more}>
              {t(log.searchedTo ? 'searchOn' : 'more')}
            </Button>
          )}
        </div>
        {chosen && (
          <MessagePane
            key={messageKey(chosen)}
            message={chosen}
            read={actions.readMessage}
            close={() => setChosen(null)}
            timeZone={timeZone}
          />
        )}
      </div>
    </section>
  )
}

function TailButton({ log }: { log: ReturnType<typeof useMessageLog> }) {
  const t = useTranslations('messageLog.tail')
  const isLive = log.state === 'live' && !log.isPaused
  const words = log.isPaused
    ? t('held', { count: log.heldCount })
    : log.state === 'lost'
      ? t('lost')
      : log.state === 'live'
        ? t('live')
        : t('connecting')
  return (
    <>
      <span
        role="status"
        data-tail={log.isPaused ? 'paused' : log.state}
        className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted-foreground"
      >
        <svg
          viewBox="0 0 10 10"
          width={8}
          height={8}
          aria-hidden="true"
          className={isLive ? 'text-status-available' : ''}
        >
          <circle
            cx="5"
            cy="5"
            r="3.5"
            fill={isLive ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </svg>
        {words}
      </span>
      <Button variant="outline" onClick={log.isPaused ? log.resume : log.pause}>
        {log.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {t(log.isPaused ? 'resume' : 'pause')}
      </Button>
    </>
  )
}

function Export({ query }: { query: string }) {
  const t = useTranslations('messageLog.export')
  const href = (format: string) => `/api/export/messages?${query && `${query}&`}format=${format}`
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <ArrowDownToLine aria-hidden />
          {t('title')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <a href={href('csv')} download>
            {t('csv')}
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={href('jsonl')} download>
            {t('jsonl')}
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
