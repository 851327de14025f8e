import { getLocale, getTranslations } from 'next-intl/server'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import type { CellValue, Column } from '@/components/data-table/column'
import { matchRows, sortRows } from '@/components/data-table/match-rows'
import { type StationListRow, toListRow } from '@/components/stations/station-list-row'
import { stationColumns, stationView } from '@/components/stations/station-view'
import { CSV_BOM, type CsvCell, csvRow, csvStyle } from '@/lib/kernel/csv'
import { DomainError } from '@/lib/kernel/errors'
import { listStations } from '@/lib/stations/queries/list-stations'

export const dynamic = 'force-dynamic'

const ALL = 100_000

/** The list of stations as it is shown: the same search, filters, order and columns, from the same address parameters. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { rows } = await listStations(actor, { limit: ALL })
    const [locale, t] = [await getLocale(), await getTranslations('stations')]
    const columns = stationColumns((id) => t(`column.${id}` as 'column.name'))
    const view = stationView(new URL(request.url).searchParams)
    const matching = sortRows(matchRows(rows.map(toListRow), columns, view), columns, view.sort, locale)
    const shown = columns.filter(({ id }) => view.columns.has(id))
    const cellOf = ({ id, value }: Column<StationListRow>, row: StationListRow): CsvCell => {
      switch (id) {
        case 'status':
          return row.station.online
            ? row.station.connectors.map(({ evse, status }) => `${evse}: ${t(`status.${status}`)}`).join(', ')
            : t('status.offline')
        case 'lastSeen':
          return row.station.lastSeenAt
        case 'online':
          return t(row.station.online ? 'list.online' : 'list.offline')
        case 'registration':
          return t(`registration.${row.station.registration}`)
        case 'power':
          return row.maxPowerW === null ? null : row.maxPowerW / 1000
        case 'today':
          return Math.round(row.todayWh) / 1000
        default:
          return textOf(value?.(row))
      }
    }
    const style = csvStyle(locale)
    const lines = matching.map((row) =>
      csvRow(
        shown.map((column) => cellOf(column, row)),
        style,
      ),
    )
    const header = csvRow(
      shown.map((column) => column.header),
      style,
    )
    return new Response(`${CSV_BOM}${header}${lines.join('')}`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${t('exportName')}-${new Date().toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}

const textOf = (value: CellValue): CsvCell => (typeof value === 'boolean' ? String(value) : value)
