'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

const reason = z.string().trim().min(1, 'required').max(200, 'too-long')
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,7}([.,]\d{1,2})?$/, 'not-an-amount')

interface RefundFormProps {
  id: string
  refundable: string
  action: Action<{ id: string; amount: string; reason: string }>
}

/** Gives some or all of it back, and says why. */
export function RefundForm(props: RefundFormProps) {
  const t = useTranslations('payments.act')
  return (
    <FormDialog
      trigger={<Button variant="outline">{t('refund')}</Button>}
      title={t('refund')}
      description={t('refundHelp')}
    >
      {(close) => <RefundFields {...props} onDone={close} />}
    </FormDialog>
  )
}

function RefundFields({ id, refundable, action, onDone }: RefundFormProps & { onDone: () => void }) {
  const t = useTranslations('payments.act')
  const { register, submit, pending, problem } = useActionForm({
    schema: z.object({ amount, reason }) as z.ZodType<unknown, { amount: string; reason: string }>,
    defaultValues: { amount: refundable.replace('.', ','), reason: '' },
    action: (values: { amount: string; reason: string }) => action({ id, ...values }),
    onDone: () => {
      toast.success(t('refunded'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('amount')} required error={problem('amount')}>
        <Input inputMode="decimal" autoComplete="off" {...register('amount')} />
      </Field>
      <Field label={t('reason')} required error={problem('reason')}>
        <Input autoComplete="off" maxLength={200} {...register('reason')} />
      </Field>
      <FormButtons pending={pending} label={t('refund')} />
    </form>
  )
}

interface LetGoFormProps {
  id: string
  action: Action<{ id: string; reason: string }>
}

/** Lets the driver off. */
export function LetGoForm(props: LetGoFormProps) {
  const t = useTranslations('payments.act')
  return (
    <FormDialog
      trigger={<Button variant="outline">{t('letGo')}</Button>}
      title={t('letGo')}
      description={t('letGoHelp')}
    >
      {(close) => <LetGoFields {...props} onDone={close} />}
    </FormDialog>
  )
}

function LetGoFields({ id, action, onDone }: LetGoFormProps & { onDone: () => void }) {
  const t = useTranslations('payments.act')
  const { register, submit, pending, problem } = useActionForm({
    schema: z.object({ reason }) as z.ZodType<unknown, { reason: string }>,
    defaultValues: { reason: '' },
    action: (values: { reason: string }) => action({ id, ...values }),
    onDone: () => {
      toast.success(t('letGone'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('reason')} required error={problem('reason')}>
        <Input autoComplete="off" maxLength={200} {...register('reason')} />
      </Field>
      <FormButtons pending={pending} label={t('letGo')} />
    </form>
  )
}
