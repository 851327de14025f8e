'use client'

import { FileText } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { LoadMore } from '@/components/data-table/load-more'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import { Money } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import type { InvoiceFilterWords } from '@/lib/invoices/invoice-filter'
import type { InvoiceRow } from '@/lib/invoices/queries/list-invoices'
import type { Page } from '@/lib/kernel/cursor'
import { StandingBadge, standingOf } from './standing-badge'

interface InvoicesListProps {
  first: Page<InvoiceRow>
  filter: InvoiceFilterWords
  more: More<InvoiceFilterWords, InvoiceRow>
  /** Of one customer its name says nothing new. */
  hasCustomer?: boolean
  /** How many there are; unless given, as many as are shown. */
  total?: number
}

const keyOf = ({ id }: InvoiceRow) => String(id)

/** Invoices and credit notes, newest first; older ones on demand. */
export function InvoicesList({ first, filter, more, hasCustomer = true, total }: InvoicesListProps) {
  const t = useTranslations('invoices')
  const { rows, next, pending, loadMore } = useMore(first, filter, more, keyOf)
  const columns = useColumns(hasCustomer)
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <DataTable
        label={t('title')}
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        total={Math.max(total ?? 0, rows.length)}
        onRowHref={(row) => `/invoices/${row.id}`}
        search={false}
        empty={
          <EmptyState
            icon={<FileText />}
            title={t(isFiltered ? 'noMatch.title' : 'empty.title')}
            text={t(isFiltered ? 'noMatch.text' : 'empty.text')}
          />
        }
        maxHeight="calc(100dvh - 20rem)"
      />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </>
  )
}

function useColumns(hasCustomer: boolean): readonly Column<InvoiceRow>[] {
  const t = useTranslations('invoices')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<InvoiceRow>[]>(
    () => [
      {
        id: 'number',
        header: t('columns.number'),
        value: (row) => row.number ?? t('noNumber'),
        width: 90,
        required: true,
      },
      ...(hasCustomer
        ? [{ id: 'customer', header: t('columns.customer'), value: (row: InvoiceRow) => row.customer.name, width: 190 }]
        : []),
      { id: 'costCentre', header: t('columns.costCentre'), value: (row) => row.costCentre, width: 110, hidden: true },
      {
        id: 'standing',
        header: t('columns.standing'),
        value: (row) => t(`standing.${standingOf(row)}`),
        cell: (row) => <StandingBadge invoice={row} />,
        width: 110,
      },
      { id: 'issued', header: t('columns.issued'), value: (row) => row.issueDate, width: 112 },
      { id: 'due', header: t('columns.due'), value: (row) => row.dueDate, width: 104 },
      { id: 'period', header: t('columns.period'), value: (row) => `${row.periodFrom} – ${row.periodTo}`, width: 200 },
      {
        id: 'sessions',
        header: t('columns.sessions'),
        value: (row) => row.sessionCount,
        cell: (row) => formatNumber(row.sessionCount, locale),
        numeric: true,
        width: 95,
      },
      {
        id: 'payable',
        header: t('columns.payable'),
        value: (row) => Number(row.payable) * (row.kind === 'credit-note' ? -1 : 1),
        cell: (row) => (
          <Money amount={row.kind === 'credit-note' ? `-${row.payable}` : row.payable} currency={row.currency} />
        ),
        numeric: true,
        width: 125,
      },
      {
        id: 'open',
        header: t('columns.open'),
        value: (row) => Number(row.open),
        cell: (row) => <Money amount={row.open} currency={row.currency} />,
        numeric: true,
        width: 135,
      },
    ],
    [locale, hasCustomer],
  )
}
