import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { formatDuration } from '@/components/ui/format-values'
import type { Diagnosis, ShownEarlierFault } from '@/lib/faults/queries/get-diagnosis'

/** When it has been seen before, and what ended it. */
export function EarlierFaults({ diagnosis }: { diagnosis: Diagnosis }) {
  const t = useTranslations('diagnosis.earlier')
  const { earlier, earlierCount, medianMinutes, timeZone } = diagnosis
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          {earlier.length > 0 && (
            <CardDescription>
              {t('counts', earlierCount)}
              {medianMinutes !== null && ` · ${t('median', { time: formatDuration(medianMinutes * 60) })}`}
            </CardDescription>
          )}
        </div>
      </CardHeader>
      <CardContent className="@container">
        {earlier.length === 0 ? (
          <p className="text-muted-foreground text-sm">{t('empty')}</p>
        ) : (
          <ol className="divide-y">
            {earlier.map((fault) => (
              <li
                key={fault.id}
                className="grid gap-x-4 gap-y-0.5 py-2 @2xl:grid-cols-[9rem_minmax(8rem,12rem)_minmax(0,1fr)]"
              >
                <Link href={`/faults/${fault.id}`} className="underline-offset-4 hover:underline">
                  <DateTime at={fault.openedAt} timeZone={timeZone} />
                </Link>
                <span>
                  {fault.stationId === null ? t('wholeSite') : fault.stationName || fault.stationId}
                  {fault.evse > 0 && (
                    <span className="text-muted-foreground"> · {t('outlet', { name: fault.evse })}</span>
                  )}
                </span>
                <Ended fault={fault} />
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  )
}

function Ended({ fault: { openedAt, closedAt, closeReason, found, partNames, note } }: { fault: ShownEarlierFault }) {
  const t = useTranslations('diagnosis.earlier')
  const ended = t(`by.${closeReason !== null && t.has(`by.${closeReason}`) ? closeReason : 'unknown'}`)
  const time = formatDuration((closedAt.getTime() - openedAt.getTime()) / 1000)
  const more = [found.join(' '), partNames.join(', '), note ?? ''].filter((text) => text !== '')
  return (
    <span>
      {t('after', { ended, time })}
      {more.map((text) => (
        <span key={text} className="block text-muted-foreground text-xs">
          {text}
        </span>
      ))}
    </span>
  )
}
