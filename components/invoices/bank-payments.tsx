'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatMoney } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { BankImport } from '@/lib/invoices/mutations/import-bank-file'
import type { PaymentRow } from '@/lib/invoices/queries/list-payments'
import { PaymentCells } from './payment-cells'

/** Reads a file from Bankgirot. */
export function ImportBankFile({ action }: { action: Action<{ base64: string }, BankImport> }) {
  const t = useTranslations('invoices')
  return (
    <FormDialog trigger={<Button>{t('bank.import')}</Button>} title={t('bank.import')} className="max-w-md">
      {(close) => <FileForm action={action} onDone={close} />}
    </FormDialog>
  )
}

function FileForm({ action, onDone }: { action: Action<{ base64: string }, BankImport>; onDone: () => void }) {
  const t = useTranslations('invoices')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { refusal } = useProblem()
  const [pending, setPending] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const file = new FormData(event.currentTarget).get('file')
    if (!(file instanceof File) || file.size === 0) return
    setPending(true)
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      const result = await action({ base64 })
      if (!result.ok) return void toast.error(refusal(result))
      toast.success(t('bank.done', { ...result.data }))
      onDone()
      router.refresh()
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-4">
      <Field label={t('bank.file')} description={t('bank.fileHelp')} required>
        <Input type="file" name="file" required />
      </Field>
      <FormButtons pending={pending} label={t('bank.import')} />
    </form>
  )
}

/** Money that came in; what is not used yet can be matched. */
export function PaymentsTable({
  rows,
  match,
}: {
  rows: readonly PaymentRow[]
  match: Action<{ id: string; number: string }>
}) {
  const t = useTranslations('invoices')
  return (
    <TableCard
      title={t('payments.title')}
      columns={[
        { label: t('payments.receivedOn') },
        { label: t('bank.customer') },
        { label: t('payments.payer') },
        { label: t('bank.reference') },
        { label: t('payments.invoices') },
        { label: t('payments.amount'), numeric: true },
        { label: t('payments.unused'), numeric: true },
        { label: t('bank.match'), hidden: true },
      ]}
      empty={t('payments.none')}
    >
      {rows.map((row) => (
        <TableRow key={String(row.id)}>
          <TableCell>{row.receivedOn}</TableCell>
          <TableCell>
            {row.customer ? (
              <Link href={`/customers/${row.customer.id}`} className="underline underline-offset-4">
                {row.customer.name}
              </Link>
            ) : (
              <span className="text-status-attention">{t('bank.nobody')}</span>
            )}
          </TableCell>
          <TableCell>{row.payer}</TableCell>
          <TableCell>{row.reference}</TableCell>
          <PaymentCells payment={row} />
          <TableCell className="text-right">{Number(row.unused) > 0 && <Match row={row} match={match} />}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

const numberSchema = z.object({ number: z.string().trim().min(1, 'required') })

function Match({ row, match }: { row: PaymentRow; match: Action<{ id: string; number: string }> }) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  return (
    <FormDialog
      trigger={
        <Button variant="outline" size="sm">
          {t('bank.match')}
        </Button>
      }
      title={t('bank.matchTitle', { amount: formatMoney(row.unused, row.currency, locale) })}
      className="max-w-sm"
    >
      {(close) => <MatchFields id={String(row.id)} match={match} onDone={close} />}
    </FormDialog>
  )
}

function MatchFields({
  id,
  match,
  onDone,
}: {
  id: string
  match: Action<{ id: string; number: string }>
  onDone: () => void
}) {
  const t = useTranslations('invoices')
  const { register, submit, pending, problem } = useActionForm<{ number: string }, unknown>({
    schema: numberSchema,
    defaultValues: { number: '' },
    action: ({ number }) => match({ id, number }),
    onDone: () => {
      toast.success(t('bank.matched'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('bank.number')} required error={problem('number')}>
        <Input {...register('number')} autoComplete="off" />
      </Field>
      <FormButtons pending={pending} label={t('bank.match')} />
    </form>
  )
}
