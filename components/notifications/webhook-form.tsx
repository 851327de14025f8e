'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/components/forms/action-result'
import { FormButtons, FormDialog, type FormDialogOpening } from '@/components/forms/form-dialog'
import { useProblem } from '@/components/forms/use-problem'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { WebhookInput } from '@/lib/notifications/webhook-input'
import { CheckLine } from './check-group'

interface FieldsProps<Made> {
  webhook: WebhookInput & { isEnabled: boolean }
  save: (webhook: WebhookInput) => Promise<ActionResult<Made>>
  onSaved: (made: Made) => void
}

/** A webhook's name and address. */
export function WebhookForm<Made>({
  title,
  trigger,
  open,
  onOpenChange,
  ...props
}: FormDialogOpening & FieldsProps<Made> & { title: string }) {
  return (
    <FormDialog trigger={trigger} open={open} onOpenChange={onOpenChange} title={title}>
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields<Made>({ webhook, save, onSaved, onDone }: FieldsProps<Made> & { onDone: () => void }) {
  const t = useTranslations('notifications.webhooks')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [value, setValue] = useState(webhook)
  const [pending, setPending] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const faultOf = (field: string) => faults[`webhook.${field}`] && fieldProblem(faults[`webhook.${field}`] ?? '')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const result = await save(value).catch(() => null)
    setPending(false)
    if (result === null) return void toast.error(errors('unexpected'))
    if (!result.ok) {
      setFaults(result.details ?? {})
      return void toast.error(refusal(result))
    }
    router.refresh()
    onDone()
    onSaved(result.data)
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('name')} required error={faultOf('name')}>
        <Input
          value={value.name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setValue({ ...value, name: event.target.value })}
        />
      </Field>
      <Field label={t('url')} description={t('urlHelp')} required error={faultOf('url')}>
        <Input
          type="url"
          value={value.url}
          autoComplete="off"
          onChange={(event) => setValue({ ...value, url: event.target.value })}
        />
      </Field>
      <CheckLine
        label={t('on')}
        checked={value.isEnabled}
        onChange={(isEnabled) => setValue({ ...value, isEnabled })}
      />
      <FormButtons pending={pending} />
    </form>
  )
}
