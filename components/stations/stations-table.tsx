'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { FirstMap } from '@/components/map/marks-of'
import { StationHeat } from '@/components/performance/station-heat'
import { Ago, Energy, Power } from '@/components/ui/format'
import type { WatchedSite } from '@/lib/overview/places-of'
import { CONNECTOR_STATUSES } from '@/lib/stations/status'
import { ConnectorDots, Freshness } from './connector-dots'
import { ShowSwitch, useShow } from './show-switch'
import { STATION_COLUMNS, type StationListRow } from './station-list-row'
import { StationTiles } from './station-tiles'
import { StationsMap } from './stations-map'
import { type ShownStatus, StatusDot } from './status-badge'

const STATUSES: readonly ShownStatus[] = [
  ...CONNECTOR_STATUSES.filter((status) => status !== 'unknown'),
  'offline',
  'unknown',
]

interface StationsTableProps {
  rows: readonly StationListRow[]
  /** The sites of all stations; null while they are on their way. */
  places: readonly WatchedSite[] | null
  /** How many stations there are, when not all of them are here yet. */
  total: number
  /** The map's first picture. */
  firstMap: FirstMap | null
  mapStyleUrl: string | null
  empty: ReactNode
}

/** All stations as a list, on a map or as tiles: search, filters and order live in the URL, and the export gives what is shown. */
export function StationsTable({ rows, places, total, firstMap, mapStyleUrl, empty }: StationsTableProps) {
  const [show, setShow] = useShow()
  const t = useTranslations('stations')
  const columns = useMemo<readonly Column<StationListRow>[]>(() => {
    const cells: Record<string, Partial<Column<StationListRow>>> = {
      name: { required: true },
      identity: {
        cell: ({ station }) => <span className="truncate font-mono text-muted-foreground text-xs">{station.id}</span>,
      },
      status: { cell: ({ station }) => <ConnectorDots initial={station} /> },
      lastSeen: {
        cell: ({ station: initial }) => (
          <Freshness initial={initial}>
            {(station) =>
              station.online ? (
                <span className="text-muted-foreground">{t('list.connected')}</span>
              ) : station.lastSeenAt ? (
                <Ago at={station.lastSeenAt} />
              ) : (
                <span className="text-muted-foreground">{t('list.never')}</span>
              )
            }
          </Freshness>
        ),
      },
      online: { cell: ({ station }) => t(station.online ? 'list.online' : 'list.offline') },
      registration: { cell: ({ station }) => t(`registration.${station.registration}`) },
      heat: { cell: ({ station }) => <StationHeat identity={station.id} /> },
      power: { cell: ({ maxPowerW }) => <Power w={maxPowerW} digits={0} unit={false} /> },
      today: { cell: ({ todayWh }) => <Energy wh={todayWh} digits={1} unit={false} /> },
    }
    const options: Record<string, NonNullable<Column<StationListRow>['filter']>['options']> = {
      status: STATUSES.map((status) => ({
        value: status,
        label: t(`status.${status}`),
        mark: <StatusDot status={status} />,
      })),
      online: [
        { value: 'true', label: t('list.online') },
        { value: 'false', label: t('list.offline') },
      ],
      registration: (['accepted', 'pending', 'rejected'] as const).map((value) => ({
        value,
        label: t(`registration.${value}`),
      })),
    }
    return STATION_COLUMNS.map(({ id, value, filter, isNumeric, isHidden, isSearched, width }) => ({
      id,
      header: t(`column.${id}` as 'column.name'),
      value,
      numeric: isNumeric,
      hidden: isHidden,
      searchable: isSearched,
      width,
      filter: filter && { value: filter, options: options[id] },
      ...cells[id],
    }))
  }, [t])
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.station.id}
      onRowHref={(row) => `/stations/${encodeURIComponent(row.station.id)}`}
      search={t('list.search')}
      defaultSort="name"
      exportHref="/api/export/stations"
      toolbar={<ShowSwitch show={show} onChange={(next) => void setShow(next)} />}
      body={
        show === 'list'
          ? undefined
          : (matching, inOrder) =>
              show === 'map' ? (
                <StationsMap rows={matching} places={places} first={firstMap} styleUrl={mapStyleUrl} />
              ) : (
                <StationTiles rows={inOrder()} />
              )
      }
      total={total}
      empty={empty}
    />
  )
}
