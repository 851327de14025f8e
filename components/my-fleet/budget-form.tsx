'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { ActionResult } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { BUDGET_OF, type BudgetInput, type BudgetOf, budgetSchema } from '@/lib/budgets/budget'
import type { BudgetTargets } from './budgets-list'

/** A budget as it is written: lists are words between commas. */
export interface BudgetValues {
  of: BudgetOf
  targetId: string
  amount: string
  warnPercents: string
  emails: string
  ringsBell: boolean
  isArchived: boolean
}

const wordsOf = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== '')
const asInput = (values: BudgetValues): BudgetInput => ({
  ...values,
  warnPercents: wordsOf(values.warnPercents.replaceAll('%', ' ')).map(Number),
  emails: wordsOf(values.emails),
})
/** The door's own rules, said at the field that was written in. */
const written = z.custom<BudgetValues>().superRefine((values, context) => {
  for (const issue of budgetSchema.safeParse(asInput(values)).error?.issues ?? []) {
    context.addIssue({ code: 'custom', path: [String(issue.path[0])], message: issue.message })
  }
})

interface BudgetFormProps {
  trigger: ReactNode
  title: string
  customerName: string
  targets: BudgetTargets
  values: BudgetValues
  isNew: boolean
  action: (values: BudgetInput) => Promise<ActionResult<unknown>>
}

/** Makes or changes a budget. */
export function BudgetForm({ trigger, title, ...props }: BudgetFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  customerName,
  targets,
  values,
  isNew,
  action,
  onDone,
}: Omit<BudgetFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('myFleet')
  const { form, register, submit, pending, problem } = useActionForm<BudgetValues, unknown>({
    schema: written,
    defaultValues: values,
    action: (kept) => action(asInput(kept)),
    onDone: () => {
      toast.success(t('budgets.saved'))
      onDone()
    },
  })
  const of = form.watch('of')
  const asFlag = { setValueAs: (value: unknown) => value === true || value === 'true' }
  return (
    <form onSubmit={submit} noValidate className="grid max-h-[75dvh] gap-4 overflow-y-auto px-1">
      <Field label={t('budgets.form.of')} error={problem('of')}>
        <NativeSelect {...register('of')} disabled={!isNew}>
          {BUDGET_OF.filter((kind) => kind === 'customer' || targets[kind].length > 0 || kind === values.of).map(
            (kind) => (
              <option key={kind} value={kind}>
                {kind === 'customer' ? customerName : t(`budgets.kind.${kind}`)}
              </option>
            ),
          )}
        </NativeSelect>
      </Field>
      {of !== 'customer' && (
        <Field label={t(`budgets.kind.${of}`)} required error={problem('targetId')}>
          <NativeSelect {...register('targetId')} disabled={!isNew}>
            <option value="">{t('budgets.form.choose')}</option>
            {targets[of].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {of === 'customer' && problem('targetId') && (
        <p role="alert" className="text-status-faulted text-xs">
          {problem('targetId')}
        </p>
      )}
      <Field
        label={t('budgets.form.amount')}
        description={t('budgets.form.amountHelp')}
        required
        error={problem('amount')}
      >
        <Input {...register('amount')} inputMode="decimal" autoComplete="off" />
      </Field>
      <Field
        label={t('budgets.form.warnPercents')}
        description={t('budgets.form.warnHelp')}
        error={problem('warnPercents')}
      >
        <Input {...register('warnPercents')} autoComplete="off" />
      </Field>
      <Field label={t('budgets.form.emails')} description={t('budgets.form.emailsHelp')} error={problem('emails')}>
        <Input {...register('emails')} autoComplete="off" />
      </Field>
      <Field label={t('budgets.form.ringsBell')}>
        <NativeSelect {...register('ringsBell', asFlag)}>
          <option value="true">{t('yes')}</option>
          <option value="false">{t('no')}</option>
        </NativeSelect>
      </Field>
      {!isNew && (
        <Field label={t('budgets.form.standing')}>
          <NativeSelect {...register('isArchived', asFlag)}>
            <option value="false">{t('budgets.form.inUse')}</option>
            <option value="true">{t('budgets.archived')}</option>
          </NativeSelect>
        </Field>
      )}
      <FormButtons pending={pending} />
    </form>
  )
}
