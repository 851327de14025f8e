'use client'

import { Download, RefreshCw, ScrollText, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Ago } from '@/components/ui/format'
import { NativeSelect } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { InstalledRow } from '@/lib/certificates/queries/get-station-security'
import type { SecurityTabProps } from './security-tab'

/** Which certificates the station says it holds: whom it trusts. */
export function InstalledCard(props: SecurityTabProps) {
  const { live, content, timeZone, may, actions } = props
  const t = useTranslations('security.installed')
  const { act, pending } = useAct()
  const { installed } = content.security
  const why = live.online ? undefined : t('needsConnection')
  const buttons = may.command && (
    <div className="flex flex-wrap gap-2">
      <Button
        variant="outline"
        size="sm"
        disabled={!live.online}
        title={why}
        pending={pending}
        onClick={() =>
          act(actions.command, { id: live.id, command: { type: 'get-installed-certificates' } }, t('asked'))
        }
      >
        <RefreshCw aria-hidden />
        {t('read')}
      </Button>
      <Install {...props} />
    </div>
  )
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {installed.length > 0 && buttons}
      </CardHeader>
      {installed.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={t('empty')}
          text={t('emptyText')}
          action={buttons || undefined}
          className="py-8"
        />
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t('certificate')}</TableHead>
              <TableHead>{t('type')}</TableHead>
              <TableHead>{t('seen')}</TableHead>
              <TableHead>
                <span className="sr-only">{t('remove')}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {installed.map((one) => (
              <TableRow key={String(one.id)}>
                <TableCell className="max-w-56">
                  <span className="block truncate" title={one.name ?? undefined}>
                    {one.name ?? t('unknown')}
                  </span>
                  <span className="block truncate font-mono text-muted-foreground text-xs" title={one.issuerKeyHash}>
                    {one.serialNumber}
                  </span>
                </TableCell>
                <TableCell>
                  {t.has(`of.${one.type}`) ? t(`of.${one.type}` as 'of.CSMSRootCertificate') : one.type}
                </TableCell>
                <TableCell className="text-muted-foreground">
                  <Ago at={one.seenAt} timeZone={timeZone} />
                </TableCell>
                <TableCell className="text-right">{may.command && <Remove {...props} one={one} />}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

function Install({ live, content, actions }: SecurityTabProps) {
  const t = useTranslations('security.installed')
  const { act, pending } = useAct()
  const { roots } = content.security
  const [chosen, setChosen] = useState('0')
  const root = roots[Number(chosen)]
  return (
    <FormDialog
      trigger={
        <Button
          variant="outline"
          size="sm"
          disabled={!live.online || roots.length === 0}
          title={roots.length === 0 ? t('noRoots') : undefined}
        >
          <Download aria-hidden />
          {t('install')}
        </Button>
      }
      title={t('installTitle', { id: live.id })}
      description={t('installText')}
    >
      {(close) => (
        <form
          className="grid gap-4"
          onSubmit={async (event) => {
            event.preventDefault()
            if (root === undefined) return
            const command = { type: 'install-certificate', kind: root.kind, certificate: root.certificate } as const
            if (await act(actions.command, { id: live.id, command }, t('asked'))) close()
          }}
        >
          <Field label={t('root')}>
            <NativeSelect value={chosen} onChange={(event) => setChosen(event.target.value)}>
              {roots.map(({ kind, name, certificate, isOurs }, index) => (
                <option key={kind + certificate} value={String(index)}>
                  {isOurs ? t('ours', { name }) : `${name} · ${t(`kind.${kind}`)}`}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <FormButtons pending={pending} label={t('install')} />
        </form>
      )}
    </FormDialog>
  )
}

function Remove({ live, actions, one }: SecurityTabProps & { one: InstalledRow }) {
  const t = useTranslations('security.installed')
  const common = useTranslations('common')
  const { act } = useAct()
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = one
  const name = one.name ?? serialNumber
  return (
    <Confirm
      trigger={
        <Button variant="ghost" size="icon-sm" disabled={!live.online} aria-label={t('removeNamed', { name })}>
          <Trash2 aria-hidden />
        </Button>
      }
      title={t('removeTitle', { name })}
      description={t('removeText')}
      confirmLabel={t('remove')}
      cancelLabel={common('cancel')}
      destructive
      onConfirm={() =>
        act(
          actions.command,
          {
            id: live.id,
            command: { type: 'delete-certificate', hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber },
          },
          t('asked'),
        )
      }
    />
  )
}
