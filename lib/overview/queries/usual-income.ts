import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'

/** What an hour usually brings in, VAT included. Stations and sites without history are not in it. */
export interface UsualIncome {
  /** The network's: that of most of the income. Estimates add all up as if it were one. */
  readonly currency: string
  /** By the station's row id, then by EVSE number; '0' is the whole station. */
  readonly stations: ReadonlyMap<string, Readonly<Record<string, number>>>
  /** By the site's id. */
  readonly sites: ReadonlyMap<string, number>
}

/** Of a network that has not sold anything yet. */
const HOME_CURRENCY = 'SEK'

/**
 * What each station, EVSE and site took in per hour over the last four weeks, as a plain average: an estimate of what an hour
 * without it costs. Nothing for stations without a priced session in that time. As the worker summed it last, an hour ago at most:
 * see sumUsualIncome.
 */
export async function usualIncome(actor: Actor): Promise<UsualIncome> {
  requireAct(actor, 'overview.read')
  const { rows } = await pool().query<{
    station_id: string
    site_id: string | null
    evse: number
    currency: string
    per_hour: number
  }>(
    `SELECT station_id, site_id, evse_number AS evse, currency, per_hour FROM usual_income
     WHERE $1::bigint[] IS NULL OR site_id = ANY($1)`,
    [sitesInScope(actor)],
  )
  const stations = new Map<string, Record<string, number>>()
  const sites = new Map<string, number>()
  const currencies = new Map<string, number>()
  for (const { station_id, site_id, evse, currency, per_hour } of rows) {
    const station = stations.get(station_id) ?? { '0': 0 }
    station['0'] = (station['0'] ?? 0) + per_hour
    station[String(evse)] = (station[String(evse)] ?? 0) + per_hour
    stations.set(station_id, station)
    if (site_id !== null) sites.set(site_id, (sites.get(site_id) ?? 0) + per_hour)
    currencies.set(currency, (currencies.get(currency) ?? 0) + per_hour)
  }
  const [[currency = HOME_CURRENCY] = []] = [...currencies].sort((a, b) => b[1] - a[1])
  return { currency, stations, sites }
}
