'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import { protocolWords, type StationListRow } from './station-list-row'
import { StatusDot } from './status-badge'

interface PendingStationsProps {
  rows: readonly StationListRow[]
  accept: Action<{ id: string }>
  reject: Action<{ id: string }>
}

/** Stations that have called and that nobody has let in yet. */
export function PendingStations({ rows, accept, reject }: PendingStationsProps) {
  const t = useTranslations('stations.pending')
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="pending" className="rounded-lg border bg-card">
      <header className="px-4 pt-3 pb-1">
        <h2 id="pending" className="flex items-center gap-2 font-medium">
          <StatusDot status="attention" label={t('title', { count: rows.length })} />
          {t('title', { count: rows.length })}
        </h2>
        <p className="text-muted-foreground">{t('text')}</p>
      </header>
      <ul className="max-h-64 divide-y overflow-y-auto px-4 pb-1">
        {rows.map((row) => (
          <PendingStation key={row.station.id} row={row} accept={accept} reject={reject} />
        ))}
      </ul>
    </section>
  )
}

function PendingStation({
  row: { station },
  accept,
  reject,
}: { row: StationListRow } & Omit<PendingStationsProps, 'rows'>) {
  const t = useTranslations('stations.pending')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const about = [station.vendor, station.model, protocolWords(station.protocol)].filter(Boolean).join(' · ')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="font-medium font-mono">{station.id}</span>
      <span className="min-w-0 flex-1 truncate text-muted-foreground">
        {about || t('unknown')}
        {station.lastSeenAt && (
          <>
            {' · '}
            <Ago at={station.lastSeenAt} />
          </>
        )}
      </span>
      <span className="flex gap-2">
        <Confirm
          trigger={
            <Button variant="ghost" size="sm" disabled={pending}>
              <X aria-hidden />
              {t('reject')}
            </Button>
          }
          title={t('rejectTitle', { id: station.id })}
          description={t('rejectText')}
          confirmLabel={t('reject')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => act(reject, { id: station.id }, t('rejected', { id: station.id }))}
        />
        <Button
          size="sm"
          pending={pending}
          onClick={() => act(accept, { id: station.id }, t('accepted', { id: station.id }))}
        >
          <Check aria-hidden />
          {t('accept')}
        </Button>
      </span>
    </li>
  )
}
