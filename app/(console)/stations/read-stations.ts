import { matchRows, sortRows } from '@/components/data-table/match-rows'
import { type StationListRow, toListRow } from '@/components/stations/station-list-row'
import { type StationView, stationColumns } from '@/components/stations/station-view'
import type { Actor } from '@/lib/access/actor'
import { listStationNames } from '@/lib/stations/queries/list-station-names'
import { listStations } from '@/lib/stations/queries/list-stations'

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

/** The rows a list begins with, and those who wait to be let in; all there are, when they are few. */
export async function readFirstStations(actor: Actor, view: StationView, locale: string): Promise<FirstStations> {
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
      .slice(0, FIRST_ROWS)
      .map(({ identity }) => identity)
    return (await listStations(actor, { identities, limit: FIRST_ROWS })).rows.map(toListRow)
  }

  async function firstOfView(): Promise<readonly StationListRow[]> {
    const { rows } = await listStations(actor, { limit: ALL })
    const columns = stationColumns((id) => id)
    return sortRows(matchRows(rows.map(toListRow), columns, view), columns, view.sort, locale).slice(0, FIRST_ROWS)
  }
}

const nameOf = ({ name, identity }: { name: string; identity: string }) => name || identity

const isUsual = ({ search, filters, sort }: StationView) =>
  search === '' && /^-?name$/.test(sort) && Object.values(filters).every((values) => values.length === 0)
