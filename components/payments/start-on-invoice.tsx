'use client'

import { ReceiptText } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

export type StartOnInvoice = Action<
  { customerId: string; station: string; evse: number; connector: number },
  { id: string }
>

interface StartOnInvoiceProps {
  customers: readonly { id: string; name: string }[]
  action: StartOnInvoice
}

const schema = z.object({
  customerId: z.string().min(1, 'required'),
  station: z.string().trim().min(1, 'required').max(48, 'too-long'),
  evse: z.number('not-a-number').int('not-a-whole-number').min(1, 'out-of-range'),
  connector: z.number('not-a-number').int('not-a-whole-number').min(1, 'out-of-range'),
})

/** Starts a charge for a customer's driver who has called and has no card. */
export function StartOnInvoiceForm(props: StartOnInvoiceProps) {
  const t = useTranslations('payments.onInvoice')
  return (
    <FormDialog
      trigger={
        <Button variant="outline">
          <ReceiptText aria-hidden />
          {t('title')}
        </Button>
      }
      title={t('title')}
      description={t('help')}
    >
      {() => <Fields {...props} />}
    </FormDialog>
  )
}

function Fields({ customers, action }: StartOnInvoiceProps) {
  const t = useTranslations('payments.onInvoice')
  const router = useRouter()
  const { register, submit, pending, problem } = useActionForm({
    schema,
    defaultValues: { customerId: '', station: '', evse: 1, connector: 1 },
    action,
    onDone: ({ id }) => router.push(`/payments/${id}`),
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('customer')} required error={problem('customerId')}>
        <NativeSelect {...register('customerId')}>
          <option value="">{t('choose')}</option>
          {customers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('station')} description={t('stationHelp')} required error={problem('station')}>
        <Input autoComplete="off" maxLength={48} {...register('station')} />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('evse')} required error={problem('evse')}>
          <Input type="number" min={1} {...register('evse', { valueAsNumber: true })} />
        </Field>
        <Field label={t('connector')} required error={problem('connector')}>
          <Input type="number" min={1} {...register('connector', { valueAsNumber: true })} />
        </Field>
      </div>
      <FormButtons pending={pending} label={t('start')} />
    </form>
  )
}
