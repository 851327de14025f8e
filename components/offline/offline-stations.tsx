'use client'

import { PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import type { OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import { ListState, SafeLimit, SettingsState, settingsStanding } from './station-cells'

/** Every station: which policy holds, whether its list is in step, and which settings it has not taken. */
export function OfflineStations({ stations }: { stations: readonly OfflineStation[] }) {
  const t = useTranslations('offline')
  const columns = useMemo<readonly Column<OfflineStation>[]>(
    () => [
      {
        id: 'station',
        header: t('column.station'),
        value: ({ identity, name }) => `${identity} ${name}`,
        width: 180,
        required: true,
        cell: ({ identity, name }) => (
          <span className="truncate">
            <span className="font-medium">{identity}</span>
            {name && <span className="text-muted-foreground"> {name}</span>}
          </span>
        ),
      },
      { id: 'site', header: t('column.site'), value: ({ siteName }) => siteName, width: 150, filter: {} },
      {
        id: 'policy',
        header: t('column.policy'),
        value: ({ policy }) => t(`policyOf.${policy ?? 'none'}`),
        width: 110,
        filter: {},
      },
      {
        id: 'list',
        header: t('column.list'),
        value: ({ list }) => list && t(`list.${list.stage}`),
        width: 300,
        filter: {},
        cell: ({ list }) => <ListState list={list} />,
      },
      {
        id: 'settings',
        header: t('column.settings'),
        value: (station) => t(`settings.${settingsStanding(station)}`),
        width: 220,
        filter: {},
        cell: (station) => <SettingsState station={station} />,
      },
      {
        id: 'safe',
        header: t('column.safe'),
        numeric: true,
        value: ({ safe }) => safe.heldA,
        width: 110,
        cell: ({ safe, progress }) => <SafeLimit safe={safe} progress={progress} />,
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('stations')}
      rows={stations}
      columns={columns}
      rowKey={({ identity }) => identity}
      onRowHref={({ identity }) => `/stations/${encodeURIComponent(identity)}`}
      search={t('search')}
      empty={<EmptyState icon={<PlugZap />} title={t('noStations.title')} text={t('noStations.text')} />}
      maxHeight="36rem"
    />
  )
}
