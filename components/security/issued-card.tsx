'use client'

import { FileBadge2, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CertificateStageBadge } from '@/components/certificates/certificate-stage'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { SecurityTabProps } from './security-tab'

/** Certificates we have issued to this station. */
export function IssuedCard({ live, content, timeZone, may, actions }: SecurityTabProps) {
  const t = useTranslations('security.issued')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const { certificates } = content.security
  const renew = may.command && (
    <Button
      variant="outline"
      size="sm"
      disabled={!live.online}
      title={live.online ? undefined : t('needsConnection')}
      pending={pending}
      onClick={() => act(actions.command, { id: live.id, command: { type: 'renew-certificate' } }, t('asked'))}
    >
      <RefreshCw aria-hidden />
      {t('renew')}
    </Button>
  )
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {certificates.length > 0 && renew}
      </CardHeader>
      {certificates.length === 0 ? (
        <EmptyState
          icon={<FileBadge2 />}
          title={t('empty')}
          text={t('emptyText')}
          action={renew || undefined}
          className="py-8"
        />
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t('kind')}</TableHead>
              <TableHead>{t('stage')}</TableHead>
              <TableHead>{t('until')}</TableHead>
              <TableHead>
                <span className="sr-only">{t('revoke')}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {certificates.map((one) => (
              <TableRow key={String(one.id)}>
                <TableCell>
                  {t(`of.${one.kind}`)}
                  <span
                    className="block max-w-44 truncate font-mono text-muted-foreground text-xs"
                    title={`${one.subject} · SHA-256 ${one.fingerprint}`}
                  >
                    {one.serialNumber}
                  </span>
                </TableCell>
                <TableCell>
                  <CertificateStageBadge stage={one.stage} notAfter={one.notAfter} />
                </TableCell>
                <TableCell className="text-muted-foreground">
                  <DateTime at={one.notAfter} format="date" timeZone={timeZone} />
                </TableCell>
                <TableCell className="text-right">
                  {content.mayRevoke && one.stage !== 'revoked' && one.stage !== 'rejected' && (
                    <Confirm
                      trigger={
                        <Button variant="ghost" size="sm">
                          {t('revoke')}
                        </Button>
                      }
                      title={t('revokeTitle')}
                      description={t('revokeText', { id: live.id })}
                      confirmLabel={t('revoke')}
                      cancelLabel={common('cancel')}
                      destructive
                      onConfirm={() => act(actions.revokeCertificate, { id: String(one.id) }, t('revoked'))}
                    />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
