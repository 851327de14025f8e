'use client'

import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import type { SecurityEventRow } from '@/lib/certificates/queries/get-station-security'
import { ownReason } from './own-reason'

/** What the station has told of its security, and what we have seen of others who claimed to be it. */
export function SecurityEvents({ events, timeZone }: { events: readonly SecurityEventRow[]; timeZone: string }) {
  const t = useTranslations('security.events')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      {events.length === 0 ? (
        <EmptyState icon={<ShieldAlert />} title={t('empty')} text={t('emptyText')} className="py-8" />
      ) : (
        <CardContent>
          <ul className="grid gap-2.5">
            {events.map((event) => (
              <li key={event.id} className="grid gap-0.5 sm:grid-cols-[9.5rem_1fr] sm:gap-3">
                <span className="text-muted-foreground tabular-nums">
                  <DateTime at={event.at} timeZone={timeZone} />
                </span>
                <span className="min-w-0">
                  <span className="flex flex-wrap items-center gap-2">
                    {t.has(`name.${event.name}`) ? t(`name.${event.name}` as 'name.FirmwareUpdated') : event.name}
                    {event.isCritical && <Badge variant="attention">{t('critical')}</Badge>}
                  </span>
                  <Detail event={event.name} detail={event.detail} />
                </span>
              </li>
            ))}
          </ul>
        </CardContent>
      )}
    </Card>
  )
}

/** As the station said it; our own reasons in the reader's language. */
function Detail({ event, detail }: { event: string; detail: unknown }) {
  const t = useTranslations('security.events.why')
  if (typeof detail !== 'object' || detail === null) return null
  const words = Object.entries(detail).flatMap(([key, value]) => {
    const own = key === 'why' ? ownReason(event, value) : null
    if (own !== null) return t(own.reason, { profile: own.profile })
    return typeof value === 'string' && value !== '' ? value : []
  })
  return words.length === 0 ? null : (
    <span className="block break-words text-muted-foreground text-xs">{words.join(' · ')}</span>
  )
}
