'use client'

import { CloudCheck, CloudOff, LoaderCircle, LogIn, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/format'
import { Sheet, SheetContent, SheetHeader, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import type { FieldState, FieldStore } from './tablet/field-store'
import { TouchButton } from './touch-button'

interface SyncSheetProps {
  readonly store: FieldStore
  readonly state: FieldState
  /** The page opens without network. */
  readonly isKept: boolean
}

/** In one line what is on the server and what only here; opened, everything that waits and why. */
export function SyncSheet({ store, state, isKept }: SyncSheetProps) {
  const t = useTranslations('field')
  const { queue, othersQueued, link, syncedAt, storageFault } = state
  const nameOf = (id: string) => state.day.jobs.find((job) => job.id === id)?.station.name ?? id
  return (
    <Sheet>
      <SheetTrigger asChild>
        <TouchButton variant="ghost" data-sync={link} data-queued={queue.length} data-kept={isKept}>
          <SyncMark state={state} />
          <span aria-live="polite">
            <SyncWords state={state} />
          </span>
        </TouchButton>
      </SheetTrigger>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t('sync.title')}</SheetTitle>
        </SheetHeader>
        <p className="text-base text-muted-foreground">{t(isKept ? 'sync.kept' : 'sync.notKept')}</p>
        {syncedAt && (
          <p className="text-base">
            {t('sync.lastHeard')} <DateTime at={syncedAt} />
          </p>
        )}
        {storageFault && (
          <p className="text-base text-status-faulted">{t('sync.storageFault', { why: storageFault })}</p>
        )}
        {othersQueued > 0 && <p className="text-base">{t('sync.others', { count: othersQueued })}</p>}
        {link === 'signed-out' ? (
          <TouchButton asChild>
            <a href="/sign-in?next=%2Ffield">
              <LogIn aria-hidden />
              {t('sync.signIn')}
            </a>
          </TouchButton>
        ) : (
          <TouchButton pending={state.isSyncing} onClick={() => void store.sync()}>
            {t('sync.now')}
          </TouchButton>
        )}
        {queue.length === 0 ? (
          <p className="text-base text-muted-foreground">{t('sync.nothing')}</p>
        ) : (
          <ul className="grid gap-2">
            {queue.map(({ entry, refused }) => (
              <li key={entry.id} className="grid gap-1 rounded-lg border p-3">
                <span>
                  {nameOf(entry.workOrderId)} · {t(`kind.${entry.kind}`)} · <DateTime at={entry.at} />
                </span>
                {refused !== null && (
                  <>
                    <span className="text-status-attention">{t(`sync.refused.${refused as 'invalid'}`)}</span>
                    <span className="flex gap-2">
                      <TouchButton variant="outline" onClick={() => void store.retry(entry.id)}>
                        {t('sync.retry')}
                      </TouchButton>
                      <TouchButton variant="ghost" onClick={() => void store.discard(entry.id)}>
                        {t('sync.discard')}
                      </TouchButton>
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        <TouchButton variant="ghost" asChild className="mt-auto sm:hidden">
          <Link href="/" prefetch={false}>
            {t('console')}
          </Link>
        </TouchButton>
      </SheetContent>
    </Sheet>
  )
}

function SyncMark({ state: { link, isSyncing, storageFault, queue } }: { state: FieldState }) {
  if (storageFault || queue.some(({ refused }) => refused !== null))
    return <TriangleAlert className="text-status-attention" aria-hidden />
  if (link === 'online' || link === 'unknown')
    return isSyncing && queue.length > 0 ? (
      <LoaderCircle className="animate-spin" aria-hidden />
    ) : (
      <CloudCheck aria-hidden />
    )
  return <CloudOff className="text-status-attention" aria-hidden />
}

function SyncWords({ state: { link, queue, syncedAt, storageFault } }: { state: FieldState }) {
  const t = useTranslations('field.sync')
  if (storageFault) return t('fault')
  if (link === 'signed-out') return t('signedOut', { count: queue.length })
  if (queue.length > 0) return t('queued', { count: queue.length })
  if (link === 'unreachable' || link === 'failing') return t('offline')
  return (
    <>
      {t('synced')} <DateTime at={syncedAt} format="time" />
    </>
  )
}
