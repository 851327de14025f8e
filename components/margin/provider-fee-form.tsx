'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { FEE_KINDS, type ProviderFeeInput, providerFeeSchema } from '@/lib/margin/provider-fee'

interface ProviderFeeFormProps {
  trigger: ReactNode
  values: ProviderFeeInput
  action: Action<ProviderFeeInput>
}

/** What a provider takes of each payment, from a day on. */
export function ProviderFeeForm({ trigger, ...props }: ProviderFeeFormProps) {
  const t = useTranslations('margin.fees')
  return (
    <FormDialog trigger={trigger} title={t('title')} description={t('description')} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ values, action, onDone }: Omit<ProviderFeeFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('margin.fees')
  const { register, submit, pending, problem } = useActionForm<ProviderFeeInput, unknown>({
    schema: providerFeeSchema as unknown as z.ZodType<unknown, ProviderFeeInput>,
    defaultValues: values,
    action,
    onDone: () => {
      toast.success(t('saved'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('provider')} error={problem('kind')}>
        <NativeSelect {...register('kind')}>
          {FEE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('from')} required error={problem('validFrom')}>
        <Input {...register('validFrom')} type="date" />
      </Field>
      <Field label={t('percent')} required error={problem('percent')}>
        <Input {...register('percent')} inputMode="decimal" autoComplete="off" />
      </Field>
      <Field label={t('fixed')} required error={problem('fixed')}>
        <Input {...register('fixed')} inputMode="decimal" autoComplete="off" />
      </Field>
      <FormButtons pending={pending} className="col-span-2" />
    </form>
  )
}
