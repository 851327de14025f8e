import type { MapSite } from '@/components/map/marks-of'
import { sitesOf } from '@/components/map/sites-of'
import type { LiveFault, LiveSession } from '@/lib/live/events'
import { type AttentionItem, findAttention, isWorking, type WatchedStation } from '@/lib/overview/find-attention'
import type { WatchedSite } from '@/lib/overview/places-of'
import { type FuseStand, fuseStand, powerBySite } from '@/lib/sites/fuse-load'

/** What the overview says of the stations. */
export interface NetworkNow {
  readonly accepted: number
  readonly working: number
  readonly pending: number
  /** Not heard from. */
  readonly offline: number
  /** Open ones that somebody should look at. */
  readonly faults: number
  readonly attention: readonly AttentionItem[]
  /** null: not all of them are here yet. */
  readonly sites: readonly MapSite[] | null
}

/** What it says of who charges. */
export interface ChargingNow {
  readonly powerW: number
  readonly charging: number
  /** Plugged in, charging or not. */
  readonly active: number
  readonly fuses: FuseStand
}

/** @param harmless causes of faults that keep nobody from charging */
export function networkNow(
  stations: readonly WatchedStation[],
  places: readonly WatchedSite[],
  faults: readonly LiveFault[],
  harmless: ReadonlySet<string>,
): NetworkNow {
  let [accepted, working, pending, offline] = [0, 0, 0, 0]
  for (const { station } of stations) {
    if (station.registration === 'pending') pending++
    if (station.registration !== 'accepted') continue
    accepted++
    if (!station.online) offline++
    if (isWorking(station)) working++
  }
  const attention = findAttention(stations, faults, harmless)
  return {
    accepted,
    working,
    pending,
    offline,
    faults: attention.filter(({ fault }) => fault !== null).length,
    attention,
    sites: sitesOf(places, stations),
  }
}

export function chargingNow(sessions: readonly LiveSession[], places: readonly WatchedSite[]): ChargingNow {
  let [powerW, charging, active] = [0, 0, 0]
  for (const session of sessions) {
    if (session.status !== 'active') continue
    active++
    powerW += session.powerW ?? 0
    if (session.chargingState === 'charging') charging++
  }
  return { powerW, charging, active, fuses: fuseStand(places, powerBySite(sessions)) }
}
