'use client'

import { Filter } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { ABSENT, formatKwh, formatNumber } from '@/components/ui/format-values'
import { Decimal, formatAmount } from '@/lib/kernel/money'
import { marginOf } from '@/lib/revenue/measures'
import type { Revenue, RevenueRow } from '@/lib/revenue/queries/get-revenue'
import { dimensionsOf, type RevenueQuery } from '@/lib/revenue/revenue-query'
import { formatChange } from './format-change'
import { narrowed, sessionsHref } from './href'
import { useKeyName } from './use-key-name'

interface BreakdownTableProps {
  revenue: Revenue
  query: RevenueQuery
}

const NUMBERED = ['hour', 'weekday']

/** What the sum is made of, with its shares; a row opens its sessions, its funnel the report of it alone. */
export function BreakdownTable({ revenue, query }: BreakdownTableProps) {
  const t = useTranslations('revenue')
  const locale = useLocale()
  const nameOf = useKeyName()
  const by = dimensionsOf(query)
  const { currency, total, before, rows, rowCount } = revenue
  const columns = useMemo<readonly Column<RevenueRow>[]>(() => {
    const money = (
      id: string,
      header: string,
      value: (row: RevenueRow) => string | null,
      more = {},
    ): Column<RevenueRow> => ({
      id,
      header: `${header} ${currency}`,
      numeric: true,
      width: 120,
      value: (row) => (value(row) === null ? null : Number(value(row))),
      cell: (row) => {
        const amount = value(row)
        return amount === null ? ABSENT : formatAmount(amount, currency, locale)
      },
      ...more,
    })
    const number = (id: string, header: string, value: (row: RevenueRow) => number, more = {}): Column<RevenueRow> => ({
      id,
      header,
      numeric: true,
      width: 96,
      value,
      cell: (row) => formatNumber(value(row), locale),
      ...more,
    })
    const share = ({ sums }: RevenueRow) =>
      Number(total.gross) === 0 ? null : Number(sums.gross) / Number(total.gross)
    const margin = ({ sums }: RevenueRow) => marginOf(sums)
    return [
      ...by.map(
        (dimension, index): Column<RevenueRow> => ({
          id: dimension,
          header: t(`dimension.${dimension}`),
          width: 180,
          required: index === 0,
          searchable: true,
          value: ({ keys }) => {
            const key = keys[index]
            if (key === undefined) return null
            return NUMBERED.includes(dimension) ? Number(key.value) : nameOf(key)
          },
          cell: ({ keys }) => (keys[index] ? nameOf(keys[index]) : ABSENT),
        }),
      ),
      money('gross', t('column.gross'), ({ sums }) => sums.gross),
      {
        id: 'share',
        header: t('column.share'),
        numeric: true,
        width: 130,
        value: share,
        cell: (row) => <Share share={share(row)} locale={locale} />,
      },
      ...(before === null
        ? []
        : [
            money('before', t('column.before'), (row) => row.before?.gross ?? null, { hidden: true }),
            {
              id: 'change',
              header: t('column.change'),
              numeric: true,
              width: 96,
              value: (row: RevenueRow) =>
                row.before && Number(row.before.gross) > 0
                  ? Number(row.sums.gross) / Number(row.before.gross) - 1
                  : null,
              cell: (row: RevenueRow) =>
                (row.before && formatChange(row.sums.gross, row.before.gross, locale)) ?? ABSENT,
            },
          ]),
      number('sessions', t('column.sessions'), ({ sums }) => sums.sessions),
      number('energy', t('column.energy'), ({ sums }) => sums.energyWh / 1000, {
        cell: ({ sums }: RevenueRow) => formatKwh(sums.energyWh, locale, 1),
      }),
      money('perKwh', t('column.perKwh'), ({ sums }) =>
        sums.energyWh > 0 ? new Decimal(sums.gross).div(sums.energyWh / 1000).toFixed(4) : null,
      ),
      money('net', t('column.net'), ({ sums }) => sums.net, { hidden: true }),
      money('vat', t('column.vat'), ({ sums }) => sums.vat, { hidden: true }),
      ...(total.cost === null ? [] : [money('margin', t('column.margin'), margin)]),
      money('unpaid', t('column.unpaid'), ({ sums }) => sums.unpaid),
      money('refunded', t('column.refunded'), ({ sums }) => sums.refunded, { hidden: true }),
      number('unpriced', t('column.unpriced'), ({ sums }) => sums.unpriced, { hidden: true }),
      number('underReview', t('column.underReview'), ({ sums }) => sums.underReview, { hidden: true }),
      {
        id: 'narrow',
        header: '',
        width: 44,
        cell: ({ keys }) => (
          <Button asChild variant="ghost" size="icon-sm">
            <Link
              href={narrowed(query, keys)}
              prefetch={false}
              aria-label={t('narrow', { name: keys.map(nameOf).join(', ') })}
              title={t('narrow', { name: keys.map(nameOf).join(', ') })}
            >
              <Filter aria-hidden />
            </Link>
          </Button>
        ),
      },
    ]
  }, [t, locale, nameOf, by, currency, total, before, query])
  return (
    <DataTable
      label={t('table')}
      rows={rows}
      columns={columns}
      rowKey={({ keys }) => keys.map(({ value }) => value).join(' ')}
      onRowHref={({ keys }) => sessionsHref(query, keys, { currency })}
      search={t('search')}
      defaultSort={NUMBERED.includes(by[0] ?? '') && by.length === 1 ? by[0] : '-gross'}
      empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      toolbar={
        rowCount > rows.length && (
          <span className="text-muted-foreground text-sm">{t('most', { shown: rows.length, count: rowCount })}</span>
        )
      }
    />
  )
}

function Share({ share, locale }: { share: number | null; locale: string }) {
  if (share === null) return ABSENT
  const words = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <span className="flex items-center justify-end gap-2">
      <span className="h-1.5 w-12 overflow-hidden rounded-full bg-muted" aria-hidden>
        <span
          className="block h-full bg-foreground/40"
          style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }}
        />
      </span>
      {words.format(share)}
    </span>
  )
}
