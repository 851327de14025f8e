'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { useProblem } from '@/components/forms/use-problem'
import { CheckLine } from '@/components/notifications/check-group'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { CopyField } from '@/components/ui/copy-field'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { ProviderInput } from '@/lib/payments/provider-input'
import type { ProviderRow } from '@/lib/payments/queries/list-providers'

interface ProviderCardProps {
  provider: Omit<ProviderRow, 'testedAt'> & { testedAt: string | null }
  webhookUrl: string
  actions: {
    save: Action<{ provider: ProviderInput }>
    test: Action<{ kind: ProviderRow['kind'] }, { result: string }>
  }
}

type Texts = Record<
  'cap' | 'secretKey' | 'webhookSecret' | 'payeeAlias' | 'certificate' | 'key' | 'pkcs12' | 'passphrase',
  string
>
const SECRETS = { secretKey: '', webhookSecret: '', certificate: '', key: '', pkcs12: '', passphrase: '' }

/** One provider: on or off, the most it reserves, its keys. Keys that are stored are never shown. */
export function ProviderCard({ provider, webhookUrl, actions }: ProviderCardProps) {
  const t = useTranslations('payments.settings')
  const kinds = useTranslations('payments.kind')
  const { act, pending: isTesting } = useAct()
  const { kind, hasSecrets } = provider
  const form = useProviderForm(provider, actions.save)
  const { texts, field } = form
  return (
    <Card>
      <CardHeader>
        <CardTitle>{kinds(kind)}</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={form.submit} noValidate className="grid gap-4">
          <p className="text-muted-foreground">{t(`about.${kind}`)}</p>
          <CheckLine
            label={t(kind === 'invoice' ? 'onInvoice' : 'on')}
            checked={form.isEnabled}
            onChange={form.setEnabled}
          />
          <Field {...field('cap')} label={t('cap')} description={t('capHelp')} required>
            <Input inputMode="decimal" className="w-32" value={texts.cap} onChange={form.change('cap')} />
          </Field>
          {kind === 'stripe' && (
            <>
              <Field {...field('secretKey')} label={t('secretKey')} description={hasSecrets ? t('kept') : undefined}>
                <Input type="password" autoComplete="off" value={texts.secretKey} onChange={form.change('secretKey')} />
              </Field>
              <Field
                {...field('webhookSecret')}
                label={t('webhookSecret')}
                description={hasSecrets ? t('kept') : t('webhookSecretHelp')}
              >
                <Input
                  type="password"
                  autoComplete="off"
                  value={texts.webhookSecret}
                  onChange={form.change('webhookSecret')}
                />
              </Field>
              <CopyField label={t('webhookUrl')} value={webhookUrl} />
            </>
          )}
          {kind === 'swish' && (
            <>
              <Field {...field('payeeAlias')} label={t('payeeAlias')} required>
                <Input
                  inputMode="numeric"
                  className="w-48"
                  value={texts.payeeAlias}
                  onChange={form.change('payeeAlias')}
                />
              </Field>
              <Field
                {...field('certificate')}
                label={t('certificate')}
                description={hasSecrets ? t('kept') : t('certificateHelp')}
              >
                <Textarea
                  rows={3}
                  className="font-mono text-xs"
                  value={texts.certificate}
                  onChange={form.change('certificate')}
                />
              </Field>
              <Field {...field('key')} label={t('key')} description={hasSecrets ? t('kept') : undefined}>
                <Textarea rows={3} className="font-mono text-xs" value={texts.key} onChange={form.change('key')} />
              </Field>
              <Field {...field('pkcs12')} label={t('pkcs12')} description={t('pkcs12Help')}>
                <input
                  type="file"
                  accept=".p12,.pfx"
                  className="text-sm"
                  onChange={(event) => void form.takeFile(event.target.files?.[0])}
                />
              </Field>
              <Field {...field('passphrase')} label={t('passphrase')}>
                <Input
                  type="password"
                  autoComplete="off"
                  className="w-64"
                  value={texts.passphrase}
                  onChange={form.change('passphrase')}
                />
              </Field>
            </>
          )}
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" pending={form.pending}>
              {t('save')}
            </Button>
            {(kind === 'stripe' || kind === 'swish') && hasSecrets && (
              <Button
                variant="outline"
                pending={isTesting}
                onClick={() => act(actions.test, { kind }, t('tested'))}
                type="button"
              >
                {t('test')}
              </Button>
            )}
            {provider.testedAt && (
              <p className={provider.testResult === 'ok' ? 'text-status-available' : 'text-status-faulted'}>
                {provider.testResult === 'ok' ? t('works') : t('fails', { reason: provider.testResult ?? '' })}{' '}
                <span className="text-muted-foreground">
                  <DateTime at={provider.testedAt} />
                </span>
              </p>
            )}
          </div>
        </form>
      </CardContent>
    </Card>
  )
}

function useProviderForm(provider: ProviderCardProps['provider'], save: ProviderCardProps['actions']['save']) {
  const t = useTranslations('payments.settings')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [texts, setTexts] = useState<Texts>({ cap: provider.cap, payeeAlias: provider.payeeAlias, ...SECRETS })
  const [isEnabled, setEnabled] = useState(provider.isEnabled)
  const [pending, setPending] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const result = await save({ provider: { kind: provider.kind, isEnabled, ...texts } }).catch(() => null)
    setPending(false)
    if (result === null) return void toast.error(errors('unexpected'))
    if (!result.ok) {
      setFaults(result.details ?? {})
      return void toast.error(refusal(result))
    }
    setFaults({})
    setTexts({ ...texts, ...SECRETS })
    toast.success(t('saved'))
    router.refresh()
  }
  return {
    texts,
    isEnabled,
    setEnabled,
    pending,
    submit,
    change: (name: keyof Texts) => (event: { target: { value: string } }) =>
      setTexts({ ...texts, [name]: event.target.value }),
    field: (name: keyof Texts) => {
      const fault = faults[name] ?? faults[`provider.${name}`]
      return { error: fault && fieldProblem(fault) }
    },
    async takeFile(file: File | undefined) {
      if (file === undefined) return
      const bytes = new Uint8Array(await file.arrayBuffer())
      setTexts({ ...texts, pkcs12: btoa(String.fromCharCode(...bytes)) })
    },
  }
}
