'use client'

import { Plus, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Action } from '@/components/forms/action-result'
import { WhenStale } from '@/components/live/stale'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { unpackRows } from '@/lib/kernel/pack-rows'
import type { WatchedSite } from '@/lib/overview/places-of'
import { AddStation, type NewStationValues } from './add-station'
import { PendingStations } from './pending-stations'
import { STATION_LIST_ROW } from './station-list-row'
import { StationsTable } from './stations-table'
import { useStationRows } from './use-station-rows'

interface StationsProps {
  /** StationListRow, see lib/kernel/pack-rows.ts. */
  packedRows: string
  /** Sites that can be put on a map. */
  places: readonly WatchedSite[]
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

/** Every station, live; those who want to join first. */
export function Stations({ packedRows, places, mapStyleUrl, sites, mayWrite, ocppAddress, actions }: StationsProps) {
  const t = useTranslations('stations')
  const initial = useMemo(() => unpackRows(packedRows, STATION_LIST_ROW), [packedRows])
  const rows = useStationRows(initial)
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
    <Page title={t('title')} actions={add('default')}>
      {mayWrite && <PendingStations rows={pending} accept={actions.accept} reject={actions.reject} />}
      <WhenStale>
        <StationsTable
          rows={rows}
          places={places}
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
