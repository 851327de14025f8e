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
import {
  type NewPlanForm,
  newPlanFormSchema,
  type PlanVersionForm,
  planVersionFormSchema,
} from '@/lib/plans/plan-input'
import { DISCOUNTED } from '@/lib/tariffs/agreement'

type Values = NewPlanForm & PlanVersionForm

interface PlanFormProps {
  trigger: ReactNode
  title: string
  description: string
  values: Values
  /** A new plan has a name, the next version of one a day to begin. */
  kind: 'new' | 'version'
  action: Action<Values, unknown>
  done: string
}

/** Writes a plan, or the next version of one. What is left empty is as the tariff has it. */
export function PlanForm({ trigger, title, description, ...props }: PlanFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} description={description} className="max-w-2xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const ROWS = [
  ['monthlyFee', 'includedKwh'],
  ['energyPrice', 'discountPercent'],
  ['freeChargingMinutes', 'freeIdleMinutes'],
  ['sessionCap', 'monthCap'],
] as const

function Fields({
  values,
  kind,
  action,
  done,
  onDone,
}: Omit<PlanFormProps, 'trigger' | 'title' | 'description'> & { onDone: () => void }) {
  const t = useTranslations('plans')
  const schema = kind === 'new' ? newPlanFormSchema : planVersionFormSchema
  const { form, register, submit, pending, problem } = useActionForm<Values, unknown>({
    schema: schema as unknown as z.ZodType<unknown, Values>,
    defaultValues: values,
    action,
    onDone: () => {
      toast.success(done)
      onDone()
    },
  })
  const field = (name: (typeof ROWS)[number][number]) => (
    <Field key={name} label={t(`form.${name}`)} description={t(`form.${name}Help`)} error={problem(name)}>
      <Input {...register(name)} inputMode="decimal" autoComplete="off" />
    </Field>
  )
  const discounted = form.watch('discountOn')
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {kind === 'new' ? (
          <Field label={t('form.name')} required error={problem('name')}>
            <Input {...register('name')} autoComplete="off" />
          </Field>
        ) : (
          <Field
            label={t('form.effectiveFrom')}
            description={t('form.effectiveFromHelp')}
            required
            error={problem('effectiveFrom')}
          >
            <Input {...register('effectiveFrom')} type="date" />
          </Field>
        )}
        <Field label={t('form.vat')} error={problem('vatPercent') ?? problem('currency')}>
          <NativeSelect
            value={String(form.watch('pricesIncludeVat'))}
            onChange={({ target }) => form.setValue('pricesIncludeVat', target.value === 'true')}
          >
            <option value="true">{t('form.inclVat', { percent: values.vatPercent })}</option>
            <option value="false">{t('form.exclVat', { percent: values.vatPercent })}</option>
          </NativeSelect>
        </Field>
      </div>
      {ROWS.map((names) => (
        <div key={names[0]} className="grid gap-4 sm:grid-cols-2">
          {names.map(field)}
        </div>
      ))}
      <fieldset className="grid content-start gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{t('form.discountOn')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {DISCOUNTED.map((part) => (
            <label key={part} className="flex items-center gap-1.5 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-primary"
                checked={discounted.includes(part)}
                onChange={({ target }) =>
                  form.setValue(
                    'discountOn',
                    DISCOUNTED.filter((one) => (one === part ? target.checked : discounted.includes(one))),
                  )
                }
              />
              {t(`parts.${part}`)}
            </label>
          ))}
        </div>
        <p className="text-muted-foreground text-xs">{t('form.discountOnHelp')}</p>
      </fieldset>
      <Field label={t('form.note')} description={t('form.noteHelp')} error={problem('note')}>
        <Input {...register('note')} autoComplete="off" />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
