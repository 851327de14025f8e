'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { EXCLUSION_REASONS, type ExclusionReason } from '@/lib/performance/evse-facts'

/** As the server action takes it: instants as ISO 8601. */
export interface ExclusionForm {
  readonly siteId?: string
  readonly stationId?: string
  readonly evse?: number
  readonly fromAt: string
  readonly untilAt: string
  readonly reason: ExclusionReason
  readonly note: string
}

interface ExcludeDialogProps {
  sites: readonly { id: string; name: string }[]
  action: Action<ExclusionForm>
  onDone: () => void
}

/** Leaves time out of what a contract counts. Times are the reader's own wall clock. */
export function ExcludeDialog(props: ExcludeDialogProps) {
  const t = useTranslations('performance.exclusions')
  return (
    <FormDialog trigger={<Button>{t('add')}</Button>} title={t('add')} description={t('noteHelp')} className="max-w-lg">
      {(close) => <Fields {...props} close={close} />}
    </FormDialog>
  )
}

const isoOf = (local: string): string => {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

function Fields({ sites, action, onDone, close }: ExcludeDialogProps & { close: () => void }) {
  const t = useTranslations('performance')
  const { refusal } = useProblem()
  const [pending, setPending] = useState(false)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [form, setForm] = useState({ site: '', station: '', evse: '', from: '', until: '', note: '' })
  const [reason, setReason] = useState<ExclusionReason>('maintenance')
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: ({ target }: { target: { value: string } }) => setForm({ ...form, [name]: target.value }),
  })
  const send = async () => {
    setPending(true)
    const result = await action({
      siteId: form.station === '' ? form.site || undefined : undefined,
      stationId: form.station || undefined,
      evse: form.station === '' || form.evse === '' ? undefined : Number(form.evse),
      fromAt: isoOf(form.from),
      untilAt: isoOf(form.until),
      reason,
      note: form.note,
    })
    setPending(false)
    if (result.ok) {
      toast.success(t('exclusions.done'))
      close()
      onDone()
    } else {
      setProblems(result.details ?? {})
      if (Object.keys(result.details ?? {}).length === 0) toast.error(refusal(result))
    }
  }
  return (
    <form
      noValidate
      className="grid grid-cols-1 gap-4 sm:grid-cols-6"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Field label={t('exclusions.site')} error={problems.siteId} className="sm:col-span-6">
        <NativeSelect {...field('site')} disabled={form.station !== ''}>
          <option value="">–</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('exclusions.station')} error={problems.stationId} className="sm:col-span-4">
        <Input {...field('station')} autoComplete="off" maxLength={48} />
      </Field>
      <Field
        label={t('exclusions.evse')}
        description={t('exclusions.evseHelp')}
        error={problems.evse}
        className="sm:col-span-2"
      >
        <Input {...field('evse')} type="number" min={1} disabled={form.station === ''} />
      </Field>
      <Field label={t('exclusions.from')} required error={problems.fromAt} className="sm:col-span-3">
        <Input {...field('from')} type="datetime-local" />
      </Field>
      <Field label={t('exclusions.until')} required error={problems.untilAt} className="sm:col-span-3">
        <Input {...field('until')} type="datetime-local" />
      </Field>
      <Field label={t('exclusions.reason')} required error={problems.reason} className="sm:col-span-6">
        <NativeSelect value={reason} onChange={({ target }) => setReason(target.value as ExclusionReason)}>
          {EXCLUSION_REASONS.map((one) => (
            <option key={one} value={one}>
              {t(`exclusion.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('exclusions.note')} required error={problems.note} className="sm:col-span-6">
        <Textarea {...field('note')} rows={2} maxLength={500} />
      </Field>
      <FormButtons pending={pending} label={t('exclusions.add')} className="sm:col-span-6" />
    </form>
  )
}
