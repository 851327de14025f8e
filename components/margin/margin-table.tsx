'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { MARGIN_BY, type MarginBy } from '@/lib/margin/margin-filter'
import { marginOf, marginPerKwh, marginShare } from '@/lib/margin/margin-sums'
import type { MarginRow } from '@/lib/margin/queries/get-margin'

interface MarginTableProps {
  rows: readonly MarginRow[]
  by: MarginBy
  /** The page's address with another split. */
  hrefs: Readonly<Record<MarginBy, string>>
  exportHref: string
}

/** The margin, split by one thing. */
export function MarginTable({ rows, by, hrefs, exportHref }: MarginTableProps) {
  const t = useTranslations('margin')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  const columns = useMemo<readonly Column<MarginRow>[]>(() => {
    const number = (
      id: string,
      header: string,
      value: (row: MarginRow) => number | null,
      digits: number,
    ): Column<MarginRow> => ({
      id,
      header,
      numeric: true,
      width: 102,
      value,
      cell: (row) => {
        const known = value(row)
        return <span suppressHydrationWarning>{known === null ? ABSENT : formatNumber(known, locale, digits)}</span>
      },
    })
    const costed = (value: (row: MarginRow) => string) => (row: MarginRow) =>
      row.costed === 0 ? null : Number(value(row))
    return [
      {
        id: 'key',
        header: t(`table.key.${by}`),
        width: 180,
        required: true,
        value: (row) =>
          by === 'site' || by === 'tariff'
            ? (row.name ?? t(`table.none.${by}`))
            : by === 'hour'
              ? `${row.key.padStart(2, '0')}:00`
              : row.key,
      },
      number('sessions', t('table.sessions'), (row) => row.sessions, 0),
      number('energy', t('table.energy'), (row) => Number(row.energyWh) / 1000, 0),
      number('net', t('table.net'), (row) => Number(row.net), 2),
      number(
        'cost',
        t('table.cost'),
        costed(({ cost }) => cost),
        2,
      ),
      number(
        'fees',
        t('table.fees'),
        costed(({ fees }) => fees),
        2,
      ),
      number('margin', t('table.margin'), (row) => marginOf(row)?.toNumber() ?? null, 2),
      number('share', t('table.share'), (row) => percentOf(marginShare(row)), 1),
      number('perKwh', t('table.perKwh'), (row) => marginPerKwh(row)?.toNumber() ?? null, 2),
      number('unknown', t('table.unknown'), (row) => row.sessions - row.costed, 0),
    ]
  }, [locale, by])
  return (
    <DataTable
      label={t('table.title')}
      rows={rows}
      columns={columns}
      rowKey={({ key }) => key}
      search={rows.length > 12 ? t('table.search') : false}
      exportHref={exportHref}
      empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      maxHeight="32rem"
      toolbar={
        <nav aria-label={t('by.label')} className="inline-flex flex-wrap rounded-md border bg-card p-0.5">
          {MARGIN_BY.map((one) => (
            <Link
              key={one}
              href={hrefs[one]}
              scroll={false}
              aria-current={one === by ? 'page' : undefined}
              className="rounded px-2.5 py-1 text-muted-foreground text-sm hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {t(`by.${one}`)}
            </Link>
          ))}
        </nav>
      }
    />
  )
}

const percentOf = (share: number | null) => (share === null ? null : share * 100)
