import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Duration } from '@/components/ui/format'
import { formatDuration } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
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
      <CardContent>
        {earlier.length === 0 ? (
          <p className="text-muted-foreground text-sm">{t('empty')}</p>
        ) : (
          <div className="overflow-x-auto">
            <Table>
              <TableHeader>
                <TableRow>
                  <TableHead>{t('when')}</TableHead>
                  <TableHead>{t('where')}</TableHead>
                  <TableHead className="text-right">{t('lasted')}</TableHead>
                  <TableHead>{t('ended')}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {earlier.map((fault) => (
                  <TableRow key={fault.id}>
                    <TableCell>
                      <Link href={`/faults/${fault.id}`} className="underline-offset-4 hover:underline">
                        <DateTime at={fault.openedAt} timeZone={timeZone} />
                      </Link>
                    </TableCell>
                    <TableCell>
                      {fault.stationId === null ? t('wholeSite') : fault.stationName || fault.stationId}
                      {fault.evse > 0 && (
                        <span className="text-muted-foreground"> · {t('outlet', { name: fault.evse })}</span>
                      )}
                    </TableCell>
                    <TableCell className="text-right">
                      <Duration seconds={(fault.closedAt.getTime() - fault.openedAt.getTime()) / 1000} />
                    </TableCell>
                    <TableCell className="whitespace-normal">
                      <Ended fault={fault} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </CardContent>
    </Card>
  )
}

function Ended({ fault: { closeReason, found, partNames, note } }: { fault: ShownEarlierFault }) {
  const t = useTranslations('diagnosis.earlier.by')
  const more = [...found, ...partNames, note ?? ''].filter((text) => text !== '')
  return (
    <>
      {t(closeReason !== null && t.has(closeReason) ? closeReason : 'unknown')}
      {more.length > 0 && <span className="block text-muted-foreground text-xs">{more.join(' · ')}</span>}
    </>
  )
}
