'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { useActionForm } from '@/components/forms/use-action-form'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type PaidInput, paidSchema } from '@/lib/hosts/paid'

/** Issues the next statement, after a question: it cannot be changed afterwards. */
export function IssueStatement({
  id,
  month,
  action,
}: {
  id: string
  month: string
  action: Action<{ id: string; month: string }>
}) {
  const t = useTranslations('hosts.preview')
  const common = useTranslations('common')
  const { act } = useAct()
  return (
    <Confirm
      trigger={<Button>{t('issue')}</Button>}
      title={t('confirmTitle', { month })}
      description={t('confirmText')}
      confirmLabel={t('issue')}
      cancelLabel={common('cancel')}
      onConfirm={() => act(action, { id, month }, t('issued'))}
    />
  )
}

interface MarkPaidProps {
  id: string
  number: string
  today: string
  action: Action<{ id: string; paid: PaidInput }>
}

/** Notes when a statement was paid. */
export function MarkPaid({ id, number, today, action }: MarkPaidProps) {
  const t = useTranslations('hosts.statement')
  return (
    <FormDialog
      trigger={<Button>{t('pay')}</Button>}
      title={t('payTitle', { number })}
      description={t('payText')}
      className="max-w-sm"
    >
      {(close) => <PaidFields today={today} action={(paid) => action({ id, paid })} onDone={close} />}
    </FormDialog>
  )
}

function PaidFields({ today, action, onDone }: { today: string; action: Action<PaidInput>; onDone: () => void }) {
  const t = useTranslations('hosts.statement')
  const { register, submit, pending, problem } = useActionForm<PaidInput, unknown>({
    schema: paidSchema,
    defaultValues: { paidOn: today },
    action,
    onDone: () => {
      toast.success(t('paidDone'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('paidOn')} required error={problem('paidOn')}>
        <Input {...register('paidOn')} type="date" />
      </Field>
      <FormButtons pending={pending} label={t('pay')} />
    </form>
  )
}
