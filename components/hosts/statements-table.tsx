'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Money } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import type { StatementRow } from '@/lib/hosts/statement'

interface StatementsTableProps {
  statements: readonly StatementRow[]
  /** Of one agreement its host and site say nothing new. */
  hasHost?: boolean
  exportHref?: string
}

/** Settlement statements, the newest first. */
export function StatementsTable({ statements, hasHost = true, exportHref }: StatementsTableProps) {
  const t = useTranslations('hosts.statements')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the page
  const columns = useMemo<readonly Column<StatementRow>[]>(
    () => [
      { id: 'number', header: t('number'), value: ({ number }) => number, width: 92, required: true },
      { id: 'month', header: t('month'), value: ({ month }) => month, width: 92, filter: {} },
      ...(hasHost
        ? [
            { id: 'host', header: t('host'), value: (row: StatementRow) => row.hostName, width: 190, filter: {} },
            { id: 'site', header: t('site'), value: (row: StatementRow) => row.siteName, width: 170, filter: {} },
          ]
        : []),
      { id: 'issued', header: t('issued'), value: ({ issueDate }) => issueDate, width: 104 },
      {
        id: 'sessions',
        header: t('sessions'),
        value: ({ sessionCount }) => sessionCount,
        cell: ({ sessionCount }) => formatNumber(sessionCount, locale),
        numeric: true,
        width: 98,
      },
      {
        id: 'energy',
        header: t('energy'),
        value: ({ energyWh }) => Number(energyWh) / 1000,
        cell: ({ energyWh }) => formatNumber(Number(energyWh) / 1000, locale),
        numeric: true,
        width: 80,
      },
      {
        id: 'net',
        header: t('net'),
        value: ({ revenueNet }) => Number(revenueNet),
        cell: ({ revenueNet }) => <Money amount={Number(revenueNet).toFixed(2)} currency="SEK" />,
        numeric: true,
        width: 124,
      },
      {
        id: 'payable',
        header: t('payable'),
        value: ({ payable }) => Number(payable),
        cell: ({ payable, currency }) => <Money amount={Number(payable).toFixed(2)} currency={currency} />,
        numeric: true,
        width: 130,
      },
      {
        id: 'paid',
        header: t('paid'),
        value: ({ paidOn }) => paidOn ?? t('unpaid'),
        cell: ({ paidOn }) => paidOn ?? <Badge>{t('unpaid')}</Badge>,
        width: 110,
      },
    ],
    [locale, hasHost],
  )
  return (
    <DataTable
      label={t('title')}
      rows={statements}
      columns={columns}
      rowKey={({ id }) => String(id)}
      onRowHref={({ id }) => `/revenue/hosts/statements/${id}`}
      search={statements.length > 8 ? t('search') : false}
      defaultSort="-month"
      exportHref={exportHref}
      maxHeight="32rem"
      empty={<EmptyState title={t('title')} text={t('empty')} />}
    />
  )
}
