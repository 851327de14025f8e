import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { listStations } from '../../stations/queries/list-stations'
import type { WatchedStation } from '../find-attention'
import { placesOf, type WatchedSite } from '../places-of'
import { usualIncome } from './usual-income'

export interface Watched {
  readonly stations: readonly WatchedStation[]
  readonly sites: readonly WatchedSite[]
  /** Waiting to be let in. */
  readonly pendingCount: number
}

/** More than any network this is sized for. */
const ALL = 100_000

/** All the actor's stations with what they usually take in, and where they stand. */
export async function listWatched(actor: Actor): Promise<Watched> {
  requireAct(actor, 'overview.read')
  const [{ rows }, income] = await Promise.all([listStations(actor, { limit: ALL }), usualIncome(actor)])
  const stations = rows.map(({ station, site, name, key }) => {
    const siteId = site === null ? null : String(site.id)
    const { id, registration, online, lastSeenAt, status, errorCode, connectors } = station
    return {
      station: { id, registration, online, lastSeenAt, status, errorCode, connectors },
      name,
      siteId,
      siteName: site?.name ?? null,
      perHour: income.stations.get(String(key)) ?? null,
    }
  })
  return {
    stations,
    sites: placesOf(rows),
    pendingCount: stations.filter(({ station }) => station.registration === 'pending').length,
  }
}
