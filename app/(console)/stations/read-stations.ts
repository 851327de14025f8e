import { matchRows, sortRows } from '@/components/data-table/match-rows'
import { type FirstMap, firstMap, type MapSite } from '@/components/map/marks-of'
import { sitesOf } from '@/components/map/sites-of'
import { STATIONS_MAP_SIZE } from '@/components/stations/map-size'
import { type StationListRow, toListRow } from '@/components/stations/station-list-row'
import { type StationView, stationColumns } from '@/components/stations/station-view'
import type { Actor } from '@/lib/access/actor'
import type { Bounds } from '@/lib/map/view'
import { placesOf } from '@/lib/overview/places-of'
import { listPlaces } from '@/lib/sites/queries'
import { listStationNames } from '@/lib/stations/queries/list-station-names'
import { listStations } from '@/lib/stations/queries/list-stations'
import { liveStates } from '../live-states'

/** What comes with the page; the rest follows when these are on the screen. */
const FIRST_ROWS = 200
/** More than any network this is sized for. */
const ALL = 100_000
const MOST_PENDING = 50

export interface FirstStations {
  readonly rows: readonly StationListRow[]
  /** All the actor may see. */
  readonly total: number
}

/** Where the stations that match stand, near ones together. @param area what to show; else all of it */
export async function readFirstMap(actor: Actor, view: StationView, area: Bounds | null): Promise<FirstMap> {
  const sites = isEvery(view) ? await liveSites() : await matchingSites()
  return firstMap(sites, STATIONS_MAP_SIZE, area ?? undefined)

  /** Nearly every visit: what the stations say is in this process's memory, and only the sites have to be read. */
  async function liveSites(): Promise<readonly MapSite[]> {
    const [states, places] = await Promise.all([liveStates(actor), listPlaces(actor)])
    return states === null ? matchingSites() : sitesOf(places, states.stations)
  }

  async function matchingSites(): Promise<readonly MapSite[]> {
    const { rows } = await listStations(actor, { limit: ALL })
    return sitesOf(placesOf(rows), matchRows(rows.map(toListRow), stationColumns(String), view))
  }
}

/** The rows a list begins with, and those who wait to be let in; all there are, when they are few. @param most of the others */
export async function readFirstStations(
  actor: Actor,
  view: StationView,
  locale: string,
  most = FIRST_ROWS,
): Promise<FirstStations> {
  const names = await listStationNames(actor)
  const total = names.length
  if (total <= FIRST_ROWS)
    return { rows: (await listStations(actor, { limit: FIRST_ROWS })).rows.map(toListRow), total }
  const pending = (await listStations(actor, { registration: 'pending', limit: MOST_PENDING })).rows.map(toListRow)
  const first = isUsual(view) ? await firstByName() : await firstOfView()
  const known = new Set(first.map(({ station }) => station.id))
  return { rows: [...first, ...pending.filter(({ station }) => !known.has(station.id))], total }

  /** Nearly every visit: only names have to be read of all. */
  async function firstByName(): Promise<readonly StationListRow[]> {
    const column = { id: 'name', header: '', value: nameOf }
    const identities = sortRows(names, [column], view.sort, locale)
      .slice(0, most)
      .map(({ identity }) => identity)
    return (await listStations(actor, { identities, limit: most })).rows.map(toListRow)
  }

  async function firstOfView(): Promise<readonly StationListRow[]> {
    const { rows } = await listStations(actor, { limit: ALL })
    const columns = stationColumns((id) => id)
    return sortRows(matchRows(rows.map(toListRow), columns, view), columns, view.sort, locale).slice(0, most)
  }
}

const nameOf = ({ name, identity }: { name: string; identity: string }) => name || identity

const isEvery = ({ search, filters }: StationView) =>
  search === '' && Object.values(filters).every((values) => values.length === 0)

const isUsual = (view: StationView) => isEvery(view) && /^-?name$/.test(view.sort)
