'use client'

import { MapPin } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Power } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { SiteRow } from '@/lib/sites/queries'

export function SitesList({ rows, create }: { rows: readonly SiteRow[]; create: ReactNode }) {
  const t = useTranslations('sites')
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={useColumns()}
      rowKey={(row) => String(row.id)}
      onRowHref={(row) => `/sites/${row.id}`}
      empty={<EmptyState icon={<MapPin />} title={t('empty.title')} text={t('empty.text')} action={create} />}
    />
  )
}

function useColumns(): readonly Column<SiteRow>[] {
  const t = useTranslations('sites')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<SiteRow>[]>(
    () => [
      { id: 'name', header: t('columns.name'), value: (row) => row.name, width: 220, required: true },
      { id: 'city', header: t('columns.city'), value: (row) => row.city, width: 130, filter: {} },
      {
        id: 'online',
        header: t('columns.online'),
        value: (row) => row.onlineCount,
        cell: (row) => (
          <span>
            {formatNumber(row.onlineCount, locale)}{' '}
            <span className="text-muted-foreground">/ {formatNumber(row.stationCount, locale)}</span>
          </span>
        ),
        numeric: true,
        width: 100,
      },
      {
        id: 'active',
        header: t('columns.active'),
        value: (row) => row.activeSessions,
        cell: (row) => formatNumber(row.activeSessions, locale),
        numeric: true,
        width: 90,
      },
      {
        id: 'power',
        header: t('columns.power'),
        value: (row) => row.powerW,
        cell: (row) => <Power w={row.powerW} unit={false} />,
        numeric: true,
        width: 110,
      },
      {
        id: 'fuse',
        header: t('columns.fuse'),
        value: (row) => row.fuseA,
        cell: (row) => (row.fuseA === null ? ABSENT : formatNumber(row.fuseA, locale)),
        numeric: true,
        width: 110,
      },
      { id: 'tariff', header: t('columns.tariff'), value: (row) => row.tariff?.name, width: 150, filter: {} },
      { id: 'area', header: t('columns.area'), value: (row) => row.priceArea, width: 90, filter: {} },
    ],
    [locale],
  )
}
