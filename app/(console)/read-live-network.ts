import type { Actor } from '@/lib/access/actor'
import type { LiveSession, LiveStation } from '@/lib/live/events'
import { liveHub } from '@/lib/live/process-hub'
import { maySee } from '@/lib/live/scope'
import type { Watched } from '@/lib/overview/queries/list-watched'
import { usualIncome } from '@/lib/overview/queries/usual-income'
import { listPlaces } from '@/lib/sites/queries'
import { listStationNames } from '@/lib/stations/queries/list-station-names'

export interface Network {
  readonly watched: Watched
  readonly sessions: readonly LiveSession[]
}

/**
 * The network as this process's hub knows it: the states of ten thousand stations are in its memory already, and only names, sites and
 * usual takings are read. Null when the hub cannot say, or when there are no more than `few` stations and sessions.
 */
export async function readLiveNetwork(actor: Actor, few: number): Promise<Network | null> {
  const hub = await liveHub().catch(() => null)
  if (hub === null || !hub.isReady || hub.isClosed || hub.size <= few) return null
  const stations: { station: LiveStation; siteId: string | null }[] = []
  const sessions: LiveSession[] = []
  for (const { scoped } of hub.newest()) {
    if (!maySee(actor, scoped)) continue
    const { event, siteId } = scoped
    if (event.type === 'station') stations.push({ station: event.station, siteId })
    else if (event.type === 'session' && event.session.status === 'active') sessions.push(event.session)
  }
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
