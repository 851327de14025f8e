'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CustomerInput, customerSchema } from '@/lib/customers/customer'

interface CustomerFormProps {
  trigger?: ReactNode
  /** For a dialog opened from elsewhere (a row); otherwise the trigger opens it. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  title: string
  customer?: CustomerInput
  action: Action<CustomerInput>
  doneMessage: 'created' | 'saved'
}

/** Creates a customer or edits one, in a dialog. */
export function CustomerForm({ trigger, title, open: openOutside, onOpenChange, ...props }: CustomerFormProps) {
  const [openInside, setOpenInside] = useState(false)
  const setOpen = onOpenChange ?? setOpenInside
  return (
    <Dialog open={openOutside ?? openInside} onOpenChange={setOpen}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
        </DialogHeader>
        <Fields {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function Fields({
  customer,
  action,
  doneMessage,
  onDone,
}: Pick<CustomerFormProps, 'customer' | 'action' | 'doneMessage'> & { onDone: () => void }) {
  const t = useTranslations('customers')
  const common = useTranslations('common')
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
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{common('cancel')}</Button>
        </DialogClose>
        <Button type="submit" pending={pending}>
          {common('save')}
        </Button>
      </DialogFooter>
    </form>
  )
}
