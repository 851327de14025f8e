import type { Column, View } from '@/components/data-table/column'
import { STATION_COLUMNS, type StationListRow } from './station-list-row'

/** The list's columns as the server works with them. */
export const stationColumns = (header: (id: string) => string): readonly Column<StationListRow>[] =>
  STATION_COLUMNS.map(({ id, value, filter, isSearched }) => ({
    id,
    header: header(id),
    value,
    searchable: isSearched,
    filter: filter && { value: filter },
  }))

export interface StationView extends Pick<View, 'search' | 'filters'> {
  readonly sort: string
  /** The ids of the columns shown. */
  readonly columns: ReadonlySet<string>
}

/** As DataTable keeps it in the page's address. */
export function stationView(query: URLSearchParams): StationView {
  const list = (name: string) => query.get(name)?.slice(0, 2000).split(',').filter(Boolean) ?? []
  const chosen = list('columns')
  const usual = STATION_COLUMNS.filter(({ isHidden }) => !isHidden).map(({ id }) => id)
  return {
    search: query.get('q')?.slice(0, 200) ?? '',
    sort: query.get('sort') ?? 'name',
    filters: Object.fromEntries(STATION_COLUMNS.filter(({ filter }) => filter).map(({ id }) => [id, list(id)])),
    columns: new Set(chosen.length > 0 ? ['name', ...chosen] : usual),
  }
}
