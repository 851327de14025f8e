'use client'

import { Building2, Pencil } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { Action } from '@/components/forms/action-result'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { Energy, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { CustomerInput } from '@/lib/customers/customer'
import type { CustomerRow } from '@/lib/customers/queries'
import { CustomerForm } from './customer-form'

interface CustomersListProps {
  rows: readonly CustomerRow[]
  /** Null for those who may only look. */
  edit: Action<{ id: string; customer: CustomerInput }> | null
  /** What can be done about an empty list. */
  create: ReactNode
}

export function CustomersList({ rows, edit, create }: CustomersListProps) {
  const t = useTranslations('customers')
  const [editing, setEditing] = useState<CustomerRow | null>(null)
  const columns = useColumns(edit === null ? null : setEditing)
  return (
    <>
      <DataTable
        label={t('title')}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onRowHref={(row) => `/customers/${row.id}`}
        empty={<EmptyState icon={<Building2 />} title={t('empty.title')} text={t('empty.text')} action={create} />}
      />
      {editing && edit && (
        <CustomerForm
          open
          onOpenChange={(open) => !open && setEditing(null)}
          title={t('editTitle', { name: editing.name })}
          customer={valuesOf(editing)}
          editing={{ id: String(editing.id), action: edit }}
          doneMessage="saved"
        />
      )}
    </>
  )
}

/** A row's master data, without what is worked out. */
function valuesOf({
  id: _id,
  createdAt: _at,
  tokenCount: _t,
  sessionCount: _s,
  energyWh: _e,
  owes: _o,
  ...values
}: CustomerRow) {
  return values
}

function useColumns(edit: ((row: CustomerRow) => void) | null): readonly Column<CustomerRow>[] {
  const t = useTranslations('customers')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<CustomerRow>[]>(
    () => [
      { id: 'name', header: t('columns.name'), value: (row) => row.name, width: 215, required: true },
      {
        id: 'kind',
        header: t('columns.kind'),
        value: (row) => t(`kind.${row.kind}`),
        width: 130,
        filter: {},
      },
      { id: 'orgNumber', header: t('columns.orgNumber'), value: (row) => row.orgNumber, width: 130 },
      { id: 'email', header: t('columns.email'), value: (row) => row.email, width: 195 },
      {
        id: 'tokens',
        header: t('columns.tokens'),
        value: (row) => row.tokenCount,
        cell: (row) =>
          row.tokenCount === 0 ? (
            ABSENT
          ) : (
            <Link href={`/tokens?customer=${encodeURIComponent(row.name)}`} className="underline underline-offset-4">
              {formatNumber(row.tokenCount, locale)}
            </Link>
          ),
        numeric: true,
        width: 90,
      },
      {
        id: 'sessions',
        header: t('columns.sessions'),
        value: (row) => row.sessionCount,
        cell: (row) => formatNumber(row.sessionCount, locale),
        numeric: true,
        width: 130,
      },
      {
        id: 'energy',
        header: t('columns.energy'),
        value: (row) => row.energyWh,
        cell: (row) => <Energy wh={row.energyWh} digits={1} unit={false} />,
        numeric: true,
        width: 110,
      },
      {
        id: 'owes',
        header: t('columns.owes'),
        value: (row) => Number(row.owes),
        cell: (row) => <Money amount={row.owes} currency="SEK" />,
        numeric: true,
        width: 120,
      },
      ...(edit
        ? [
            {
              id: 'actions',
              header: '',
              cell: (row: CustomerRow) => <EditButton row={row} edit={edit} />,
              width: 48,
              required: true,
            },
          ]
        : []),
    ],
    [locale],
  )
}

function EditButton({ row, edit }: { row: CustomerRow; edit: (row: CustomerRow) => void }) {
  const t = useTranslations('customers')
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={t('editTitle', { name: row.name })}
      className="text-muted-foreground"
      onClick={() => edit(row)}
    >
      <Pencil aria-hidden />
    </Button>
  )
}
