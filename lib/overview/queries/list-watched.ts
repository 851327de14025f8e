import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { listStations } from '../../stations/queries/list-stations'
import type { WatchedStation } from '../find-attention'

export interface WatchedSite {
  readonly id: string
  readonly name: string
  readonly latitude: number | null
  readonly longitude: number | null
}

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
  const [{ rows }, perHour] = await Promise.all([listStations(actor, { limit: ALL }), usualIncome(actor)])
  const sites = new Map<string, WatchedSite>()
  const stations = rows.map(({ station, site, name, latitude, longitude, key }) => {
    const siteId = site === null ? null : String(site.id)
    if (site !== null && siteId !== null) sites.set(siteId, { id: siteId, name: site.name, latitude, longitude })
    const { id, registration, online, lastSeenAt, status, errorCode, connectors } = station
    return {
      station: { id, registration, online, lastSeenAt, status, errorCode, connectors },
      name,
      siteId,
      siteName: site?.name ?? null,
      perHour: perHour.get(String(key)) ?? null,
    }
  })
  return {
    stations,
    sites: [...sites.values()],
    pendingCount: stations.filter(({ station }) => station.registration === 'pending').length,
  }
}

/**
 * What each station and EVSE took in per hour over the last four weeks, VAT included, as a plain average: an estimate of what an
 * hour without it costs. Nothing for stations without a priced session in that time.
 */
async function usualIncome(actor: Actor): Promise<ReadonlyMap<string, Record<string, number>>> {
  const { rows } = await pool().query<{ station_id: string; evse: number; per_hour: number }>(
    `SELECT session.station_id, session.evse_number AS evse,
       (sum(priced.total) / (28 * 24))::float8 AS per_hour
     FROM session JOIN priced_session AS priced ON priced.session_id = session.id
     WHERE session.started_at >= now() - interval '28 days' AND priced.total > 0
       AND ($1::bigint[] IS NULL OR session.site_id = ANY($1))
     GROUP BY session.station_id, session.evse_number`,
    [sitesInScope(actor)],
  )
  const income = new Map<string, Record<string, number>>()
  for (const row of rows) {
    const station = income.get(row.station_id) ?? { '0': 0 }
    station['0'] = (station['0'] ?? 0) + row.per_hour
    station[String(row.evse)] = row.per_hour
    income.set(row.station_id, station)
  }
  return income
}
