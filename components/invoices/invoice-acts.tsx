'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { useActionForm } from '@/components/forms/use-action-form'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { type CreditInput, creditSchema } from '@/lib/invoices/credit-input'
import { type PaymentInput, paymentSchema, type RefundInput, refundSchema } from '@/lib/invoices/payment-input'
import type { InvoiceRow } from '@/lib/invoices/queries/list-invoices'
import { standingOf } from './standing-badge'

export interface InvoiceActions {
  readonly issue: Action<{ id: string }>
  readonly cancel: Action<{ id: string }>
  readonly credit: Action<{ id: string; credit: CreditInput }, { id: string }>
  readonly remind: Action<{ id: string }>
  readonly pay: Action<PaymentInput>
  readonly refund: Action<RefundInput>
  readonly settleByCredit: Action<{ of: 'payment' | 'credit-note'; id: string; invoiceId: string }>
}

interface InvoiceActsProps {
  invoice: Pick<InvoiceRow, 'state' | 'kind' | 'age' | 'open' | 'payable'> & {
    readonly id: string
    readonly name: string
  }
  /** Credit of the same customer's that can settle it. */
  credits: readonly { readonly of: 'payment' | 'credit-note'; readonly id: string; readonly name: string }[]
  today: string
  actions: InvoiceActions
}

/** What can be done with an invoice as it stands. */
export function InvoiceActs({ invoice, credits, today, actions }: InvoiceActsProps) {
  const t = useTranslations('invoices')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const standing = standingOf(invoice)
  const { id, name } = invoice
  const ask = (what: 'issue' | 'cancel' | 'remind', variant: 'default' | 'outline') => (
    <Confirm
      trigger={<Button variant={variant}>{t(`acts.${what}`)}</Button>}
      title={t(`acts.${what}Title`, { name })}
      description={t(`acts.${what}Text`)}
      confirmLabel={t(`acts.${what}`)}
      cancelLabel={common('cancel')}
      destructive={what === 'cancel'}
      onConfirm={() => act(actions[what], { id }, t(`acts.${what}Done`))}
    />
  )
  if (standing === 'draft') {
    return (
      <>
        {ask('cancel', 'outline')}
        {ask('issue', 'default')}
      </>
    )
  }
  if (standing === 'cancelled') return null
  const isOpen = standing === 'open' || standing === 'late'
  if (invoice.kind === 'credit-note') {
    return Number(invoice.open) > 0 ? <RefundForm invoice={invoice} today={today} action={actions.refund} /> : null
  }
  return (
    <>
      <CreditForm id={id} name={name} action={actions.credit} />
      {standing === 'late' && ask('remind', 'outline')}
      {isOpen &&
        credits.map((credit) => (
          <Button
            key={`${credit.of} ${credit.id}`}
            variant="outline"
            pending={pending}
            onClick={() =>
              void act(actions.settleByCredit, { of: credit.of, id: credit.id, invoiceId: id }, t('acts.useDone'))
            }
          >
            {t('acts.use', { name: credit.name })}
          </Button>
        ))}
      {isOpen && <PaymentForm invoice={invoice} today={today} action={actions.pay} />}
    </>
  )
}

function Dialog({
  label,
  title,
  variant = 'outline',
  children,
}: {
  label: string
  title: string
  variant?: 'default' | 'outline'
  children: (close: () => void) => ReactNode
}) {
  return (
    <FormDialog trigger={<Button variant={variant}>{label}</Button>} title={title} className="max-w-md">
      {children}
    </FormDialog>
  )
}

function PaymentForm({
  invoice,
  today,
  action,
}: {
  invoice: InvoiceActsProps['invoice']
  today: string
  action: Action<PaymentInput>
}) {
  const t = useTranslations('invoices')
  return (
    <Dialog label={t('acts.pay')} title={t('acts.payTitle', { name: invoice.name })} variant="default">
      {(close) => <PaymentFields invoice={invoice} today={today} action={action} onDone={close} />}
    </Dialog>
  )
}

