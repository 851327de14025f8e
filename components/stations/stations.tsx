'use client'

import { Plus, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { Action } from '@/components/forms/action-result'
import { WhenStale } from '@/components/live/stale'
import { useLater } from '@/components/live/use-later'
import type { FirstMap } from '@/components/map/marks-of'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { unpackRows } from '@/lib/kernel/pack-rows'
import { WATCHED_SITE } from '@/lib/overview/places-of'
import { AddStation, type NewStationValues } from './add-station'
import { PendingStations } from './pending-stations'
import { useShow } from './show-switch'
import { STATION_LIST_ROW } from './station-list-row'
import { StationsTable } from './stations-table'
import { useStationRows } from './use-station-rows'

interface StationsProps {
  /** Saved views. */
  views: ReactNode
  /** StationListRow, see lib/kernel/pack-rows.ts: the first ones, in the order they are shown. */
  packedRows: string
  /** How many there are. */
  total: number
  /** The map's first picture, where the page shows it. */
  firstMap: FirstMap | null
  mapStyleUrl: string | null
  sites: readonly { id: string; name: string }[]
  mayWrite: boolean
  ocppAddress: string
  actions: {
    accept: Action<{ id: string }>
    reject: Action<{ id: string }>
    addStation: Action<NewStationValues, { identity: string; password: string | null }>
  }
}

/** A row or tile follows its station at once by itself; only the order, and who matches, comes later. A mark on the map is a sum. */
const ORDER_EVERY_MS = 1000
const MAP_EVERY_MS = 120

/** As /api/rows/stations writes it. */
function readWhole(text: string) {
  const [rows = '[]', places = '[]'] = text.split('\n')
  return { rows: unpackRows(rows, STATION_LIST_ROW), places: unpackRows(places, WATCHED_SITE) }
}

/** Every station, live; those who want to join first. */
export function Stations({
  views,
  packedRows,
  total,
  firstMap,
  mapStyleUrl,
  sites,
  mayWrite,
  ocppAddress,
  actions,
}: StationsProps) {
  const t = useTranslations('stations')
  const [show] = useShow()
  const first = useMemo(() => unpackRows(packedRows, STATION_LIST_ROW), [packedRows])
  // A map needs where the sites are, too.
  const isAll = first.length >= total && show !== 'map'
  const whole = useLater(isAll ? null : '/api/rows/stations', packedRows, readWhole)
  const rows = useStationRows(whole?.rows ?? first, show === 'map' ? MAP_EVERY_MS : ORDER_EVERY_MS)
  const pending = useMemo(() => rows.filter(({ station }) => station.registration === 'pending'), [rows])
  const add = (variant: 'default' | 'outline') =>
    mayWrite && (
      <AddStation
        sites={sites}
        ocppAddress={ocppAddress}
        action={actions.addStation}
        trigger={
          <Button variant={variant}>
            <Plus aria-hidden />
            {t('add.open')}
          </Button>
        }
      />
    )
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {views}
          {add('default')}
        </>
      }
    >
      {mayWrite && <PendingStations rows={pending} accept={actions.accept} reject={actions.reject} />}
      <WhenStale>
        <StationsTable
          rows={rows}
          places={whole?.places ?? null}
          total={Math.max(total, rows.length)}
          firstMap={firstMap}
          mapStyleUrl={mapStyleUrl}
          empty={
            <EmptyState
              icon={<Unplug />}
              title={t('empty.title')}
              text={
                <>
                  {t('empty.text')}
                  <code className="mt-2 block font-mono text-xs">{`${ocppAddress}<id>`}</code>
                </>
              }
              action={add('outline')}
            />
          }
        />
      </WhenStale>
    </Page>
  )
}
