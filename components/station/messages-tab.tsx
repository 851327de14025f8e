'use client'

import { ArrowDownLeft, ArrowUpRight, ChevronRight, MessagesSquare, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { Switch } from '@/components/ui/switch'
import type { MessageRow } from '@/lib/messages/message-row'
import { MessageFilters } from './message-filters'
import { prettyJson } from './pretty-json'
import type { StationActions } from './station-actions'
import type { TabContent } from './tabs'
import { usePages } from './use-pages'

interface MessagesTabProps {
  id: string
  content: Extract<TabContent, { tab: 'messages' }>
  timeZone: string
  more: StationActions['moreMessages']
}

const FOLLOW_MS = 2000

/** Every frame in and out, newest first: who said what, what the answer was, how long it took. */
export function MessagesTab({ id, content, timeZone, more: read }: MessagesTabProps) {
  const t = useTranslations('station.messages')
  const { rows, hasMore, pending, more, renew } = usePages(content, (cursor) =>
    read({ id, cursor, query: content.query }),
  )
  const [isFollowing, setIsFollowing] = useState(false)
  useEffect(() => {
    if (!isFollowing) return
    const timer = setInterval(renew, FOLLOW_MS)
    return () => clearInterval(timer)
  })
  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <MessageFilters query={content.query} actionNames={content.actionNames} />
        <div className="ml-auto flex h-8 items-center gap-3">
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control */}
          <label className="flex items-center gap-2">
            <Switch checked={isFollowing} onCheckedChange={setIsFollowing} />
            {t('follow')}
          </label>
          <Button
            variant="outline"
            size="icon"
            aria-label={t('renew')}
            title={t('renew')}
            pending={pending && !isFollowing}
            onClick={renew}
          >
            <RefreshCw aria-hidden />
          </Button>
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={<MessagesSquare />}
          title={t('empty')}
          text={t('emptyText')}
          className="rounded-lg border bg-card"
        />
      ) : (
        <ol className="divide-y overflow-hidden rounded-lg border bg-card">
          {rows.map((row) => (
            <Message key={String(row.id)} row={row} timeZone={timeZone} />
          ))}
        </ol>
      )}
      {hasMore && (
        <Button variant="ghost" className="self-center" pending={pending && !isFollowing} onClick={more}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

function Message({ row, timeZone }: { row: MessageRow; timeZone: string }) {
  const t = useTranslations('station.messages')
  const [isOpen, setIsOpen] = useState(false)
  const Direction = row.direction === 'in' ? ArrowDownLeft : ArrowUpRight
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-center gap-3 px-3 py-1.5 text-left hover:bg-muted/60 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring"
      >
        <ChevronRight
          className={`size-3.5 shrink-0 text-muted-foreground transition-transform ${isOpen ? 'rotate-90' : ''}`}
          aria-hidden
        />
        <span className="w-36 shrink-0 text-muted-foreground text-xs">
          <DateTime at={row.at} format="date-time-seconds" timeZone={timeZone} />
        </span>
        <Direction className="size-3.5 shrink-0 text-muted-foreground" aria-label={t(row.direction)} />
        <span className="w-48 shrink-0 truncate font-medium">{row.action || t('unreadable')}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-muted-foreground text-xs">{row.request}</span>
        {row.errorCode ? (
          <span className="shrink-0 text-status-faulted">{row.errorCode}</span>
        ) : (
          row.response === null && <span className="shrink-0 text-muted-foreground">{t('noAnswer')}</span>
        )}
        <span className="w-16 shrink-0 text-right text-muted-foreground text-xs">
          {row.latencyMs !== null && t('latency', { ms: row.latencyMs })}
        </span>
      </button>
      {isOpen && (
        <div className="grid gap-3 bg-muted/40 px-3 py-3 md:grid-cols-2">
          <Payload title={t('request')} text={row.request} note={`${row.protocol} · ${row.messageId}`} />
          <Payload title={t('answer')} text={row.response ?? row.errorCode ?? t('noAnswer')} />
        </div>
      )}
    </li>
  )
}

function Payload({ title, text, note }: { title: string; text: string; note?: string }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 flex justify-between gap-2 text-muted-foreground text-xs">
        {title}
        {note && <span className="truncate font-mono">{note}</span>}
      </h3>
      <pre className="max-h-96 overflow-auto rounded-md border bg-background p-2.5 font-mono text-xs leading-5">
        {prettyJson(text)}
      </pre>
    </div>
  )
}
