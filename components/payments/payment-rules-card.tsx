'use client'

import { useTranslations } from 'next-intl'
import { Controller } from 'react-hook-form'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useActionForm } from '@/components/forms/use-action-form'
import { CheckLine } from '@/components/notifications/check-group'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type PaymentRules, paymentRulesSchema } from '@/lib/debtors/payment-rules'

const NUMBERS = ['daysOverdue', 'leastReminders', 'warningDays'] as const

/** When who owes money is stopped from charging on credit. */
export function PaymentRulesCard({ rules, save }: { rules: PaymentRules; save: Action<PaymentRules> }) {
  const t = useTranslations('payments.rules')
  const { form, register, submit, pending, problem } = useActionForm({
    schema: paymentRulesSchema,
    defaultValues: rules,
    action: save,
    onDone: () => toast.success(t('saved')),
  })
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Controller
            control={form.control}
            name="blocksDebtors"
            render={({ field }) => (
              <CheckLine
                label={t('blocksDebtors')}
                help={t('blocksDebtorsHelp')}
                checked={field.value}
                onChange={field.onChange}
              />
            )}
          />
          <div className="grid items-end gap-4 sm:grid-cols-3">
            {NUMBERS.map((name) => (
              <Field key={name} label={t(name)} error={problem(name)}>
                <Input type="number" min={0} className="w-24" {...register(name, { valueAsNumber: true })} />
              </Field>
            ))}
          </div>
          <Field label={t('mostUnpaid')} description={t('mostUnpaidHelp')} error={problem('mostUnpaid')}>
            <Input type="number" min={1} className="w-24" {...register('mostUnpaid', { valueAsNumber: true })} />
          </Field>
          <Button type="submit" pending={pending} className="w-fit">
            {t('save')}
          </Button>
        </form>
      </CardContent>
    </Card>
  )
}
