'use client'

import { CalendarClock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/shell/empty-state'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { StationCertificateRow } from '@/lib/certificates/queries/list-station-certificates'

interface ExpiringCertificatesProps {
  certificates: readonly StationCertificateRow[]
  days: number
}

/** Certificates in use that end soon: stations are asked to renew them, those that never come online are seen here. */
export function ExpiringCertificates({ certificates, days }: ExpiringCertificatesProps) {
  const t = useTranslations('certificates.expiring')
  const soonestFirst = [...certificates].sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime())
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          <CardDescription>{t('text', { days })}</CardDescription>
        </div>
      </CardHeader>
      {soonestFirst.length === 0 ? (
        <EmptyState icon={<CalendarClock />} title={t('empty', { days })} text={t('emptyText')} className="py-8" />
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t('station')}</TableHead>
              <TableHead>{t('kind')}</TableHead>
              <TableHead>{t('until')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {soonestFirst.map(({ id, stationId, kind, notAfter }) => (
              <TableRow key={String(id)}>
                <TableCell>
                  <Link
                    href={`/stations/${encodeURIComponent(stationId)}?tab=security`}
                    className="font-medium hover:underline"
                  >
                    {stationId}
                  </Link>
                </TableCell>
                <TableCell>{t(`of.${kind}`)}</TableCell>
                <TableCell className="text-muted-foreground">
                  <DateTime at={notAfter} format="date" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
