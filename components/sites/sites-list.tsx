'use client'

import { MapPin } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Power } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { fuseLoad } from '@/lib/sites/fuse-load'
import type { RunningPower, SiteRow } from '@/lib/sites/queries'
import { FuseBar } from './fuse-bar'
import { useSitePower } from './use-site-power'

interface SitesListProps {
  rows: readonly SiteRow[]
  running: readonly RunningPower[]
  create: ReactNode
}

/** Every site; what it draws beside what its fuse carries is live. */
export function SitesList({ rows: read, running, create }: SitesListProps) {
  const t = useTranslations('sites')
  const power = useSitePower(running)
  const rows = useMemo(() => read.map((row) => withPower(row, power.get(String(row.id)) ?? 0)), [read, power])
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

/** A row that did not change stays the same object. */
const withPower = (row: SiteRow, powerW: number): SiteRow => (row.powerW === powerW ? row : { ...row, powerW })

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
      {
        id: 'load',
        header: t('columns.load'),
        value: (row) => fuseLoad(row.powerW, row.fuseA)?.share,
        cell: (row) => {
          const load = fuseLoad(row.powerW, row.fuseA)
          return load ? (
            <FuseBar load={load} className="w-full" />
          ) : (
            <span className="text-muted-foreground">{ABSENT}</span>
          )
        },
        filter: {
          value: (row) => fuseLoad(row.powerW, row.fuseA)?.band ?? null,
          options: (['over', 'high', 'calm'] as const).map((value) => ({ value, label: t(`load.${value}`) })),
        },
        numeric: true,
        width: 150,
      },
      { id: 'tariff', header: t('columns.tariff'), value: (row) => row.tariff?.name, width: 150, filter: {} },
      { id: 'area', header: t('columns.area'), value: (row) => row.priceArea, width: 90, filter: {} },
    ],
    [locale],
  )
}
