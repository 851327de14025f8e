'use client'

import { ArrowDownLeft, ArrowUpRight, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, memo } from 'react'
import { cn } from '@/components/ui/cn'
import { DateTime } from '@/components/ui/format'
import type { MessageRow } from '@/lib/messages/message-row'
import { messageKey } from './merge-messages'

interface MessageListProps {
  rows: readonly MessageRow[]
  /** The key of the one whose whole is shown. */
  chosen: string | null
  choose(row: MessageRow): void
  step(by: number): void
  showsStation: boolean
  timeZone: string | undefined
}

/** One exchange to a line, call and answer together. Arrow keys go from one to the next. */
export function MessageList({ rows, chosen, choose, step, showsStation, timeZone }: MessageListProps) {
  const t = useTranslations('messageLog')
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || chosen === null) return
    event.preventDefault()
    step(by)
    const line = document.activeElement?.closest('li')
    const next = by > 0 ? line?.nextElementSibling : line?.previousElementSibling
    next?.querySelector('button')?.focus()
  }
  const seen = new Map<string, number>()
  return (
    <ol
      aria-label={t('label')}
      onKeyDown={onKeyDown}
      className="divide-y overflow-hidden rounded-lg border bg-card"
      data-testid="message-list"
    >
      {rows.map((row) => {
        const key = messageKey(row)
        const times = seen.get(key) ?? 0
        seen.set(key, times + 1)
        return (
          <Line
            key={`${key}|${times}`}
            row={row}
            isChosen={key === chosen}
            isBesidePane={chosen !== null}
            choose={choose}
            showsStation={showsStation}
            timeZone={timeZone}
          />
        )
      })}
    </ol>
  )
}

interface LineProps {
  row: MessageRow
  isChosen: boolean
  /** The whole of one is shown at the side: there is less room. */
  isBesidePane: boolean
  choose(row: MessageRow): void
  showsStation: boolean
  timeZone: string | undefined
}

const Line = memo(function Line({ row, isChosen, isBesidePane, choose, showsStation, timeZone }: LineProps) {
  const t = useTranslations('messageLog')
  const Direction = row.direction === 'in' ? ArrowDownLeft : ArrowUpRight
  return (
    <li className="[contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]">
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={() => choose(row)}
        className={cn(
          'grid w-full grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-left hover:bg-muted/60 md:flex',
          'focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-2',
          isChosen && 'bg-accent hover:bg-accent',
        )}
      >
        <span className="col-start-3 row-start-2 text-right text-muted-foreground text-xs md:w-36 md:shrink-0 md:text-left">
          <DateTime at={row.at} format="log" timeZone={timeZone} />
        </span>
        {showsStation && (
          <span className="col-start-2 row-start-2 truncate text-xs md:w-32 md:shrink-0 md:text-sm">{row.station}</span>
        )}
        <Direction
          className="col-start-1 row-start-1 size-3.5 shrink-0 text-muted-foreground"
          aria-label={t(row.direction)}
        />
        <span className="col-start-2 row-start-1 truncate font-medium md:w-48 md:min-w-24">
          {row.action || t('unreadable')}
        </span>
        <span
          className={cn(
            'hidden min-w-0 flex-1 truncate font-mono text-muted-foreground text-xs md:block',
            isBesidePane && 'xl:hidden',
          )}
        >
          {row.request}
        </span>
        <Outcome row={row} />
      </button>
    </li>
  )
})

function Outcome({ row }: { row: MessageRow }) {
  const t = useTranslations('messageLog')
  return (
    <span className="col-start-3 row-start-1 ml-auto flex shrink-0 items-center gap-2 text-xs">
      {(row.faults ?? 0) > 0 && (
        <span
          className="inline-flex items-center gap-1 text-status-attention"
          title={t('faults', { count: row.faults ?? 0 })}
        >
          <TriangleAlert className="size-3.5" aria-label={t('faults', { count: row.faults ?? 0 })} />
          {row.faults}
        </span>
      )}
      {row.errorCode ? (
        <span className="text-status-faulted">{row.errorCode}</span>
      ) : (
        row.response === null && <span className="text-muted-foreground">{t('noAnswer')}</span>
      )}
      <span className="min-w-14 text-right text-muted-foreground tabular-nums">
        {row.latencyMs !== null && t('latency', { ms: row.latencyMs })}
      </span>
    </span>
  )
}
