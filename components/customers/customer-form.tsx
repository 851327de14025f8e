'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog, type FormDialogOpening } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CustomerInput, customerSchema } from '@/lib/customers/customer'

interface CustomerFormProps extends FormDialogOpening {
  title: string
  customer?: CustomerInput
  action: Action<CustomerInput>
  doneMessage: 'created' | 'saved'
}

/** Creates a customer or edits one, in a dialog. */
export function CustomerForm({ trigger, title, open, onOpenChange, ...props }: CustomerFormProps) {
  return (
    <FormDialog trigger={trigger} open={open} onOpenChange={onOpenChange} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  customer,
  action,
  doneMessage,
  onDone,
}: Pick<CustomerFormProps, 'customer' | 'action' | 'doneMessage'> & { onDone: () => void }) {
  const t = useTranslations('customers')
  const { register, submit, pending, problem } = useActionForm<CustomerInput, unknown>({
    schema: customerSchema,
    defaultValues: customer ?? { name: '', orgNumber: '', email: '' },
    action,
    onDone: (_data, values) => {
      toast.success(t(doneMessage, { name: values.name }))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('form.name')} required error={problem('name')}>
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('form.orgNumber')} description={t('form.orgNumberHelp')} error={problem('orgNumber')}>
        <Input {...register('orgNumber')} autoComplete="off" />
      </Field>
      <Field label={t('form.email')} error={problem('email')}>
        <Input {...register('email')} type="email" autoComplete="off" />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