function PaymentFields({ invoice, today, action, onDone }: Parameters<typeof PaymentForm>[0] & { onDone: () => void }) {
  const t = useTranslations('invoices')
  const { register, submit, pending, problem } = useActionForm<PaymentInput, unknown>({
    schema: paymentSchema as unknown as z.ZodType<unknown, PaymentInput>,
    defaultValues: { receivedOn: today, amount: invoice.open, invoiceId: invoice.id, payer: '', note: '' },
    action,
    onDone: () => {
      toast.success(t('acts.payDone'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('payments.amount')} required error={problem('amount')}>
        <Input {...register('amount')} inputMode="decimal" />
      </Field>
      <Field label={t('payments.receivedOn')} required error={problem('receivedOn')}>
        <Input {...register('receivedOn')} type="date" />
      </Field>
      <Field label={t('payments.payer')} error={problem('payer')} className="col-span-2">
        <Input {...register('payer')} autoComplete="off" />
      </Field>
      <FormButtons pending={pending} label={t('acts.pay')} className="col-span-2" />
    </form>
  )
}

function RefundForm({
  invoice,
  today,
  action,
}: {
  invoice: InvoiceActsProps['invoice']
  today: string
  action: Action<RefundInput>
}) {
  const t = useTranslations('invoices')
  return (
    <Dialog label={t('acts.refund')} title={t('acts.refundTitle', { name: invoice.name })}>
      {(close) => <RefundFields invoice={invoice} today={today} action={action} onDone={close} />}
    </Dialog>
  )
}

function RefundFields({ invoice, today, action, onDone }: Parameters<typeof RefundForm>[0] & { onDone: () => void }) {
  const t = useTranslations('invoices')
  const { register, submit, pending, problem } = useActionForm<RefundInput, unknown>({
    schema: refundSchema as unknown as z.ZodType<unknown, RefundInput>,
    defaultValues: { creditNoteId: invoice.id, amount: invoice.open, paidOn: today, note: '' },
    action,
    onDone: () => {
      toast.success(t('acts.refundDone'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('payments.amount')} required error={problem('amount')}>
        <Input {...register('amount')} inputMode="decimal" />
      </Field>
      <Field label={t('acts.paidOn')} required error={problem('paidOn')}>
        <Input {...register('paidOn')} type="date" />
      </Field>
      <FormButtons pending={pending} label={t('acts.refund')} className="col-span-2" />
    </form>
  )
}

function CreditForm({ id, name, action }: { id: string; name: string; action: InvoiceActions['credit'] }) {
  const t = useTranslations('invoices')
  return (
    <Dialog label={t('acts.credit')} title={t('acts.creditTitle', { name })}>
      {(close) => <CreditFields id={id} action={action} onDone={close} />}
    </Dialog>
  )
}

/** A credit as its form holds it: the lines as text, empty for all. */
interface CreditValues {
  lines: string
  reason: string
  invoicesAgain: boolean
}

function CreditFields({ id, action, onDone }: { id: string; action: InvoiceActions['credit']; onDone: () => void }) {
  const t = useTranslations('invoices')
  const router = useRouter()
  const { register, submit, pending, problem } = useActionForm<CreditValues, { id: string }>({
    schema: creditSchema.omit({ positions: true }) as unknown as z.ZodType<unknown, CreditValues>,
    defaultValues: { lines: '', reason: '', invoicesAgain: true },
    action: ({ lines, reason, invoicesAgain }) => {
      const positions = lines
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(Number)
      return action({ id, credit: { positions: positions.length === 0 ? null : positions, reason, invoicesAgain } })
    },
    onDone: (note) => {
      toast.success(t('acts.creditDone'))
      onDone()
      router.push(`/invoices/${note.id}`)
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('acts.reason')} required error={problem('reason')}>
        <Input {...register('reason')} autoComplete="off" />
      </Field>
      <Field label={t('acts.creditLines')} description={t('acts.creditLinesHelp')} error={problem('lines')}>
        <Input {...register('lines')} autoComplete="off" inputMode="numeric" />
      </Field>
      <Field label={t('acts.again')}>
        <NativeSelect {...register('invoicesAgain', { setValueAs: (value) => value === true || value === 'true' })}>
          <option value="true">{t('acts.againYes')}</option>
          <option value="false">{t('acts.againNo')}</option>
        </NativeSelect>
      </Field>
      <FormButtons pending={pending} label={t('acts.credit')} />
    </form>
  )
}
