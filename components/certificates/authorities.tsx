'use client'

import { Download, Plus, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Choice } from '@/components/station/command-choices'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import type { AuthorityInput } from '@/lib/certificates/certificate-input'
import type { AuthorityRow } from '@/lib/certificates/queries/list-authorities'
import { pemHref } from './pem-href'

interface AuthorityActions {
  readonly prepare: Action<AuthorityInput, { id: string }>
  readonly activate: Action<{ id: string }>
  readonly discard: Action<{ id: string }>
}

interface AuthoritiesProps {
  authorities: readonly AuthorityRow[]
  /** Null for those who may only look. */
  actions: AuthorityActions | null
}

/** The authority that signs stations' certificates, and how another one takes over from it. */
export function Authorities({ authorities, actions }: AuthoritiesProps) {
  const t = useTranslations('certificates.authority')
  const next = authorities.find(({ stage }) => stage === 'next')
  const living = authorities.filter(({ stage }) => stage !== 'retired')
  const retired = authorities.filter(({ stage }) => stage === 'retired')
  const prepare = actions && next === undefined && <Prepare action={actions.prepare} isFirst={living.length === 0} />
  return (
    <section aria-label={t('title')} className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-medium">{t('title')}</h2>
        {living.length > 0 && prepare}
      </div>
      {living.length === 0 ? (
        <div className="rounded-lg border bg-card">
          <EmptyState icon={<ShieldCheck />} title={t('empty')} text={t('emptyText')} action={prepare || undefined} />
        </div>
      ) : (
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          {living.map((authority) => (
            <AuthorityCard key={String(authority.id)} authority={authority} actions={actions} />
          ))}
        </div>
      )}
      {retired.length > 0 && (
        <details className="text-muted-foreground">
          <summary className="cursor-pointer">{t('retired', { count: retired.length })}</summary>
          <ul className="mt-2 grid gap-1">
            {retired.map(({ id, subject, retiredAt, inUse }) => (
              <li key={String(id)} className="flex flex-wrap gap-x-3">
                <span className="break-all">{subject}</span>
                <span>
                  <DateTime at={retiredAt} format="date" />
                </span>
                {inUse > 0 && <span>{t('stillInUse', { count: inUse })}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function AuthorityCard({ authority, actions }: { authority: AuthorityRow; actions: AuthorityActions | null }) {
  const t = useTranslations('certificates.authority')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const { id, name, stage, subject, fingerprint, certificate, notAfter, inUse, installedOn } = authority
  const isNext = stage === 'next'
  return (
    <Card>
      <CardHeader className="flex-nowrap items-start">
        <div className="min-w-0">
          <CardTitle className="flex flex-wrap items-center gap-2">
            {name}
            <Badge variant={isNext ? 'reserved' : 'available'}>{t(`stage.${stage}`)}</Badge>
          </CardTitle>
          <CardDescription className="break-all">{subject}</CardDescription>
        </div>
        <Button asChild variant="ghost" size="sm">
          <a href={pemHref(certificate)} download={`${name}-root.pem`}>
            <Download aria-hidden />
            {t('download')}
          </a>
        </Button>
      </CardHeader>
      <CardContent className="grid gap-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          <dt className="text-muted-foreground">{t('until')}</dt>
          <dd>
            <DateTime at={notAfter} format="date" />
          </dd>
          <dt className="text-muted-foreground">{t('inUse')}</dt>
          <dd>{inUse}</dd>
          <dt className="text-muted-foreground">{t('installedOn')}</dt>
          <dd>{installedOn}</dd>
          <dt className="text-muted-foreground">SHA-256</dt>
          <dd className="break-all font-mono text-xs leading-5">{fingerprint}</dd>
        </dl>
        {isNext && (
          <>
            <p className="text-muted-foreground">{t('nextText')}</p>
            {actions && (
              <div className="flex flex-wrap gap-2">
                <Confirm
                  trigger={<Button pending={pending}>{t('activate')}</Button>}
                  title={t('activateTitle', { name })}
                  description={t('activateText', { count: installedOn })}
                  confirmLabel={t('activate')}
                  cancelLabel={common('cancel')}
                  onConfirm={() => act(actions.activate, { id: String(id) }, t('activated'))}
                />
                <Confirm
                  trigger={<Button variant="outline">{t('discard')}</Button>}
                  title={t('discardTitle', { name })}
                  description={t('discardText')}
                  confirmLabel={t('discard')}
                  cancelLabel={common('cancel')}
                  destructive
                  onConfirm={() => act(actions.discard, { id: String(id) }, t('discarded'))}
                />
              </div>
            )}
          </>
        )}
      </CardContent>
    </Card>
  )
}

function Prepare({ action, isFirst }: { action: AuthorityActions['prepare']; isFirst: boolean }) {
  const t = useTranslations('certificates.authority')
  const label = t(isFirst ? 'make' : 'rollOver')
  return (
    <FormDialog
      trigger={
        <Button variant={isFirst ? 'default' : 'outline'}>
          <Plus aria-hidden />
          {label}
        </Button>
      }
      title={label}
      description={t(isFirst ? 'makeText' : 'rollOverText')}
    >
      {(close) => <PrepareForm action={action} label={t('make')} onDone={close} />}
    </FormDialog>
  )
}

interface PrepareFormProps {
  action: AuthorityActions['prepare']
  label: string
  onDone: () => void
}

function PrepareForm({ action, label, onDone }: PrepareFormProps) {
  const t = useTranslations('certificates.authority')
  const { act, pending } = useAct()
  const [name, setName] = useState('')
  const [keyKind, setKeyKind] = useState<'ecdsa' | 'rsa'>('ecdsa')
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await act(action, { name, keyKind }, t('made'))) onDone()
      }}
    >
      <Field label={t('organisation')} description={t('organisationHelp')} required>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={64} required />
      </Field>
      <Choice
        legend={t('key')}
        value={keyKind}
        onChange={(kind) => setKeyKind(kind === 'rsa' ? 'rsa' : 'ecdsa')}
        options={[
          { value: 'ecdsa', label: 'ECDSA P-256', help: t('ecdsaHelp') },
          { value: 'rsa', label: 'RSA 3072', help: t('rsaHelp') },
        ]}
      />
      <FormButtons pending={pending} label={label} />
    </form>
  )
}
