'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Controller } from 'react-hook-form'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { CheckLine } from '@/components/notifications/check-group'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { DateTime, Money } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import type { Credit } from '@/lib/debtors/queries/get-credit'

export type ShownCredit = Omit<Credit, 'warnedAt' | 'blockedAt'> & {
  readonly warnedAt: string | null
  readonly blockedAt: string | null
}

interface Values {
  paysByInvoice: boolean
  creditLimit: string
  isNeverBlocked: boolean
}
type SetCredit = Action<Values & { id: string }>

interface CreditCardProps {
  id: string
  credit: ShownCredit
  /** null: who looks may not change it. */
  set: SetCredit | null
}

/** What a customer owes and may owe, and whether its tokens are blocked for it. */
export function CreditCard({ id, credit, set }: CreditCardProps) {
  const t = useTranslations('customers.credit')
  const yes = useTranslations('customers')
  return (
    <Card>
      <CardHeader className="flex-row items-center justify-between">
        <CardTitle className="flex flex-wrap items-center gap-2">
          {t('title')}
          {credit.blockedFor ? (
            <Badge variant="faulted">{t('blocked')}</Badge>
          ) : (
            credit.warnedAt && <Badge variant="attention">{t('warned')}</Badge>
          )}
        </CardTitle>
        {set && <CreditForm id={id} credit={credit} set={set} />}
      </CardHeader>
      <CardContent className="grid gap-3">
        {credit.blockedFor && credit.blockedAt && (
          <p className="text-status-faulted">
            {t(`why.${credit.blockedFor}`, { count: credit.blockedTokens })}{' '}
            <DateTime at={credit.blockedAt} format="date" />
          </p>
        )}
        {!credit.blockedFor && credit.warnedAt && (
          <p>
            {t('warnedOn')} <DateTime at={credit.warnedAt} format="date" />
          </p>
        )}
        <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-6 gap-y-2">
          <Fact name={t('owes')}>
            <Money amount={credit.owes} currency="SEK" />
          </Fact>
          <Fact name={t('creditLimit')}>
            {credit.creditLimit === null ? t('noLimit') : <Money amount={credit.creditLimit} currency="SEK" />}
          </Fact>
          <Fact name={t('paysByInvoice')}>{yes(credit.paysByInvoice ? 'yes' : 'no')}</Fact>
          <Fact name={t('isNeverBlocked')}>{yes(credit.isNeverBlocked ? 'yes' : 'no')}</Fact>
        </dl>
      </CardContent>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const schema = z.object({
  paysByInvoice: z.boolean(),
  creditLimit: z
    .string()
    .trim()
    .regex(/^(\d[\d\s]{0,11}([.,]\d{1,2})?)?$/, 'not-an-amount'),
  isNeverBlocked: z.boolean(),
})

function CreditForm(props: { id: string; credit: ShownCredit; set: SetCredit }) {
  const t = useTranslations('customers.credit')
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t('edit')}>
          <Pencil aria-hidden />
        </Button>
      }
      title={t('edit')}
    >
      {(close) => <CreditFields {...props} onDone={close} />}
    </FormDialog>
  )
}

interface CreditFieldsProps {
  id: string
  credit: ShownCredit
  set: SetCredit
  onDone: () => void
}

function CreditFields({ id, credit, set, onDone }: CreditFieldsProps) {
  const t = useTranslations('customers.credit')
  const { form, register, submit, pending, problem } = useActionForm({
    schema: schema as z.ZodType<unknown, Values>,
    defaultValues: {
      paysByInvoice: credit.paysByInvoice,
      creditLimit: credit.creditLimit?.replace('.', ',') ?? '',
      isNeverBlocked: credit.isNeverBlocked,
    },
    action: (values: Values) => set({ id, ...values }),
    onDone: () => {
      toast.success(t('saved'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {(['paysByInvoice', 'isNeverBlocked'] as const).map((name) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field }) => (
            <CheckLine label={t(name)} help={t(`${name}Help`)} checked={field.value} onChange={field.onChange} />
          )}
        />
      ))}
      <Field label={t('creditLimitKr')} description={t('creditLimitHelp')} error={problem('creditLimit')}>
        <Input inputMode="decimal" autoComplete="off" className="w-40" {...register('creditLimit')} />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
