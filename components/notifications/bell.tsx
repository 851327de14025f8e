'use client'

import { Bell as BellIcon, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useLiveStore } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Ago } from '@/components/ui/format'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'

export interface ShownNotice {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly text: string
  readonly href: string | null
  readonly isSafety: boolean
  readonly isRead: boolean
}

export interface ShownNotices {
  readonly notices: readonly ShownNotice[]
  readonly unread: number
}

export interface BellProps {
  read: Action<Record<string, never>, ShownNotices>
  markRead: Action<{ id: string | null }>
}

/** The worker rings a moment after something has happened to a fault. */
const AFTER_A_FAULT_MS = 4_000
/** For what comes without a fault's change. */
const ANYWAY_MS = 60_000

/** What concerns the reader: how much is new, and the latest of it. */
export function Bell({ read, markRead }: BellProps) {
  const t = useTranslations('notifications.bell')
  const { notices, unread, renew } = useNotices(read)
  const mark = async (id: string | null) => {
    await markRead({ id }).catch(() => undefined)
    renew()
  }
  return (
    <Popover onOpenChange={(open) => open && renew()}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('label', { unread })} className="relative">
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0.5 right-0.5 grid h-4 min-w-4 place-content-center rounded-full bg-status-faulted px-1 font-medium text-[0.625rem] text-background tabular-nums"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[min(24rem,calc(100vw-1rem))] p-0">
        <div className="flex items-center justify-between gap-2 border-b px-3 py-2">
          <h2 className="font-medium">{t('title')}</h2>
          {unread > 0 && (
            <Button variant="ghost" size="sm" onClick={() => mark(null)}>
              {t('markAll')}
            </Button>
          )}
        </div>
        {notices.length === 0 ? (
          <p className="p-4 text-muted-foreground">{t('empty')}</p>
        ) : (
          <ul className="max-h-96 divide-y overflow-y-auto">
            {notices.map((notice) => (
              <li key={notice.id}>
                <PopoverClose asChild>
                  <Link
                    href={notice.href ?? '/'}
                    onClick={() => (notice.isRead ? undefined : void mark(notice.id))}
                    className={cn(
                      'grid gap-0.5 px-3 py-2 hover:bg-accent focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring',
                      notice.isRead && 'text-muted-foreground',
                    )}
                  >
                    <span className={cn('flex gap-1.5', !notice.isRead && 'font-medium')}>
                      {notice.isSafety && (
                        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-status-faulted" />
                      )}
                      {notice.title}
                      {!notice.isRead && <span className="sr-only">{t('new')}</span>}
                    </span>
                    <span className="text-muted-foreground text-xs">
                      {notice.text && `${notice.text} · `}
                      <Ago at={notice.at} />
                    </span>
                  </Link>
                </PopoverClose>
              </li>
            ))}
          </ul>
        )}
      </PopoverContent>
    </Popover>
  )
}

const NOTHING: ShownNotices = { notices: [], unread: 0 }

/** Read at first, a moment after a fault has changed, when the page is looked at again, and now and then. */
function useNotices(read: BellProps['read']) {
  const [shown, setShown] = useState(NOTHING)
  const store = useLiveStore()
  const renew = useCallback(() => {
    if (document.visibilityState === 'hidden') return
    read({}).then(
      (result) => result.ok && setShown(result.data),
      // The line is down: what was shown stays.
      () => undefined,
    )
  }, [read])
  useEffect(() => {
    renew()
    let soon: ReturnType<typeof setTimeout> | undefined
    const unwatch = store.watch('faults', () => {
      soon ??= setTimeout(() => {
        soon = undefined
        renew()
      }, AFTER_A_FAULT_MS)
    })
    const anyway = setInterval(renew, ANYWAY_MS)
    document.addEventListener('visibilitychange', renew)
    return () => {
      unwatch()
      clearTimeout(soon)
      clearInterval(anyway)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [renew, store])
  return { ...shown, renew }
}
