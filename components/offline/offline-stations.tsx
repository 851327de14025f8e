'use client'

import { PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useLater } from '@/components/live/use-later'
import { EmptyState } from '@/components/shell/empty-state'
import { unpackRows } from '@/lib/kernel/pack-rows'
import { OFFLINE_ROW, type OfflineRow } from './offline-row'
import { ListState, SafeLimit, SettingsState, settingsStanding } from './station-cells'

/** As /api/rows/offline writes it. */
const readWhole = (text: string) => unpackRows(text, OFFLINE_ROW)

interface OfflineStationsProps {
  /** OfflineRow, see lib/kernel/pack-rows.ts: all, or the first of them. */
  packedRows: string
  /** There are more than came with the page. */
  hasMore: boolean
}

/** Every station: which policy holds, whether its list is in step, and which settings it has not taken. */
export function OfflineStations({ packedRows, hasMore }: OfflineStationsProps) {
  const t = useTranslations('offline')
  const first = useMemo(() => unpackRows(packedRows, OFFLINE_ROW), [packedRows])
  const rows = useLater(hasMore ? '/api/rows/offline' : null, packedRows, readWhole) ?? first
  const columns = useMemo<readonly Column<OfflineRow>[]>(
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
      rows={rows}
      columns={columns}
      rowKey={({ identity }) => identity}
      onRowHref={({ identity }) => `/stations/${encodeURIComponent(identity)}`}
      search={t('search')}
      empty={<EmptyState icon={<PlugZap />} title={t('noStations.title')} text={t('noStations.text')} />}
      maxHeight="36rem"
    />
  )
}
