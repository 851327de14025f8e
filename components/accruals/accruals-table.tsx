'use client'

import { Scale } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { formatNumber } from '@/components/ui/format-values'
import type { AccrualRow } from '@/lib/accruals/accrual'

interface AccrualsTableProps {
  rows: readonly AccrualRow[]
  month: string
  exportHref: string
}

const keyOf = ({ kind, customerId }: AccrualRow) => `${kind} ${customerId}`

/** What belongs to a month's end, customer by customer; a row of sessions opens them. */
export function AccrualsTable({ rows, month, exportHref }: AccrualsTableProps) {
  const t = useTranslations('accruals')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  const columns = useMemo<readonly Column<AccrualRow>[]>(
    () => [
      {
        id: 'customer',
        header: t('rows.customer'),
        value: ({ customerName }) => customerName ?? t('rows.drivers'),
        width: 260,
        required: true,
      },
      { id: 'kind', header: t('rows.kind'), value: ({ kind }) => t(`kind.${kind}`), width: 290, filter: {} },
      {
        id: 'count',
        header: t('rows.count'),
        value: ({ count }) => count,
        cell: ({ count }) => formatNumber(count, locale),
        numeric: true,
        width: 100,
      },
      {
        id: 'net',
        header: t('rows.net'),
        value: ({ net }) => Number(net),
        cell: ({ net }) => <span suppressHydrationWarning>{formatNumber(Number(net), locale, 2)}</span>,
        numeric: true,
        width: 140,
      },
    ],
    [locale],
  )
  return (
    <DataTable
      label={t('rows.title')}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      onRowHref={(row) =>
        row.kind === 'sessions' || row.kind === 'driver-payments'
          ? `/revenue/accruals?month=${month}&of=${row.customerId ?? 'drivers'}`
          : `/customers/${row.customerId}`
      }
      search={rows.length > 8 ? t('rows.search') : false}
      defaultSort="-net"
      exportHref={exportHref}
      maxHeight="34rem"
      empty={<EmptyState icon={<Scale />} title={t('empty.title')} text={t('empty.text')} />}
    />
  )
}
