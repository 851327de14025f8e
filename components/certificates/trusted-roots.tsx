'use client'

import { Download, Plus, ScrollText, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Textarea } from '@/components/ui/textarea'
import type { RootKind, TrustedRootInput } from '@/lib/certificates/certificate-input'
import type { TrustedRootRow } from '@/lib/certificates/queries/list-trusted-roots'
import { pemHref } from './pem-href'

interface RootActions {
  readonly add: Action<TrustedRootInput, { id: string }>
  readonly retire: Action<{ id: string }>
}

/** Roots of others: makers', mobility operators', of ISO 15118. */
export function TrustedRoots({ roots, actions }: { roots: readonly TrustedRootRow[]; actions: RootActions | null }) {
  const t = useTranslations('certificates.roots')
  const common = useTranslations('common')
  const { act } = useAct()
  const add = actions && <AddRoot action={actions.add} />
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          <CardDescription>{t('text')}</CardDescription>
        </div>
        {roots.length > 0 && add}
      </CardHeader>
      {roots.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={t('empty')}
          text={t('emptyText')}
          action={add || undefined}
          className="py-8"
        />
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t('name')}</TableHead>
              <TableHead>{t('of')}</TableHead>
              <TableHead>{t('until')}</TableHead>
              <TableHead>
                <span className="sr-only">{t('actions')}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {roots.map(({ id, name, kind, subject, fingerprint, certificate, notAfter }) => (
              <TableRow key={String(id)}>
                <TableCell className="max-w-72">
                  <span className="block truncate font-medium">{name}</span>
                  <span
                    className="block truncate text-muted-foreground text-xs"
                    title={`${subject} · SHA-256 ${fingerprint}`}
                  >
                    {subject}
                  </span>
                </TableCell>
                <TableCell>{t(`kind.${kind}`)}</TableCell>
                <TableCell className="text-muted-foreground">
                  <DateTime at={notAfter} format="date" />
                </TableCell>
                <TableCell className="whitespace-nowrap text-right">
                  <Button asChild variant="ghost" size="icon-sm">
                    <a href={pemHref(certificate)} download={`${name}.pem`} aria-label={t('download', { name })}>
                      <Download aria-hidden />
                    </a>
                  </Button>
                  {actions && (
                    <Confirm
                      trigger={
                        <Button variant="ghost" size="icon-sm" aria-label={t('remove', { name })}>
                          <Trash2 aria-hidden />
                        </Button>
                      }
                      title={t('removeTitle', { name })}
                      description={t('removeText')}
                      confirmLabel={t('removeLabel')}
                      cancelLabel={common('cancel')}
                      destructive
                      onConfirm={() => act(actions.retire, { id: String(id) }, t('removed'))}
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

const KINDS = ['csms', 'manufacturer', 'v2g', 'mo', 'oem'] as const satisfies readonly RootKind[]

function AddRoot({ action }: { action: RootActions['add'] }) {
  const t = useTranslations('certificates.roots')
  return (
    <FormDialog
      trigger={
        <Button variant="outline" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
      title={t('add')}
      description={t('addText')}
    >
      {(close) => <RootForm action={action} onDone={close} />}
    </FormDialog>
  )
}

function RootForm({ action, onDone }: { action: RootActions['add']; onDone: () => void }) {
  const t = useTranslations('certificates.roots')
  const { act, pending } = useAct()
  const [kind, setKind] = useState<RootKind>('mo')
  const [name, setName] = useState('')
  const [certificate, setCertificate] = useState('')
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await act(action, { kind, name, certificate }, t('added'))) onDone()
      }}
    >
      <Field label={t('of')}>
        <NativeSelect value={kind} onChange={(event) => setKind(event.target.value as RootKind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`kind.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('name')} description={t('nameHelp')}>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={120} />
      </Field>
      <Field label={t('certificate')} description={t('certificateHelp')} required>
        <Textarea
          value={certificate}
          onChange={(event) => setCertificate(event.target.value)}
          rows={8}
          required
          spellCheck={false}
          className="font-mono text-xs"
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </Field>
      <FormButtons pending={pending} label={t('add')} />
    </form>
  )
}
