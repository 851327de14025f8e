'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Money } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { type InvoiceRunInput, invoiceRunSchema } from '@/lib/invoices/invoice-run'
import type { RunPreview } from '@/lib/invoices/queries/preview-run'
import { Exclusions } from './exclusions'

interface RunFormProps {
  initial: InvoiceRunInput
  customers: readonly { id: string; name: string }[]
  preview: Action<InvoiceRunInput, RunPreview>
  start: Action<InvoiceRunInput, { id: string }>
}

/** More rows than anybody reads at once; the sums are of all. */
const SHOWN = 200

/** Chooses what to invoice, shows what that would be, and starts it. */
export function RunForm({ initial, customers, preview, start }: RunFormProps) {
  const t = useTranslations('invoices')
  const router = useRouter()
  const { act, pending: starting } = useAct()
  const [seen, setSeen] = useState<{ input: InvoiceRunInput; preview: RunPreview } | null>(null)
  const { register, submit, pending, problem } = useActionForm<InvoiceRunInput, RunPreview>({
    schema: invoiceRunSchema as unknown as z.ZodType<unknown, InvoiceRunInput>,
    defaultValues: initial,
    action: preview,
    onDone: (found, input) => setSeen({ input: { ...input }, preview: found }),
  })
  const flag = { setValueAs: (value: unknown) => value === true || value === 'true' }
  const begin = async (input: InvoiceRunInput) => {
    let id = ''
    const keep: typeof start = async (wanted) => {
      const result = await start(wanted)
      if (result.ok) id = result.data.id
      return result
    }
    if (await act(keep, input, t('runs.started'))) router.push(`/invoices/runs/${id}`)
  }
  return (
    <div className="grid gap-4">
      <Card>
        <CardHeader>
          <CardTitle>{t('runs.new')}</CardTitle>
        </CardHeader>
        <CardContent>
          <form
            onSubmit={submit}
            noValidate
            className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3"
            onChange={() => setSeen(null)}
          >
            <Field label={t('runs.from')} required error={problem('periodFrom')}>
              <Input {...register('periodFrom')} type="date" />
            </Field>
            <Field label={t('runs.to')} required error={problem('periodTo')}>
              <Input {...register('periodTo')} type="date" />
            </Field>
            <Field label={t('runs.issueDate')} required error={problem('issueDate')}>
              <Input {...register('issueDate')} type="date" />
            </Field>
            <Field label={t('columns.customer')} error={problem('customerId')}>
              <NativeSelect {...register('customerId')}>
                <option value="">{t('filter.anyCustomer')}</option>
                {customers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={t('runs.earlier')} description={t('runs.earlierHelp')}>
              <NativeSelect {...register('takesEarlier', flag)}>
                <option value="true">{t('runs.earlierYes')}</option>
                <option value="false">{t('runs.earlierNo')}</option>
              </NativeSelect>
            </Field>
            <Field label={t('runs.outcome')}>
              <NativeSelect {...register('isDraft', flag)}>
                <option value="false">{t('runs.issues')}</option>
                <option value="true">{t('runs.drafts')}</option>
              </NativeSelect>
            </Field>
            <div className="sm:col-span-2 lg:col-span-3">
              <Button type="submit" variant={seen === null ? 'default' : 'outline'} pending={pending}>
                {t('runs.preview')}
              </Button>
            </div>
          </form>
        </CardContent>
      </Card>
      {seen && (
        <Preview
          preview={seen.preview}
          starting={starting}
          start={seen.preview.sessions + seen.preview.fees === 0 ? null : () => void begin(seen.input)}
          label={t(seen.input.isDraft === true ? 'runs.makeDrafts' : 'runs.issue')}
        />
      )}
    </div>
  )
}

function Preview({
  preview,
  start,
  starting,
  label,
}: {
  preview: RunPreview
  start: (() => void) | null
  starting: boolean
  label: string
}) {
  const t = useTranslations('invoices')
  return (
    <TableCard
      title={t('runs.previewTitle')}
      description={t('runs.previewText', {
        customers: preview.customers.length,
        sessions: preview.sessions,
        fees: preview.fees,
      })}
      action={
        <div className="flex items-center gap-3">
          <span className="font-semibold text-lg" data-testid="preview-total">
            <Money amount={preview.total} currency="SEK" />
          </span>
          {start && (
            <Button onClick={start} pending={starting}>
              {label}
            </Button>
          )}
        </div>
      }
      columns={[
        { label: t('columns.customer') },
        { label: t('runs.leftOut') },
        { label: t('columns.sessions'), numeric: true },
        { label: t('runs.fees'), numeric: true },
        { label: t('columns.payable'), numeric: true },
      ]}
      empty={t('runs.nothing')}
      scrolls
    >
      {preview.customers.slice(0, SHOWN).map((row) => (
        <TableRow key={String(row.id)}>
          <TableCell>{row.name}</TableCell>
          <TableCell>
            <Exclusions excluded={row.excluded} />
          </TableCell>
          <TableCell numeric>{row.sessions}</TableCell>
          <TableCell numeric>{row.fees}</TableCell>
          <TableCell numeric>
            <Money amount={row.total} currency="SEK" />
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
