import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ocppAddress } from '@/app/ocpp-address'
import { requireActor } from '@/app/session'
import { STATION_LIST_ROW, toListRow } from '@/components/stations/station-list-row'
import { Stations } from '@/components/stations/stations'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'
import { packRows } from '@/lib/kernel/pack-rows'
import { placesOf } from '@/lib/overview/places-of'
import { listSites } from '@/lib/sites/queries'
import { listStations } from '@/lib/stations/queries/list-stations'
import { accept, addStation, reject } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stations'))('title') }
}

/** More than any network this is sized for. */
const ALL = 100_000

export default async function StationsPage() {
  const actor = await requireActor('stations.read')
  const mayWrite = mayDo(actor.role, 'stations.write')
  const [stations, sites] = await Promise.all([
    listStations(actor, { limit: ALL }),
    mayWrite ? listSites(actor, { limit: 1000 }) : { rows: [] },
  ])
  return (
    <Stations
      packedRows={packRows(stations.rows.map(toListRow), STATION_LIST_ROW)}
      places={placesOf(stations.rows)}
      mapStyleUrl={env().MAP_STYLE_URL ?? null}
      sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
      mayWrite={mayWrite}
      ocppAddress={await ocppAddress()}
      actions={{ accept, reject, addStation }}
    />
  )
}
