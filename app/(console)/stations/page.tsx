import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ocppAddress } from '@/app/ocpp-address'
import { requireActor } from '@/app/session'
import { STATION_LIST_ROW } from '@/components/stations/station-list-row'
import { stationView } from '@/components/stations/station-view'
import { Stations } from '@/components/stations/stations'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'
import { packRows } from '@/lib/kernel/pack-rows'
import { readBounds } from '@/lib/map/view'
import { listSites } from '@/lib/sites/queries'
import { ListViews } from '../list-views'
import { accept, addStation, reject } from './actions'
import { readFirstMap, readFirstStations } from './read-stations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stations'))('title') }
}

/** A map shows none; that there are some must be known. */
const ROWS_OF_MAP = 1

type Query = Promise<Record<string, string | string[] | undefined>>

export default async function StationsPage({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor('stations.read')
  const mayWrite = mayDo(actor.role, 'stations.write')
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const query = new URLSearchParams(asked)
  const view = stationView(query)
  const isMap = query.get('show') === 'map'
  const [{ rows, total }, map, sites] = await Promise.all([
    readFirstStations(actor, view, await getLocale(), isMap ? ROWS_OF_MAP : undefined),
    isMap ? readFirstMap(actor, view, readBounds(query.get('area'))) : null,
    mayWrite ? listSites(actor, { limit: 1000 }) : { rows: [] },
  ])
  const t = await getTranslations('stations.views')
  return (
    <Stations
      views={
        <ListViews
          actor={actor}
          place="stations"
          ready={[
            { name: t('all'), query: '' },
            { name: t('faulted'), query: 'status=faulted' },
            { name: t('offline'), query: 'status=offline' },
            { name: t('map'), query: 'show=map' },
          ]}
        />
      }
      packedRows={packRows(rows, STATION_LIST_ROW)}
      total={total}
      firstMap={map}
      mapStyleUrl={env().MAP_STYLE_URL ?? null}
      sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
      mayWrite={mayWrite}
      ocppAddress={await ocppAddress()}
      actions={{ accept, reject, addStation }}
    />
  )
}
