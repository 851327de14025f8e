'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { type FirmwareChange, firmwareChangeSchema } from '@/lib/firmware/firmware'
import type { ShownFirmware } from './firmware-table'

interface EditFirmwareProps {
  firmware: ShownFirmware
  edit: Action<{ id: string; change: FirmwareChange }>
  onOpenChange: (open: boolean) => void
}

interface Values {
  vendor: string
  model: string
  note: string
  signature: string
  signingCertificate: string
}

/** What is said of a package. Its bytes and version stay: another version is another package. */
export function EditFirmware({ firmware, edit, onOpenChange }: EditFirmwareProps) {
  const t = useTranslations('firmware.edit')
  const name = [firmware.vendor, firmware.model, firmware.version].filter(Boolean).join(' ')
  return (
    <FormDialog open onOpenChange={onOpenChange} title={t('title', { name })} className="max-w-lg">
      {(close) => <Fields firmware={firmware} edit={edit} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ firmware, edit, onDone }: Omit<EditFirmwareProps, 'onOpenChange'> & { onDone: () => void }) {
  const t = useTranslations('firmware.edit')
  const { register, submit, pending, problem } = useActionForm<Values, unknown>({
    schema: firmwareChangeSchema as unknown as z.ZodType<unknown, Values>,
    defaultValues: {
      vendor: firmware.vendor,
      model: firmware.model,
      note: firmware.note,
      signature: '',
      signingCertificate: '',
    },
    action: ({ signature, signingCertificate, ...change }) =>
      edit({
        id: firmware.id,
        // Left empty they stay as they are: they are not shown again.
        change: { ...change, ...(signature && { signature }), ...(signingCertificate && { signingCertificate }) },
      }),
    onDone: () => {
      toast.success(t('done'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('vendor')} required error={problem('vendor')}>
        <Input {...register('vendor')} autoComplete="off" />
      </Field>
      <Field label={t('model')} description={t('modelHelp')} error={problem('model')}>
        <Input {...register('model')} autoComplete="off" />
      </Field>
      <Field
        label={t('signature')}
        description={t(firmware.isSigned ? 'signatureKept' : 'signatureHelp')}
        error={problem('signature')}
        className="col-span-2"
      >
        <Textarea {...register('signature')} rows={3} spellCheck={false} className="font-mono text-xs" />
      </Field>
      <Field
        label={t('certificate')}
        description={t('certificateHelp')}
        error={problem('signingCertificate')}
        className="col-span-2"
      >
        <Textarea {...register('signingCertificate')} rows={4} spellCheck={false} className="font-mono text-xs" />
      </Field>
      <Field label={t('note')} error={problem('note')} className="col-span-2">
        <Textarea {...register('note')} rows={2} />
      </Field>
      <FormButtons pending={pending} className="col-span-2" />
    </form>
  )
}
