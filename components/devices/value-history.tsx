'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { StationActions } from '@/components/station/station-actions'
import { DateTime } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/skeleton'
import type { ConfigurationChange } from '@/lib/configuration/queries/list-changes'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'

interface ValueHistoryProps {
  id: string
  row: ConfigurationRow
  timeZone: string
  read: StationActions['valueHistory']
}

/** What the value has been, newest first; read when it is looked at. */
export function ValueHistory({ id, row, timeZone, read }: ValueHistoryProps) {
  const t = useTranslations('devices.values')
  const [changes, setChanges] = useState<readonly ConfigurationChange[] | 'failed' | null>(null)
  const { id: valueId } = row
  useEffect(() => {
    let isOver = false
    read({ id, valueId: String(valueId) }).then(
      (result) => !isOver && setChanges(result.ok ? result.data : 'failed'),
      () => !isOver && setChanges('failed'),
    )
    return () => {
      isOver = true
    }
  }, [id, valueId, read])
  return (
    <section aria-label={t('history')} className="grid gap-2 border-t pt-4">
      <h3 className="font-medium">{t('history')}</h3>
      {changes === null && <Skeleton className="h-10" />}
      {changes === 'failed' && <p className="text-muted-foreground">{t('historyFailed')}</p>}
      {Array.isArray(changes) && changes.length === 0 && <p className="text-muted-foreground">{t('noHistory')}</p>}
      {Array.isArray(changes) && (
        <ol className="grid gap-1.5">
          {changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the history is only ever replaced as a whole
            <li key={index} className="grid grid-cols-[9.5rem_1fr] gap-2 text-xs">
              <span className="text-muted-foreground">
                <DateTime at={change.at} format="date-time-seconds" timeZone={timeZone} />
              </span>
              <span className="break-all font-mono">
                <span className="text-muted-foreground">{change.before ?? '–'}</span> → {change.after ?? '–'}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
