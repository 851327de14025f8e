import type { Actor } from '@/lib/access/actor'
import type { LiveSession } from '@/lib/live/events'
import type { Watched } from '@/lib/overview/queries/list-watched'
import { usualIncome } from '@/lib/overview/queries/usual-income'
import { listPlaces } from '@/lib/sites/queries'
import { listStationNames } from '@/lib/stations/queries/list-station-names'
import { liveStates } from './live-states'

export interface Network {
  readonly watched: Watched
  readonly sessions: readonly LiveSession[]
}

/**
 * The network as this process's hub knows it: the states of ten thousand stations are in its memory already, and only names, sites and
 * usual takings are read. Null when the hub cannot say, or when there are no more than `few` stations and sessions.
 */
export async function readLiveNetwork(actor: Actor, few: number): Promise<Network | null> {
  const states = await liveStates(actor)
  if (states === null) return null
  const { stations, sessions } = states
  if (stations.length <= few && sessions.length <= few) return null
  const [names, places, income] = await Promise.all([listStationNames(actor), listPlaces(actor), usualIncome(actor)])
  const named = new Map(names.map((one) => [one.identity, one]))
  const siteNames = new Map(places.map(({ id, name }) => [id, name]))
  return {
    sessions,
    watched: {
      stations: stations.map(({ station, siteId }) => {
        const known = named.get(station.id)
        return {
          station,
          name: known?.name ?? '',
          siteId,
          siteName: siteId === null ? null : (siteNames.get(siteId) ?? null),
          perHour: (known && income.stations.get(known.key)) ?? null,
        }
      }),
      sites: places,
      pendingCount: stations.filter(({ station }) => station.registration === 'pending').length,
    },
  }
}
